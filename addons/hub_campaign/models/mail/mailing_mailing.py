from html import unescape

from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.fields import Domain

UNSUBSCRIBE_LINK = "/unsubscribe_from_list"


class MailingMailing(models.Model):
    """The mailing of a wave in one language. Whom it goes to is decided when it is sent."""

    _name = "mailing.mailing"
    _inherit = ["mailing.mailing", "hub.owned.mixin"]
    _owner_fields = ("campaign_id", "wave_id")
    _pointing_fields = _owner_fields

    wave_id = fields.Many2one("hub.campaign.wave", index="btree_not_null", ondelete="set null", copy=False)
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        copy=True,
        help="The mailing goes to the members with this language. Empty: to all members.",
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
            domain &= members._domain_reachable(self.campaign_id, by_mail=True)
        return domain & Domain("lang", "=", self.lang) if self.lang else domain

    def _get_closed_emails(self, emails):
        """Return which of these normalized addresses get no mail of this mailing, with core's reason of a failure.

        :rtype: dict[str, str]
        """
        self.ensure_one()
        emails = set(filter(None, emails))
        if not emails:
            return {}
        # As superuser: a no counts whoever sends.
        left = self.env["hub.refusal"].sudo()._get_refused(self.sudo().purpose_id, emails)
        closed = dict.fromkeys([*left, *self.env["res.partner"]._get_emails_of_register(emails)], "mail_optout")
        if self.use_exclusion_list:
            listed = self.env["mail.blacklist"].sudo().search_fetch([("email", "in", list(emails))], ["email"])
            closed |= dict.fromkeys(listed.mapped("email"), "mail_bl")
        return closed

    def _get_links(self):
        """Return the links of this mailing that are tracked and stand in its text."""
        # As superuser: a reader who clicks is nobody's colleague.
        links = self.env["link.tracker"].sudo().search([("mass_mailing_id", "=", self.id)])
        text = unescape(str(self.sudo().body_html or ""))
        return links.filtered(lambda link: link.url in text) or links

    # Sending

    def _take_present_sender(self):
        """Let whoever is responsible for the campaign by now send this mailing, if who it is of has left."""
        # As superuser: whether a colleague left is not for everybody to read.
        former = self.sudo().user_id
        if not self._is_to_members() or not former or former.active:
            return
        self._take_sender(self.campaign_id._get_sender())

    def _take_sender(self, sender):
        """Let somebody send this mailing; an address that is not the sender's own, such as an office's, stays."""
        own = tools.email_normalize(self.email_from) == self.sudo().user_id.email_normalized
        address = {"email_from": sender.email_formatted} if own and sender.email_formatted else {}
        self.write({"user_id": sender.id, **address})

    @api.model_create_multi
    def create(self, vals_list):
        mailings = super().create(vals_list)
        mailings.filtered(lambda mailing: mailing.state == "in_queue")._check_sendable()
        return mailings

    def write(self, vals):
        """Refuse in sentences what could not be sent, in whatever way it gets into the queue."""
        result = super().write(vals)
        if vals.get("state") == "in_queue":
            self._check_sendable()
        return result

    def _check_sendable(self):
        """Refuse all of these if one of them can't be sent, with everything that is missing."""
        mailings = self.filtered(lambda mailing: mailing._is_to_members())
        for mailing in mailings:
            mailing._take_present_sender()
        problems = [problem for mailing in mailings for problem in mailing._get_sending_problems()]
        if problems:
            raise UserError("\n".join(dict.fromkeys(problems)))
        for mailing in mailings:
            mailing._add_unsubscribe_link()

    def _get_sending_problems(self):
        """Return the sentences that say why this mailing can't be sent."""
        if problem := self._get_sending_problem():
            return [problem]
        return self._get_problems_of_text()

    def _get_sending_problem(self):
        """Return the sentence that says why this mailing can't be sent, or None."""
        name = self.subject or self.display_name
        if not tools.email_normalize(self.email_from, strict=False):
            return self.env._("Send From: enter the address of the sender of the mailing “%s”.", name)
        if not (self.subject or "").strip():
            return self.env._("Subject: enter what the readers see first.")
        if tools.is_html_empty(self.body_html):
            return self.env._("Write the text of the mailing “%s” first.", name)
        return self._get_problem_of_campaign(name)

    def _get_problem_of_campaign(self, name):
        if not self.campaign_id:
            return self.env._("Choose the campaign of the mailing “%s”: it goes to campaign members.", name)
        if not self.purpose_id:
            title = self.campaign_id.title
            return self.env._("Purpose: choose one in the campaign “%s”: its readers leave that one.", title)
        if not self.env["hub.campaign.member"].search_count(self._get_recipients_domain(), limit=1):
            return self.env._(
                "The mailing “%s” would reach nobody: its members opted out, have no address, read another language, "
                "or were written to already. Check its language and its wave.",
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
