from odoo import models

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventEvent(models.Model):
    """Whom companies met at an action."""

    _inherit = "event.event"

    contact_count = count_of("hub.action.contact", "event_id", "Contacts Made", groups=READER)

    def action_open_contacts(self):
        """Open the contacts that were made at the action."""
        action = open_rows(self, "hub_event.hub_action_contact_action", "event_id")
        return {**action, "display_name": self.name}
