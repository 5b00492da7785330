from odoo.exceptions import UserError
from odoo.tests import Form

from .registration_common import RegistrationCase


class TestRegistrationLead(RegistrationCase):
    """A lead that comes of taking part keeps the action, and so does what comes of the lead."""

    def _new_lead(self, registration, user=None):
        action = registration.with_user(user or self.account).action_new_lead()
        return Form(self.env[action["res_model"]].with_user(user or self.account).with_context(**action["context"]))

    def test_of_an_action_abroad(self):
        [registration] = self.register(0)
        lead = self._new_lead(registration).save()
        self.assertEqual((lead.event_id, lead.partner_id), (self.small, self.people[0]))
        self.assertEqual(lead.team_id, self.env.ref("hub_export.crm_team_export"))
        self.assertEqual((lead.target_country_id, lead.name), (self.france, "Small Fair - Registering 0"))
        outcome = self.env["hub.outcome"].create(
            {"partner_id": self.companies[0].id, "kind": "export_contract", "value": 10, "lead_id": lead.id}
        )
        self.assertEqual((outcome.event_id, self.small.came_lead_count), (self.small, 1))

    def test_at_home(self):
        self.small.country_id = self.env.ref("base.be")
        form = self._new_lead(self.register(1))
        self.assertFalse(form.target_country_id)
        self.assertEqual(form.save().event_id, self.small)

    def test_about_nobody(self):
        guest = self.env["event.registration"].create({"event_id": self.small.id, "name": "Guest"})
        with self.assertRaisesRegex(UserError, "choose the company first"):
            guest.with_user(self.cluster_manager).action_new_lead()
