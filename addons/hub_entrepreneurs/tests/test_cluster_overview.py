from datetime import date, timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from . import test_query_count
from .common import HubCase

DAY = date(2026, 6, 15)


class TestClusterOverview(HubCase):
    """What the page of a cluster shows of any day and any year, and who takes part."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evere = cls.env.ref("hub_entrepreneurs.hub_commune_21006")
        cls.sectors = cls.env["hub.sector"].create(
            [{"name": f"Test Sector {rank}", "code": f"TEST{rank}", "kind": "artisan"} for rank in range(2)]
        )
        cls.company.write({"commune_id": cls.evere.id, "sector_added_ids": [Command.set(cls.sectors.ids)]})
        cls.other_company.sector_added_ids = cls.sectors[0]
        cls.reason = cls.env.ref("hub_entrepreneurs.hub_cluster_leave_reason_ceased")
        cls.old, cls.running, cls.short, cls.candidate = cls.env["hub.cluster.membership"].create(
            [
                {
                    "cluster_id": cls.cluster.id,
                    "partner_id": partner.id,
                    "date_start": start,
                    "date_end": end,
                    "leave_reason_id": reason,
                }
                for partner, start, end, reason in (
                    (cls.company, "2023-03-01", "2024-12-31", cls.reason.id),
                    (cls.company, "2025-02-01", False, False),
                    (cls.other_company, "2025-06-01", "2025-11-30", cls.reason.id),
                    (cls.other_company, False, False, False),
                )
            ]
        )
        cls.env.flush_all()

    def _overview(self, day=False, year=False, user=None):
        with self.on_day(DAY):
            return self.cluster.with_user(user or self.account).get_overview(day, year)

    def _names(self, part):
        return [row["name"] for row in part["rows"]]

    def test_members_of_any_day(self):
        for day, names in (
            ("2023-02-28", []),
            ("2023-03-01", ["Test Atelier"]),
            ("2024-12-31", ["Test Atelier"]),
            ("2025-01-01", []),
            ("2025-06-01", ["Test Atelier", "Test Forge"]),
            ("2025-11-30", ["Test Atelier", "Test Forge"]),
            ("2025-12-01", ["Test Atelier"]),
            ("2030-01-01", ["Test Atelier"]),
        ):
            with self.subTest(day):
                members = self._overview(day)["members"]
                self.assertEqual((members["count"], self._names(members)), (len(names), names))
        overview = self._overview()
        self.assertEqual((overview["day"], overview["year"]), ("2026-06-15", 2026))
        self.assertEqual(overview["years"], [2026, 2025, 2024, 2023])

    def test_joiners_and_leavers_of_any_year(self):
        for year, joined, left in (
            (2023, ["Test Atelier"], []),
            (2024, [], ["Test Atelier"]),
            (2025, ["Test Forge", "Test Atelier"], ["Test Forge"]),
            (2026, [], []),
        ):
            with self.subTest(year):
                overview = self._overview(year=year)
                self.assertEqual(self._names(overview["joined"]), joined)
                self.assertEqual(self._names(overview["left"]), left)
        [row] = self._overview(year=2024)["left"]["rows"]
        self.assertEqual((row["end"], row["reason"]), ("12/31/2024", self.reason.name))
        with self.on_day(date(2024, 12, 31)):
            self.assertFalse(self.cluster.get_overview(False, 2024)["left"]["count"], "the last day is not over")

    def test_the_present_year_says_what_the_buttons_say(self):
        self.running.date_end = DAY - timedelta(days=1)
        with self.on_day(DAY):
            self.cluster.invalidate_recordset()
            overview = self.cluster.get_overview()
            self.assertEqual(self.cluster.left_count, overview["left"]["count"])
            self.assertEqual(self.cluster.left_count, 1)
            self.assertEqual(self.cluster.member_count, overview["members"]["count"])
            self.assertEqual(self.cluster.candidate_count, 1)

    def test_companies_count_once_in_each_bar(self):
        overview = self._overview("2025-06-01")
        self.assertEqual(
            [(bar["name"], bar["count"]) for bar in overview["sectors"]],
            [("Test Sector 0", 2), ("Test Sector 1", 1)],
        )
        self.assertEqual(
            [(bar["name"], bar["count"]) for bar in overview["communes"]],
            [(self.evere.name, 1), ("None", 1)],
        )
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.other_cluster.id, "partner_id": self.company.id, "date_start": "2020-01-01"}
        )
        self.company.active = False
        self.assertEqual(self._overview("2025-06-01")["sectors"][0]["count"], 2, "archived or not, once")

    def test_memberships_are_grouped_by_sector(self):
        groups = (
            self.env["hub.cluster.membership"]
            .with_user(self.account)
            .formatted_read_group([("cluster_id", "=", self.cluster.id)], ["sector_ids"], ["partner_id:count_distinct"])
        )
        counts = {group["sector_ids"][1]: group["partner_id:count_distinct"] for group in groups}
        self.assertEqual(counts, {"Test Sector 0": 2, "Test Sector 1": 1})

    def test_each_figure_opens_its_records(self):
        memberships = self.env["hub.cluster.membership"].with_user(self.account)

        def opened(*args):
            with self.on_day(DAY):
                return memberships.search(self.cluster.with_user(self.account).action_open_overview(*args)["domain"])

        self.assertEqual(opened("members", "2025-06-01"), self.running + self.short)
        self.assertEqual(opened("members", "2025-06-01", "sector_ids", self.sectors[1].id), self.running)
        self.assertEqual(opened("members", "2025-06-01", "commune_id", self.evere.id), self.running)
        self.assertEqual(opened("members", "2025-06-01", "commune_id", False), self.short)
        self.assertEqual(opened("joined", 2025), self.running + self.short)
        self.assertEqual(opened("left", 2024), self.old)

    def test_any_day_in_the_search_bar(self):
        search = self.env["hub.cluster.membership"].with_user(self.account).search
        own = ("cluster_id", "=", self.cluster.id)
        self.assertEqual(search([own, ("on_day", "=", "2024-06-01")]), self.old)
        self.assertEqual(search([own, ("on_day", "=", date(2025, 7, 1))]), self.running + self.short)

    def test_who_may_look(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            self.assertEqual(self._overview("2025-06-01", user=user)["members"]["count"], 2)
        with self.assertRaises(AccessError):
            self._overview(user=self.outsider)
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.company.company_id = agency
        self.assertEqual(self._names(self._overview("2025-06-01")["members"]), ["Test Forge"])

    # Participation

    def _talk(self, moment, partner=None, cluster=None):
        return self.env["hub.interaction"].create(
            {
                "partner_id": (partner or self.company).id,
                "cluster_id": cluster and cluster.id,
                "date": moment,
                "user_id": self.account.id,
            }
        )

    def test_participation_over_twelve_months(self):
        self.candidate.date_start = "2026-01-01"
        memberships = self.running + self.candidate
        with self.on_day(DAY):
            for moment, cluster, rate in (
                ("2025-06-15 12:00:00", self.cluster, 0),
                ("2025-06-15 21:59:59", self.cluster, 0),  # the 15th in Brussels: a day too long ago
                ("2026-05-01 12:00:00", self.other_cluster, 0),
                ("2026-05-01 12:00:00", None, 0),
                ("2025-06-15 22:00:00", self.cluster, 50),
                ("2026-06-01 12:00:00", self.cluster, 50),
            ):
                with self.subTest(moment):
                    self._talk(moment, cluster=cluster)
                    self.env.invalidate_all()
                    self.assertEqual(self.cluster.participation_rate, rate)
                    self.assertEqual(self.running.takes_part, bool(rate))
                    for value in (True, False):
                        found = memberships.search([("id", "in", memberships.ids), ("takes_part", "=", value)])
                        self.assertEqual(set(found), set(memberships.filtered(lambda m, v=value: m.takes_part == v)))
            self.assertEqual(self.running.last_participation_on, date(2026, 6, 1))
            self.assertFalse(self.candidate.last_participation_on)
            self._talk("2026-06-01 12:00:00", self.other_company, self.cluster)
            self.env.invalidate_all()
            self.assertEqual((self.cluster.participation_rate, self.cluster.participant_count), (100, 2))
        self.assertEqual(self.other_cluster.participation_rate, 0, "no members")

    # Charter and representatives

    def test_charter_not_signed(self):
        memberships = self.running + self.candidate
        search = self.env["hub.cluster.membership"].search
        own = ("id", "in", memberships.ids)
        self.running.charter_signed_on = "2025-02-01"
        self.assertEqual(memberships.filtered("needs_signature"), self.candidate)
        self.assertEqual(search([own, ("needs_signature", "=", True)]), self.candidate)
        self.cluster.charter_date = "2026-01-01"
        self.assertEqual(memberships.filtered("needs_signature"), memberships, "an older version was signed")
        self.assertEqual(len(search([own, ("needs_signature", "=", True)])), 2)
        self.running.charter_signed_on = "2026-01-01"
        self.assertEqual(search([own, ("needs_signature", "=", False)]), self.running)

    def test_representatives_are_persons_of_the_company(self):
        employee, partner_in_law, stranger = self.env["res.partner"].create(
            [{"name": "Test Employee", "parent_id": self.company.id}, {"name": "Test Owner"}, {"name": "Test Stranger"}]
        )
        self.env["hub.company.role"].create(
            {
                "partner_id": self.company.id,
                "person_id": partner_in_law.id,
                "role": "founder",
                "date_start": "2020-01-01",
            }
        )
        form = Form(self.running.with_user(self.cluster_manager))
        domain = form._view["fields"]["contact_id"]["domain"]
        found = self.env["res.partner"].search(fields.Domain(safe_eval(domain, {"partner_id": self.company.id})))
        self.assertIn(employee, found)
        self.assertIn(partner_in_law, found)
        self.assertNotIn(stranger, found)

    def test_leaving_in_the_form_needs_a_reason(self):
        form = Form(self.running.with_user(self.cluster_manager))
        form.date_end = "2026-06-30"
        with self.assertRaisesRegex(AssertionError, "leave_reason_id is a required field"):
            form.save()


class TestClusterQueryCount(HubCase):
    """The screens of clusters cost the same with few rows as with many."""

    _fields_of = test_query_count.TestQueryCount._fields_of
    _count = test_query_count.TestQueryCount._count
    _assert_flat = test_query_count.TestQueryCount._assert_flat

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clusters = cls.env["hub.cluster"].create(
            [{"name": f"Flat {rank}", "code": f"FLAT{rank}"} for rank in range(15)]
        )
        cls.companies = cls.env["res.partner"].create([{"name": f"Flat {r}", "is_company": True} for r in range(45)])
        cls.memberships = cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cls.clusters[rank % 15].id, "partner_id": company.id, "date_start": "2025-01-01"}
                for rank, company in enumerate(cls.companies)
            ]
        )
        cls.env["hub.interaction"].create(
            [{"partner_id": each.partner_id.id, "cluster_id": each.cluster_id.id} for each in cls.memberships]
        )
        for company in cls.companies:
            cls.create_evidence(company, "2026-01-01", False)
        cls.env.cr.flush()

    def test_lists_and_cards(self):
        for model, records in (
            ("hub_cluster", self.clusters),
            ("hub_cluster_membership", self.memberships),
            ("hub_transition_change", self.companies.transition_change_ids),
        ):
            for view in ("list", "kanban"):
                self._assert_flat(f"hub_entrepreneurs.{model}_view_{view}", view, records)
        self._assert_flat("hub_entrepreneurs.hub_evidence_view_kanban", "kanban", self.companies.evidence_ids)

    def test_overview(self):
        counts = []
        for size in (3, 40):
            cluster = self.env["hub.cluster"].create({"name": f"Page {size}", "code": f"PAGE{size}"})
            self.env["hub.cluster.membership"].create(
                [
                    {"cluster_id": cluster.id, "partner_id": each.id, "date_start": "2026-01-01"}
                    for each in self.companies[:size]
                ]
            )
            self.env.flush_all()
            counts.append(self._count(lambda cluster=cluster: cluster.with_user(self.account).get_overview()))
        self.assertEqual(*counts)
