from odoo import models

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER

_CONTACTS = "hub.action.contact"


class ResPartner(models.Model):
    """Whom a company met at actions; and of a contact, who met him or her, and where."""

    _inherit = "res.partner"

    contact_made_count = count_of(_CONTACTS, "partner_id", "Contacts Made", groups=READER)
    met_count = count_of(_CONTACTS, "contact_id", "Met at Actions", groups=READER)

    def action_open_contacts_made(self):
        """Open the contacts that the company made."""
        return open_rows(self, "hub_event.hub_action_contact_action", "partner_id")

    def action_open_met(self):
        """Open where the contact was met, and by whom."""
        return open_rows(self, "hub_event.hub_action_contact_action", "contact_id")

    def unlink(self):
        # As superuser: whoever erases a contact need not see where it was met.
        met = self.env[_CONTACTS].sudo().search([("contact_id", "in", self.ids)])
        result = super().unlink()
        # What was written down there is about the contact as well.
        met.activity_ids.unlink()
        met.message_ids.unlink()
        met.write({"note": False})
        return result
