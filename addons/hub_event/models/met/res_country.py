from odoo import models

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResCountry(models.Model):
    """Whom companies met of a market."""

    _inherit = "res.country"

    contact_made_count = count_of("hub.action.contact", "country_id", "Contacts Made", groups=READER)

    def action_open_contacts_made(self):
        """Open the contacts of the market that were made at actions."""
        return open_rows(self, "hub_event.hub_action_contact_action", "country_id")
