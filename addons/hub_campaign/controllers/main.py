from werkzeug.exceptions import NotFound, Unauthorized

from odoo import http
from odoo.http import request
from odoo.tools import consteq

from odoo.addons.link_tracker.controller.main import LinkTracker
from odoo.addons.mass_mailing.controllers.main import MassMailController

from ..domain.machines import is_machine
from .odd_values import as_id, require_plain, require_token
from .readers import Reader, get_signed_purpose


def redirect_from(code):
    """Lead to where a short link points, and note nothing."""
    url = request.env["link.tracker"].get_url_from_code(code)
    if not url:
        raise NotFound
    return request.redirect(url, code=301, local=False)


class HubMassMailController(MassMailController):
    """Leaving a mailing of a campaign leaves its purpose; the others, and other mailings, go on.

    All of core's routes end in the same place: the link in the mail, the button of the mail program (one-click, RFC
    8058), and the confirmation. The global blacklist is for those who ask for it, not for those who leave a purpose.
    The link carries what leaving needs: it works where the member, the mailing or the campaign is gone.

    Core: mass_mailing/controllers/main.py, 19.0. Contract: test_core_unsubscribe.
    """

    @http.route()
    def mailing_confirm_unsubscribe(self, mailing_id, document_id=None, email=None, hash_token=None, **_signed):
        """Ask for confirmation, because programs that look into mails follow links as well."""
        reader = self._get_reader(mailing_id, document_id, email, hash_token)
        if not reader:
            return super().mailing_confirm_unsubscribe(mailing_id, document_id, email, hash_token)
        self._speak_the_language_of(reader)
        values = self._prepare_link_values(mailing_id, document_id, email, hash_token)
        purposes = reader.purposes.with_context(lang=reader.lang)
        return request.render("hub_campaign.consent_portal_confirm", {**values, "purposes": purposes})

    @http.route()
    def mailing_confirm_unsubscribe_post(
        self, mailing_id=None, document_id=None, email=None, hash_token=None, **_signed
    ):
        """Leave the purpose, and show the others."""
        reader = self._get_reader(mailing_id, document_id, email, hash_token)
        if not reader:
            return super().mailing_confirm_unsubscribe_post(mailing_id, document_id, email, hash_token)
        return self._leave(reader, as_id(mailing_id), document_id, email, hash_token)

    @http.route()
    def mailing_unsubscribe_oneclick(self, mailing_id, document_id=None, email=None, hash_token=None, **_post):
        """Leave the purpose at the mail program's request; what else it posts is the same for everybody."""
        return super().mailing_unsubscribe_oneclick(mailing_id, document_id, email, hash_token)

    @http.route()
    def mailing_unsubscribe(self, mailing_id, document_id=None, email=None, hash_token=None, **_signed):
        """Leave the purpose, also where the mailing is gone."""
        reader = self._get_reader(mailing_id, document_id, email, hash_token)
        if not reader:
            return super().mailing_unsubscribe(mailing_id, document_id, email, hash_token)
        return self._leave(reader, mailing_id, document_id, email, hash_token)

    def _leave(self, reader, mailing_id, document_id, email, hash_token):
        reader.leave(reader.purposes)
        return self._render_answers(reader, mailing_id, document_id, email, hash_token, left=True)

    @http.route("/mailing/<int:mailing_id>/purposes", type="http", auth="public", website=True, methods=["GET"])
    def hub_purposes(self, mailing_id, document_id=None, email=None, hash_token=None, **_signed):
        """Show which purposes whoever received a mailing gets mails about."""
        reader = self._get_reader(mailing_id, document_id, email, hash_token, required=True)
        return self._render_answers(reader, mailing_id, document_id, email, hash_token)

    @http.route("/mailing/<int:mailing_id>/purpose", type="http", auth="public", website=True, methods=["POST"])
    def hub_answer(self, mailing_id, purpose_id=None, answer=None, **link):
        """Leave one purpose, or take that back."""
        document_id, email, hash_token = (link.get(name) for name in ("document_id", "email", "hash_token"))
        reader = self._get_reader(mailing_id, document_id, email, hash_token, required=True)
        purpose = request.env["hub.consent.purpose"].sudo().search([("id", "=", as_id(purpose_id))])
        if not purpose or answer not in ("given", "withdrawn"):
            raise NotFound
        if answer == "given":
            reader.join(purpose)
        else:
            reader.leave(purpose)
        return self._render_answers(reader, mailing_id, document_id, email, hash_token)

    def _get_reader(self, mailing_id, document_id, email, hash_token, *, required=False):
        """Return who follows a link of a mailing, or None if it is no campaign's mailing.

        :raises Unauthorized: if the link is not the one of that mailing, member and address
        """
        # As superuser: readers are no users. What they may do hangs on the token of their own mail.
        mailing = request.env["mailing.mailing"].sudo().browse(as_id(mailing_id))
        purpose = get_signed_purpose(mailing, email)
        of_campaign = mailing.mailing_model_real == "hub.campaign.member" if mailing.exists() else bool(purpose)
        if not (of_campaign and document_id and hash_token and email):
            if required:
                raise Unauthorized
            return None
        document_id = as_id(document_id)
        require_plain(email)
        require_token(hash_token)
        # Whoever is gone is known by the token all the same.
        if not consteq(mailing._generate_mailing_recipient_token(document_id, email), hash_token):
            raise Unauthorized
        return Reader.of(mailing, document_id, email, purpose)

    # Values that no link of a mail holds

    def _check_mailing_email_token(self, mailing_id, document_id, email, hash_token, required_mailing_id=False):
        require_plain(email)
        require_token(hash_token)
        for value in filter(None, (mailing_id, document_id)):
            as_id(value)
        return super()._check_mailing_email_token(mailing_id, document_id, email, hash_token, required_mailing_id)

    @http.route()
    def mailing_report_deactivate(self, token=None, user_id=None):
        """Stop the report on mailings that core sends, if that is what the link says."""
        require_token(token)
        return super().mailing_report_deactivate(token, user_id and as_id(user_id))

    @http.route()
    def track_mail_open(self, mail_id, token, **post):
        """Note that a mail was opened."""
        require_token(token)
        return super().track_mail_open(mail_id, token, **post)

    @http.route()
    def full_url_redirect(self, code, mailing_trace_id, **post):
        """Note a click, and lead to where the link points; a machine is led there, too.

        Odoo's own mailings count what they always did.
        """
        require_plain(code)
        # As superuser: readers have no rights on traces.
        trace = request.env["mailing.trace"].sudo().browse(mailing_trace_id).exists()
        of_campaign = not trace or trace.model == "hub.campaign.member"
        if of_campaign and is_machine(request.httprequest.method, request.httprequest.headers):
            return redirect_from(code)
        return super().full_url_redirect(code, mailing_trace_id, **post)

    def _render_answers(self, reader, mailing_id, document_id, email, hash_token, *, left=False):
        self._speak_the_language_of(reader)
        purposes = request.env["hub.consent.purpose"].sudo().with_context(lang=reader.lang).search([])
        answers = reader.get_answers(purposes)
        values = {
            **self._prepare_link_values(mailing_id, document_id, email, hash_token),
            "left": left and reader.purposes.with_context(lang=reader.lang),
            "answers": [(purpose, answers[purpose.id]) for purpose in purposes],
        }
        return request.render("hub_campaign.consent_portal_answers", values)

    def _prepare_link_values(self, mailing_id, document_id, email, hash_token):
        signed = {name: request.params.get(name) for name in ("about", "about_token")}
        return {
            "mailing_id": mailing_id, "document_id": document_id, "email": email, "hash_token": hash_token, **signed,
        }  # fmt: skip

    def _speak_the_language_of(self, reader):
        if reader.lang:
            request.update_context(lang=reader.lang)


class HubLinkTracker(LinkTracker):
    """A short link with odd values leads to a plain page, and a machine that follows one is no click.

    Core: link_tracker/controller/main.py, 19.0. Contract: test_core_unsubscribe.
    """

    @http.route()
    def full_url_redirect(self, code, **post):
        """Note a click, and lead to where the link points; a machine is led there, too."""
        require_plain(code)
        if is_machine(request.httprequest.method, request.httprequest.headers):
            return redirect_from(code)
        return super().full_url_redirect(code, **post)
