from datetime import date

from psycopg2 import errors

from odoo.tests import Form
from odoo.tools import SQL, mute_logger

from .common import HubCase

DAY = date(2026, 6, 15)


class TestClusterMembership(HubCase):
    """Memberships by date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.membership = cls._create_membership("2025-01-01", "2026-06-15")

    @classmethod
    def _create_membership(cls, start, end=False, partner=None, cluster=None):
        return cls.env["hub.cluster.membership"].create(
            {
                "cluster_id": (cluster or cls.cluster).id,
                "partner_id": (partner or cls.company).id,
                "date_start": start,
                "date_end": end,
            }
        )

    def _state_on(self, day):
        with self.on_day(day):
            self.membership.invalidate_recordset(["state"])
            return self.membership.state

    def test_state_follows_from_the_dates(self):
        self.assertEqual(self._state_on(date(2024, 12, 31)), "candidate")
        self.assertEqual(self._state_on(date(2025, 1, 1)), "active")
        self.assertEqual(self._state_on(date(2026, 6, 15)), "active", "the last day is included")
        self.assertEqual(self._state_on(date(2026, 6, 16)), "left")
        self.membership.write({"date_start": False, "date_end": False})
        self.assertEqual(self._state_on(DAY), "candidate")

    def test_search_finds_what_state_says(self):
        memberships = self.env["hub.cluster.membership"].search(
            [("cluster_id", "in", (self.cluster + self.other_cluster).ids)]
        )
        memberships += self._create_membership(False, partner=self.other_company)
        memberships += self._create_membership("2026-07-01", partner=self.other_company, cluster=self.other_cluster)
        memberships += self._create_membership("2020-01-01", "2020-12-31", cluster=self.other_cluster)
        with self.on_day(DAY):
            for states in (["candidate"], ["active"], ["left"], ["active", "left"]):
                with self.subTest(states):
                    memberships.invalidate_recordset(["state"])
                    found = self.env["hub.cluster.membership"].search(
                        [("id", "in", memberships.ids), ("state", "in", states)]
                    )
                    self.assertEqual(found, found & memberships.filtered(lambda m, states=states: m.state in states))
                    self.assertEqual(len(found), len(memberships.filtered(lambda m, states=states: m.state in states)))
            found = self.env["hub.cluster.membership"].search([("id", "in", memberships.ids), ("state", "!=", "left")])
            self.assertEqual(len(found), 3)

    def test_overlap_is_refused(self):
        for start, end in (
            ("2026-06-15", False),
            ("2024-01-01", "2025-01-01"),
            ("2025-05-01", "2025-06-01"),
            ("2024-01-01", False),
        ):
            with (
                self.subTest(start=start, end=end),
                self.assertRefused("hub.cluster.membership", "Joined On", "End the other membership"),
            ):
                self._create_membership(start, end)

    def test_periods_side_by_side_are_fine(self):
        self._create_membership("2026-06-16")
        self._create_membership("2024-01-01", "2024-12-31")
        self._create_membership("2025-03-01", partner=self.other_company)
        self._create_membership("2025-03-01", cluster=self.other_cluster)
        self.assertEqual(len(self.company.membership_ids), 4)

    def test_last_day_before_the_first(self):
        with self.assertRefused("hub.cluster.membership", "Last Day", "Correct one of the two dates"):
            self._create_membership("2027-02-01", "2027-01-31")
        with self.assertRefused("hub.cluster.membership", "Last Day"):
            self._create_membership(False, "2027-01-31")

    def test_one_candidacy(self):
        self._create_membership(False)
        with self.assertRefused("hub.cluster.membership", "candidate of this cluster already"):
            self._create_membership(False)

    def test_form_warns_on_leaving_the_field(self):
        form = Form(self.env["hub.cluster.membership"].with_user(self.cluster_manager))
        form.partner_id = self.company
        form.cluster_id = self.cluster
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.date_start = "2026-01-01"
        self.assertIn("Test Atelier is a member of Test Makers already", logs.output[0])
        form.date_start = "2026-07-01"
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.date_end = "2026-06-30"
        self.assertIn("this day is before", logs.output[0])
        self.assertEqual(form.date_end, "2026-06-30", "what was typed stays")
        form.date_end = False
        self.assertEqual(form.save().cluster_id, self.cluster)

    def test_two_users_at_once(self):
        partner = self.env.ref("base.main_partner").id

        def insert(cursor, *period):
            cursor.execute(
                SQL(
                    """INSERT INTO hub_cluster_membership (cluster_id, partner_id, kind, date_start, date_end)
                       VALUES (%s, %s, 'effective', %s, %s)""",
                    cluster,
                    partner,
                    *period,
                )
            )

        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            first.execute(
                SQL(
                    "INSERT INTO hub_cluster (name, code, active) VALUES (%s, 'RACE', true) RETURNING id",
                    '{"en_US": "Race"}',
                )
            )
            cluster = first.fetchone()[0]
            first.commit()
            try:
                insert(first, "2026-01-01", None)
                second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
                with self.assertRaises(errors.LockNotAvailable, msg="the second waits for the first to decide"):
                    insert(second, "2026-03-01", "2026-04-01")
                second.rollback()
                first.commit()
                with self.assertRaises(errors.ExclusionViolation):
                    insert(second, "2026-03-01", "2026-04-01")
                second.rollback()
            finally:
                first.rollback()
                first.execute(SQL("DELETE FROM hub_cluster_membership WHERE cluster_id = %s", cluster))
                first.execute(SQL("DELETE FROM hub_cluster WHERE id = %s", cluster))
                first.commit()

    def test_clusters_of_a_company_are_those_of_today(self):
        self._create_membership("2026-01-01", cluster=self.other_cluster)
        with self.on_day(DAY):
            self.company.invalidate_recordset(["cluster_ids"])
            self.assertEqual(self.company.cluster_ids, self.cluster + self.other_cluster)
            partners = self.env["res.partner"].search([("cluster_ids", "in", self.cluster.ids)])
            self.assertEqual(partners, self.company)
        with self.on_day(date(2026, 6, 16)):
            self.company.invalidate_recordset(["cluster_ids"])
            self.membership.invalidate_recordset(["state"])
            self.assertEqual(self.company.cluster_ids, self.other_cluster)
            self.assertFalse(self.env["res.partner"].search([("cluster_ids", "in", self.cluster.ids)]))
            self.assertIn(self.other_company, self.env["res.partner"].search([("cluster_ids", "=", False)]))
            self.assertNotIn(self.company, self.env["res.partner"].search([("cluster_ids", "=", False)]))
            self.assertEqual(
                self.env["res.partner"].search([("cluster_ids.code", "=", "TESTFILMS")]),
                self.company,
            )

    def test_companies_grouped_by_the_clusters_of_today(self):
        """Each company is under all of its clusters, and a group holds what it counts."""
        self._create_membership("2026-01-01", cluster=self.other_cluster)
        companies = self.env["res.partner"].with_user(self.account)
        domain = [("id", "in", (self.company + self.other_company).ids)]
        expected = {
            DAY: {self.cluster.id: self.company, self.other_cluster.id: self.company, False: self.other_company},
            date(2026, 6, 16): {self.other_cluster.id: self.company, False: self.other_company},
        }
        for day, groups in expected.items():
            with self.on_day(day):
                found = {}
                for group in companies.web_read_group(domain, ["cluster_ids"], ["__count"])["groups"]:
                    opened = companies.search([*domain, *group["__extra_domain"]])
                    self.assertEqual(group["__count"], len(opened))
                    found[group["cluster_ids"] and group["cluster_ids"][0]] = opened
                self.assertEqual(found, groups)
