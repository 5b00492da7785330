from datetime import date

from odoo.tests import Form

from .common import HubCase

DAY = date(2026, 6, 15)


class TestCluster(HubCase):
    """What a cluster says of its members."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cls.cluster.id, "partner_id": partner.id, "date_start": start, "date_end": end}
                for partner, start, end in (
                    (cls.company, "2024-01-01", "2026-01-10"),
                    (cls.company, "2026-05-01", False),
                    (cls.other_company, "2025-12-31", "2026-06-15"),
                )
            ]
        )

    def test_counts_and_what_they_open(self):
        with self.on_day(DAY):
            self.cluster.invalidate_recordset()
            for count, action, expected in (
                ("member_count", "action_open_members", 2),
                ("joined_count", "action_open_joined", 1),
                ("left_count", "action_open_left", 1),
            ):
                with self.subTest(count):
                    self.assertEqual(self.cluster[count], expected)
                    self.assertEqual(getattr(self.cluster, action)()["domain"], [("cluster_id", "=", self.cluster.id)])
        with self.on_day(date(2026, 6, 16)):
            self.cluster.invalidate_recordset()
            self.assertEqual((self.cluster.member_count, self.cluster.left_count), (1, 2), "the last day is over")

    def test_pages_list_members_and_leavers(self):
        with self.on_day(DAY):
            self.cluster.invalidate_recordset()
            self.assertEqual(self.cluster.active_membership_ids.partner_id, self.company + self.other_company)
            self.assertEqual(self.cluster.left_membership_ids.partner_id, self.company)

    def test_code_is_unique_and_copies_get_another(self):
        with self.assertRefused("hub.cluster", "Code", "Choose another one"):
            self.env["hub.cluster"].create({"name": "Twin", "code": "TESTMAKERS"})
        copy = self.cluster.copy()
        self.assertNotEqual(copy.code, self.cluster.code)
        self.assertFalse(copy.membership_ids)

    def test_manager_adds_a_member_on_the_page(self):
        newcomer = self.env["res.partner"].create({"name": "Newcomer", "is_company": True})
        with Form(self.cluster.with_user(self.cluster_manager)) as form:
            with form.active_membership_ids.new() as membership:
                membership.partner_id = newcomer
        self.assertEqual(newcomer.membership_ids.cluster_id, self.cluster)
        self.assertEqual(newcomer.membership_ids.state, "active")

    def test_clusters_that_a_user_can_manage_are_found(self):
        for user, expected in (
            (self.cluster_manager, self.cluster),
            (self.director, self.cluster + self.other_cluster),
            (self.account, self.env["hub.cluster"]),
        ):
            clusters = self.env["hub.cluster"].with_user(user)
            ours = [("id", "in", (self.cluster + self.other_cluster).ids)]
            self.assertEqual(clusters.search([("can_manage", "=", True), *ours]), expected, user.login)
            rest = self.cluster + self.other_cluster - expected
            self.assertEqual(clusters.search([("can_manage", "=", False), *ours]), rest, user.login)
