from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ..met.res_partner import GUIDED
from ..mixins.hub_link_mixin import hashed

EXPIRES_DAYS = 30
"""How long a company books by its link."""
_SHOWN_DAYS, _SHOWN = 60, 60


class HubSlotInvitation(models.Model):
    """A link by which a company books an hour of consultation itself, without a log-in.

    1. It shows the hours that are free, and nothing of who has booked the others. One of them is booked by what is
       posted alone; then the page shows the appointment, which the company can cancel, and book another hour.
    2. The link works for :data:`EXPIRES_DAYS` days; the appointment is shown as long as it is still to come.

    Nobody types in any of it: whoever sends a link does so in the dialog that books (``hub.slot.booking``).
    """

    _name = "hub.slot.invitation"
    _description = "Link to Book an Hour"
    _inherit = ["hub.computed.only.mixin", "hub.of.company.mixin", "hub.link.mixin", "hub.named.mixin"]
    _order = "sent_on desc, id desc"
    _rec_names_search = ["partner_id"]
    _named_by = ("partner_id", "sent_on")
    _link_path = "hours"

    partner_id = fields.Many2one(readonly=True, domain=GUIDED)
    contact_id = fields.Many2one("res.partner", "Person", readonly=True, index="btree_not_null", ondelete="set null")
    event_id = fields.Many2one("event.event", "Action", readonly=True, index="btree_not_null", ondelete="cascade")
    user_id = fields.Many2one("res.users", "Adviser", readonly=True, index="btree_not_null", ondelete="set null")
    email = fields.Char("Sent To", readonly=True)
    sent_on = fields.Date(readonly=True)
    date_expires = fields.Date("Link Works Until", readonly=True)
    registration_id = fields.Many2one(
        "event.registration", "Appointment", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _token_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL", "Link: it is in use already.")

    def _get_agency(self):
        return self.event_id.company_id or self.partner_id.company_id or self.create_uid.company_id

    def _get_link_lang(self):
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        spoken = (self.contact_id.lang, self.partner_id.lang)
        return next((lang for lang in spoken if lang in installed), self._get_agency().partner_id.lang)

    def _get_link_user(self):
        return self.user_id or self.create_uid

    @api.model
    def _invite(self, contact, email, event, adviser):
        """Send a company the link by which it books an hour.

        :param contact: the person, or the company where nobody is named
        :param str email: a normalised address
        """
        # As superuser: nobody writes these fields directly; who sends it is kept.
        rows, day = self.sudo(), today(self.env)
        company = contact.commercial_partner_id
        invitation = rows.create(
            {
                "partner_id": company.id,
                "contact_id": contact.id if contact != company else False,
                "event_id": event.id,
                "user_id": adviser.id,
                "email": email,
                "sent_on": day,
                "date_expires": day + timedelta(days=EXPIRES_DAYS),
            }
        )
        tokens = invitation._draw_tokens()
        invitation.token_hash = hashed(tokens[invitation])
        invitation._send_links(
            "hub_event.mail_template_slot_invitation", tokens, {invitation: (contact.name or "", email)}
        )
        return invitation

    def _get_standing(self):
        """Return how a link finds its invitation: ``open``, ``booked``, ``expired`` or ``closed``."""
        if not self.partner_id.active or self.partner_id.entrepreneur_stage == "ceased":
            return "closed"
        booked = self.registration_id
        takes_place = booked.active and booked.state == "open" and booked.event_id._takes_place()
        if takes_place and not booked.event_slot_id.is_over:
            return "booked"
        return "expired" if not self.date_expires or self.date_expires < today(self.env) else "open"

    def _get_free(self):
        """Return the hours that the company can choose from, the next ones first."""
        until = fields.Datetime.now() + timedelta(days=_SHOWN_DAYS)
        domain = fields.Domain([("is_free", "=", True), ("has_hours", "=", True), ("start_datetime", "<", until)])
        domain &= fields.Domain("event_id.company_id", "=", self._get_agency().id)
        if self.event_id:
            domain &= fields.Domain("event_id", "=", self.event_id.id)
        if self.user_id:
            domain &= fields.Domain("user_id", "=", self.user_id.id)
        return self.env["event.slot"].search(domain, order="start_datetime, id", limit=_SHOWN)

    def _book(self, slot_id, subject):
        """Book an hour by the link.

        :raises UserError: if it is not among the free ones, or the link has booked one already
        """
        self.ensure_one()
        take_turns(self)
        self.invalidate_recordset()
        if self._get_standing() != "open":
            raise UserError(self.env._("You have booked an hour already, or the link no longer works."))
        slot = self._get_free().filtered(lambda each: each.id == slot_id)
        if not slot:
            raise UserError(self.env._("This hour is not free any more. Choose another one."))
        self.registration_id = slot._book(self.contact_id or self.partner_id, subject, by_link=True)

    def _cancel(self):
        """Cancel the appointment that the link has booked: the hour is free again."""
        self.ensure_one()
        take_turns(self)
        self.invalidate_recordset()
        if (
            self._get_standing() == "booked"
            and self.registration_id.event_slot_id.start_datetime > fields.Datetime.now()
        ):
            self.registration_id.action_cancel()
            self.registration_id._message_log(body=self.env._("The company cancelled the appointment, by link."))
