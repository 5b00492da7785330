from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from odoo.addons.hub_entrepreneurs.tools.once import once

from ..models.met.res_partner import GUIDED


class HubSlotBooking(models.TransientModel):
    """Book an hour of consultation for a company that calls, or send it the link by which it books one itself."""

    _name = "hub.slot.booking"
    _description = "Book an Hour"
    _inherit = ["hub.own.dialog.mixin"]

    partner_id = fields.Many2one(
        "res.partner",
        "Company or Starter",
        required=True,
        domain=GUIDED,
        ondelete="cascade",
    )
    contact_id = fields.Many2one(
        "res.partner",
        "Person",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        domain="[('parent_id', '=', partner_id)]",
        ondelete="cascade",
    )
    slot_id = fields.Many2one(
        "event.slot",
        "Hour",
        compute="_compute_slot_id",
        store=True,
        readonly=False,
        domain=[("is_free", "=", True), ("has_hours", "=", True)],
        ondelete="cascade",
        help="The next one that is free is proposed: of whoever keeps the company, or else of anybody.",
    )
    proposed_slot_id = fields.Many2one("event.slot", compute="_compute_slot_id", store=True, ondelete="cascade")
    subject = fields.Char("About")
    email = fields.Char(compute="_compute_email", store=True, readonly=False)

    @api.depends("partner_id")
    def _compute_slot_id(self):
        for dialog in self:
            slot, keeper = dialog.slot_id, dialog.partner_id.user_id or self.env.user
            dialog.proposed_slot_id = dialog.proposed_slot_id if slot else slot._get_next_free(keeper)
            dialog.slot_id = slot or dialog.proposed_slot_id

    @api.depends("partner_id")
    def _compute_contact_id(self):
        for dialog in self:
            if not dialog.contact_id or dialog.contact_id.parent_id != dialog.partner_id:
                dialog.contact_id = dialog.partner_id._get_only_person()

    @api.depends("partner_id", "contact_id")
    def _compute_email(self):
        for dialog in self:
            dialog.email = dialog.contact_id.email_normalized or dialog.partner_id.email_normalized

    def _get_contact(self):
        """Return who comes, whom the user may read."""
        contact = self.contact_id or self.partner_id
        (contact | contact.commercial_partner_id).check_access("read")
        if self.partner_id.is_met_abroad:
            raise UserError(
                self.env._(
                    "Company or Starter: %s was met abroad, and is no company of the agency. Choose the company that "
                    "comes.",
                    self.partner_id.name,
                )
            )
        return contact

    @once
    def action_book(self):
        """Book the hour."""
        if not self.slot_id:
            raise UserError(self.env._("Hour: choose one that is free, or send the link."))
        self.slot_id.check_access("read")
        self.slot_id._book(self._get_contact(), self.subject)
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}

    @once
    def action_send_link(self):
        """Send the link by which the company chooses an hour: one of an adviser whom somebody has chosen, or any."""
        email, contact = email_normalize(self.email), self._get_contact()
        if not email:
            raise UserError(self.env._("Email: enter one address to send the link to."))
        # As superuser: nobody else reads who wants no mail.
        if self.env["mail.blacklist"].sudo().search_count([("email", "=", email)]):
            raise UserError(self.env._("Email: %s wants no mail. Book the hour by phone instead.", email))
        chosen = self.slot_id - self.proposed_slot_id
        self.env["hub.slot.invitation"]._invite(contact, email, chosen.event_id, chosen.user_id)
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}
