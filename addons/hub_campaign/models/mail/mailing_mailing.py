from odoo import fields, models, tools
from odoo.exceptions import UserError
from odoo.fields import Domain

UNSUBSCRIBE_LINK = "/unsubscribe_from_list"


class MailingMailing(models.Model):
    """The mailing of a wave in one language. Whom it goes to is decided when it is sent."""

    _inherit = "mailing.mailing"

    wave_id = fields.Many2one("hub.campaign.wave", index="btree_not_null", ondelete="set null", copy=False)
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        copy=True,
        help="It goes to the members who are written to in this language. Empty: to all of them.",
    )
    purpose_id = fields.Many2one(related="campaign_id.purpose_id", string="Purpose")

    def _is_to_members(self):
        return self.mailing_model_real == "hub.campaign.member"

    # Recipients

    def _get_recipients_domain(self):
        domain = super()._get_recipients_domain()
        if not self._is_to_members():
            return domain
        if self.wave_id:
            domain &= self.wave_id._domain_mailable()
        else:
            members = self.env["hub.campaign.member"]
            domain &= Domain("campaign_id", "=", self.campaign_id.id) & members._domain_open()
        return domain & Domain("lang", "=", self.lang) if self.lang else domain

    # Sending

    def action_put_in_queue(self):
        """Refuse in a sentence what could not be sent, before anything is."""
        self._check_sendable()
        return super().action_put_in_queue()

    def _check_sendable(self):
        for mailing in self.filtered(lambda mailing: mailing._is_to_members()):
            if problem := mailing._get_sending_problem():
                raise UserError(problem)
            mailing._add_unsubscribe_link()

    def _get_sending_problem(self):
        """Return the sentence that says why this mailing can't be sent, or None."""
        name = self.subject or self.display_name
        if not tools.email_normalize(self.email_from, strict=False):
            return self.env._(
                "Send From: the mailing “%s” has no sender. Enter the address that its readers answer to.", name
            )
        if not (self.subject or "").strip():
            return self.env._("Subject: it is missing. Enter what the readers see first.")
        if tools.is_html_empty(self.body_html):
            return self.env._("Body: the mailing “%s” says nothing yet. Write its text.", name)
        if not self.campaign_id:
            return self.env._("Campaign: the mailing “%s” goes to campaign members. Choose their campaign.", name)
        if not self.env["hub.campaign.member"].search_count(self._get_recipients_domain(), limit=1):
            return self.env._(
                "Recipients: the mailing “%s” would go to nobody. Its members opted out, have no address, read another "
                "language, or were written to already.",
                name,
            )
        return None

    def _add_unsubscribe_link(self):
        """Give the mailing the link to leave its purpose, where whoever edited it took it out."""
        if UNSUBSCRIBE_LINK in (self.body_html or ""):
            return
        values = {"purpose": self.purpose_id.with_context(lang=self.lang)}
        qweb = self.env["ir.qweb"].with_context(lang=self.lang)
        footer = qweb._render("hub_campaign.wave_mailing_unsubscribe", values, minimal_qcontext=True)
        self.write({name: self[name] + footer for name in ("body_arch", "body_html") if self[name]})
