from odoo.exceptions import AccessError
from odoo.tests import Form

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

EVENT = {"name": "Open Day", "date_begin": "2030-01-01 08:00:00", "date_end": "2030-01-01 18:00:00"}


class TestRights(HubCase):
    """Every role reads events and who registered, cluster managers run them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.env["event.event"].create(EVENT)
        cls.registration = cls.env["event.registration"].create(
            {"event_id": cls.event.id, "partner_id": cls.company.id}
        )

    def test_every_role_reads(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertEqual(self.event.with_user(user).registration_ids.partner_id, self.company)
                for view in ("list", "kanban", "form"):
                    views = self.env["event.event"].with_user(user).get_views([(False, view)])
                    self.assertIn("name", views["models"]["event.event"]["fields"])
                self.assertEqual(Form(self.event.with_user(user)).name, "Open Day", "the whole page opens")
                self.assertTrue(Form(self.registration.with_user(user)).event_id)

    def test_who_has_no_role_reads_nothing(self):
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError):
                self.event.with_user(user).read(["name"])

    def test_cluster_managers_run_them(self):
        event = self.env["event.event"].with_user(self.cluster_manager).create(EVENT)
        self.env["event.registration"].with_user(self.cluster_manager).create({"event_id": event.id}).state = "done"
        event.with_user(self.director).name = "Other Day"

    def test_the_others_only_read(self):
        for user in (self.account, self.analyst):
            for operation in ("create", "write", "unlink"):
                self.assertFalse(self.event.with_user(user).has_access(operation), f"{user.login}: {operation}")
        self.assertFalse(self.registration.with_user(self.analyst).has_access("write"))
