from odoo import models

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.counting import count_of
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    """The actions that a company has registered for."""

    _inherit = "res.partner"

    action_registration_count = count_of(
        "event.registration", "attendee_company_id", "Registrations for Actions", groups=READER
    )

    def _get_only_person(self):
        """Return the person of a company that has but one; of others nobody is guessed."""
        people = self.child_ids.filtered(lambda each: each.type == "contact" and not each.is_company)
        return people if len(people) == 1 else people.browse()

    def action_open_registrations(self):
        """Open the registrations of the company."""
        return open_rows(self, "hub_event.event_registration_action", "attendee_company_id")
