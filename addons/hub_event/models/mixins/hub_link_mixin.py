import hashlib
import secrets

from odoo import api, fields, models
from odoo.tools import email_normalize, formataddr

from ...tools.quiet import LINKS, Links


def hashed(token):
    """Return what is kept of the token of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


class HubLinkMixin(models.AbstractModel):
    """A row whose company gets a link by mail, and does something on its page without a log-in.

    1. A link is random, and known to the mail alone: of its token only a hash is kept, so that whoever reads the table
       can do nothing with it. The model keeps each hash unique.
    2. Mails go through Odoo's queue: from the agency, an answer by mail to who keeps the company.
    3. The pages are ``controllers/links.py``: opening one changes nothing, only what is posted does.
    """

    _name = "hub.link.mixin"
    _description = "Sends a Link to a Page without a Log-In"

    # Where the links lead, and the fields with the hashes of those that work.
    _link_path = None
    _link_fields = ("token_hash",)

    token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system", exportable=False)
    mail_id = fields.Many2one("mail.mail", readonly=True, index="btree_not_null", ondelete="set null", copy=False)

    @api.model
    def _find_by_token(self, token):
        """Return the row that a link leads to, if any."""
        if not token or not token.isascii() or len(token) > 100:
            return self.browse()
        digest = hashed(token)
        return self.search(fields.Domain.OR([(name, "=", digest)] for name in self._link_fields), limit=1)

    def _draw_tokens(self):
        """Return a new token for each of these rows, whose hash the caller keeps.

        :rtype: dict[record, str]
        """
        return {row: secrets.token_urlsafe(32) for row in self}

    def _get_agency(self):
        """Return the agency that writes."""
        raise NotImplementedError

    def _get_link_lang(self):
        """Return the language of the page and of the mail, if any is known."""
        raise NotImplementedError

    def _get_link_user(self):
        """Return who gets an answer by mail; no user where it is the agency."""
        raise NotImplementedError

    def _get_reply_to(self):
        """Return where an answer by mail goes: to whoever keeps the company and is there."""
        user = self._get_link_user().filtered(lambda user: user.active and email_normalize(user.email))
        return user.email_formatted or self._get_agency().email_formatted

    @api.model
    def _get_refusing(self, emails):
        """Return those of some normalised addresses that want no mail at all.

        :rtype: set[str]
        """
        asked = [email for email in emails if email]
        return set(self.env["mail.blacklist"].search([("email", "in", asked)]).mapped("email"))

    def _send_links(self, template, tokens, addressees):
        """Put the mails with the links into Odoo's queue, one for each of these rows.

        :param str template: the external id of the mail template
        :param dict tokens: by row, the token of its link
        :param dict addressees: by row, the name and the normalised address to write to
        """
        links = Links({each.id: f"{each.get_base_url()}/{self._link_path}/{token}" for each, token in tokens.items()})
        template = self.env.ref(template).with_context(**{LINKS: links})
        texts = {name: template._render_field(name, self.ids, compute_lang=True) for name in ("subject", "body_html")}
        mails = self.env["mail.mail"].create(
            [
                {
                    **{name: rendered[each.id] for name, rendered in texts.items()},
                    # The field may hold several addresses; the link is for one. No header has a line break in it.
                    "email_to": formataddr((" ".join(name.split()), address)),
                    "email_from": each._get_agency().email_formatted,
                    "reply_to": each._get_reply_to(),
                    "auto_delete": True,
                }
                for each, (name, address) in ((row, addressees[row]) for row in self)
            ]
        )
        for each, mail in zip(self, mails, strict=True):
            each.mail_id = mail

    def _get_link(self):
        """Return where the mail that is being written leads; nobody else can know."""
        links = self.env.context.get(LINKS)
        return links.get(self.id, "") if isinstance(links, Links) else f"{self.get_base_url()}/{self._link_path}"

    def _take_mail_back(self):
        """Take back the mails with links that have not gone out."""
        self.mail_id.filtered(lambda mail: mail.state in ("outgoing", "exception")).unlink()
