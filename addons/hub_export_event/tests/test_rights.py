from odoo.addons.hub_entrepreneurs.tests.common import HubCase


class TestRights(HubCase):
    USERS = {**HubCase.USERS, "adviser": "hub_export.group_hub_export_adviser"}

    def test_advisers_run_events(self):
        event = (
            self.env["event.event"]
            .with_user(self.adviser)
            .create({"name": "Fair in Lille", "date_begin": "2030-01-01 08:00:00", "date_end": "2030-01-01 18:00:00"})
        )
        registration = self.env["event.registration"].with_user(self.adviser).create({"event_id": event.id})
        registration.state = "done"
        self.assertFalse(event.has_access("unlink"), "which Odoo leaves to administrators of events")
