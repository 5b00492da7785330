from werkzeug.exceptions import NotFound, Unauthorized

from odoo import http
from odoo.http import request

from odoo.addons.link_tracker.controller.main import LinkTracker
from odoo.addons.mass_mailing.controllers.main import MassMailController

from .odd_values import as_id, require_plain, require_token


class HubMassMailController(MassMailController):
    """Leaving a mailing of a campaign leaves its purpose; the others, and other mailings, go on.

    All of core's routes end in the same place: the link in the mail, the button of the mail program (one-click, RFC
    8058), and the confirmation. The global blacklist is for those who ask for it, not for those who leave a purpose.

    Core: mass_mailing/controllers/main.py, 19.0. Contract: test_core_unsubscribe.
    """

    @http.route()
    def mailing_confirm_unsubscribe(self, mailing_id, document_id=None, email=None, hash_token=None):
        """Ask for confirmation, because programs that look into mails follow links as well."""
        member = self._get_member(mailing_id, document_id, email, hash_token)
        if not member:
            return super().mailing_confirm_unsubscribe(mailing_id, document_id, email, hash_token)
        self._speak_the_language_of(member)
        purpose = member.campaign_id.purpose_id.with_context(lang=member.lang)
        values = self._prepare_link_values(mailing_id, document_id, email, hash_token)
        return request.render("hub_campaign.consent_portal_confirm", {**values, "purpose": purpose})

    @http.route()
    def mailing_confirm_unsubscribe_post(self, mailing_id=None, document_id=None, email=None, hash_token=None):
        """Leave the purpose, and show the others."""
        member = self._get_member(mailing_id, document_id, email, hash_token)
        if not member:
            return super().mailing_confirm_unsubscribe_post(mailing_id, document_id, email, hash_token)
        mailing = request.env["mailing.mailing"].sudo().browse(as_id(mailing_id))
        return self._mailing_unsubscribe_from_document(mailing, document_id, email, hash_token)

    @http.route()
    def mailing_unsubscribe_oneclick(self, mailing_id, document_id=None, email=None, hash_token=None, **_post):
        """Leave the purpose at the mail program's request; what else it posts is the same for everybody."""
        return super().mailing_unsubscribe_oneclick(mailing_id, document_id, email, hash_token)

    def _mailing_unsubscribe_from_document(self, mailing, document_id, email, hash_token):
        member = self._get_member(mailing.id, document_id, email, hash_token)
        if not member:
            return super()._mailing_unsubscribe_from_document(mailing, document_id, email, hash_token)
        member._leave_purpose(member.campaign_id.purpose_id, mailing, email)
        return self._render_answers(member, mailing.id, document_id, email, hash_token, left=True)

    @http.route("/mailing/<int:mailing_id>/purposes", type="http", auth="public", website=True, methods=["GET"])
    def hub_purposes(self, mailing_id, document_id=None, email=None, hash_token=None):
        """Show which purposes whoever received a mailing gets mails about."""
        member = self._get_member(mailing_id, document_id, email, hash_token, required=True)
        return self._render_answers(member, mailing_id, document_id, email, hash_token)

    @http.route("/mailing/<int:mailing_id>/purpose", type="http", auth="public", website=True, methods=["POST"])
    def hub_answer(self, mailing_id, purpose_id=None, answer=None, **link):
        """Leave one purpose, or take that back."""
        document_id, email, hash_token = (link.get(name) for name in ("document_id", "email", "hash_token"))
        member = self._get_member(mailing_id, document_id, email, hash_token, required=True)
        purpose = request.env["hub.consent.purpose"].sudo().search([("id", "=", as_id(purpose_id))])
        if not purpose or answer not in ("given", "withdrawn"):
            raise NotFound
        mailing = request.env["mailing.mailing"].sudo().browse(mailing_id)
        if answer == "given":
            member._join_purpose(purpose, mailing)
        else:
            member._leave_purpose(purpose, mailing, email)
        return self._render_answers(member, mailing_id, document_id, email, hash_token)

    def _get_member(self, mailing_id, document_id, email, hash_token, *, required=False):
        """Return the member that a link of a mailing belongs to, as superuser, or none if it is no campaign's mailing.

        :raises Unauthorized: if the link is not the one of that mailing, member and address
        """
        members = request.env["hub.campaign.member"].sudo()
        # As superuser: readers are no users. What they may do hangs on the token of their own mail.
        mailing = request.env["mailing.mailing"].sudo().browse(as_id(mailing_id)).exists()
        if mailing.mailing_model_real != members._name or not (document_id and hash_token and email):
            if required:
                raise Unauthorized
            return members
        try:
            document_id = as_id(document_id)
            self._check_mailing_email_token(mailing.id, document_id, email, hash_token, required_mailing_id=True)
        except NotFound as error:
            raise Unauthorized from error
        return members.browse(document_id).exists()

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
        """Note a click, and lead to where the link points."""
        require_plain(code)
        return super().full_url_redirect(code, mailing_trace_id, **post)

    def _render_answers(self, member, mailing_id, document_id, email, hash_token, *, left=False):
        self._speak_the_language_of(member)
        purposes = request.env["hub.consent.purpose"].sudo().with_context(lang=member.lang).search([])
        answers = member._get_answers(purposes)
        values = {
            **self._prepare_link_values(mailing_id, document_id, email, hash_token),
            "left": left and member.campaign_id.purpose_id.with_context(lang=member.lang),
            "answers": [(purpose, answers[purpose.id]) for purpose in purposes],
        }
        return request.render("hub_campaign.consent_portal_answers", values)

    def _prepare_link_values(self, mailing_id, document_id, email, hash_token):
        return {"mailing_id": mailing_id, "document_id": document_id, "email": email, "hash_token": hash_token}

    def _speak_the_language_of(self, member):
        if member.lang:
            request.update_context(lang=member.lang)


class HubLinkTracker(LinkTracker):
    """A short link with odd values leads to a plain page.

    Core: link_tracker/controller/main.py, 19.0. Contract: test_core_unsubscribe.
    """

    @http.route()
    def full_url_redirect(self, code, **post):
        """Note a click, and lead to where the link points."""
        require_plain(code)
        return super().full_url_redirect(code, **post)
