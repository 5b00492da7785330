from odoo import models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window


class ResPartner(models.Model):
    """An hour of consultation is booked from the page of a company or of a person."""

    _inherit = "res.partner"

    def action_book_hour(self):
        """Open the dialog that books an hour, or sends a link for that."""
        self.ensure_one()
        company = self.commercial_partner_id
        context = {"default_partner_id": company.id, "dialog_size": "medium"}
        if self != company:
            context["default_contact_id"] = self.id
        return open_window(self.env, "hub_event.hub_slot_booking_action", context=context)
