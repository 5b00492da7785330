from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class TestCrmLead(HubCase):
    """Leads that came of registrations."""

    def test_whoever_keeps_no_event_copies_a_lead(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.account)
            .create({"name": "Forge", "partner_id": self.company.id, "user_id": self.account.id})
        )
        event = self.env["event.event"].create(
            {"name": "Open Day", "date_begin": "2030-01-01 08:00:00", "date_end": "2030-01-01 18:00:00"}
        )
        registration = self.env["event.registration"].create({"name": "Somebody", "event_id": event.id})
        lead.sudo().registration_ids = registration
        copy = lead.with_user(self.account).copy()
        self.assertEqual((copy.name, copy.partner_id), (lead.name, self.company))
        self.assertFalse(copy.sudo().registration_ids)
        self.assertEqual(lead.sudo().registration_ids, registration)
