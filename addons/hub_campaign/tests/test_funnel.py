import io
import json
from datetime import date

from openpyxl import load_workbook

from odoo import http
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .common import CampaignCase

DAYS = ("contacted_on", "responded_on", "lead_on", "won_on", "outcome_on")


class FunnelCase(CampaignCase):
    """A campaign whose members have come to each step, with nothing but the day of the last one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wood, cls.metal = cls.env["hub.sector"].search([], limit=2)
        cls.makers = cls.create_companies(6, city="Schaerbeek", zip="1030")
        cls.makers[:4].sector_added_ids = cls.wood
        cls.makers[:1].sector_added_ids += cls.metal
        cls.makers[5:].write({"city": "Ixelles", "zip": "1050"})
        cls.made = cls.create_campaign(cls.makers, date_start="2026-03-01", date_end="2026-05-31")
        cls.made._freeze()
        cls.members = cls.made.member_ids.sorted("partner_id")
        for member, day in zip(cls.members[1:], DAYS, strict=True):
            member[day] = "2026-04-01"
        cls.env.flush_all()


class TestFunnel(FunnelCase):
    def _counts(self, campaign=None, user=None):
        shown = (campaign or self.made).with_user(user or self.cluster_manager).get_funnel()
        return {step["name"]: step["count"] for step in shown["steps"]}

    def test_the_funnel_is_cumulative(self):
        expected = {"targeted": 6, "contacted": 5, "responded": 4, "lead": 3, "won": 2, "outcome": 1}
        self.assertEqual(self._counts(), expected)
        shown = self.made.get_funnel()
        self.assertEqual([round(step["of_all"]) for step in shown["steps"]], [100, 83, 67, 50, 33, 17])
        self.assertEqual([round(step["of_before"]) for step in shown["steps"]], [100, 83, 80, 75, 67, 50])
        members = self.env["hub.campaign.member"]
        for step, count in expected.items():
            opened = self.made.action_open_step(step)
            self.assertEqual(members.search_count(opened["domain"]), count, step)

    def test_the_day_is_that_of_the_agency(self):
        self.env["ir.config_parameter"].set_param("hub.timezone", "Europe/Brussels")
        self.env.cr.execute(
            SQL(
                "UPDATE hub_campaign_member SET create_date = %s WHERE id IN %s",
                "2026-03-31 22:30:00",
                self.members._ids,
            )
        )
        rows = self.env["hub.campaign.funnel"].search([("campaign_id", "=", self.made.id)])
        self.assertEqual(set(rows.mapped("date")), {date(2026, 4, 1)})

    def test_opted_out_members_stay_in_the_steps_that_they_took(self):
        self.members[-1].opted_out_on = "2026-04-02"
        shown = self.made.get_funnel()
        self.assertEqual(shown["opted_out"], 1)
        self.assertEqual(shown["steps"][-1]["count"], 1)
        opened = self.made.action_open_step("opted_out")
        self.assertEqual(self.env["hub.campaign.member"].search(opened["domain"]), self.members[-1])

    def test_by_sector_a_company_counts_in_each_of_its_sectors(self):
        rows = {row["id"]: row["counts"] for row in self.made.get_funnel()["sector_ids"]}
        self.assertEqual(rows[self.wood.id], [4, 3, 2, 1, 0, 0])
        self.assertEqual(rows[self.metal.id], [1, 0, 0, 0, 0, 0])
        self.assertEqual(rows[False], [2, 2, 2, 2, 2, 1])
        opened = self.made.action_open_step("contacted", "sector_ids", self.wood.id)
        self.assertEqual(self.env["hub.campaign.member"].search_count(opened["domain"]), 3)
        opened = self.made.action_open_step("contacted", "sector_ids", False)
        self.assertEqual(self.env["hub.campaign.member"].search_count(opened["domain"]), 2)

    def test_by_commune_as_it_was_when_frozen(self):
        schaerbeek = self.members[0].commune_id
        self.makers[0].write({"city": "Ixelles", "zip": "1050"})
        rows = {row["id"]: row["counts"] for row in self.made.get_funnel()["commune_id"]}
        self.assertEqual(rows[schaerbeek.id], [5, 4, 3, 2, 1, 0])
        opened = self.made.action_open_step("targeted", "commune_id", schaerbeek.id)
        self.assertEqual(self.env["hub.campaign.member"].search_count(opened["domain"]), 5)

    def test_beside_the_campaigns_before(self):
        before = self.create_campaign(self.makers, title="Before", date_start="2025-03-01")
        before._freeze()
        before.member_ids[:3].contacted_on = "2025-04-01"
        later = self.create_campaign(self.makers, title="Later", date_start="2026-06-01")
        later._freeze()
        foreign = self.create_campaign(
            self.makers, user=self.director, cluster_ids=self.other_cluster.ids, date_start="2025-01-01"
        )
        foreign._freeze()
        [row] = self.made.get_funnel()["before"]
        self.assertEqual((row["id"], row["count"]), (before.id, 6))
        self.assertEqual(row["of_all"][:3], [100, 50, 0])

    def test_the_report_counts_the_same(self):
        rows = self.env["hub.campaign.funnel"].with_user(self.analyst)
        steps = list(self._counts())
        [sums] = rows._read_group([("campaign_id", "=", self.made.id)], [], [f"{step}:sum" for step in steps])
        self.assertEqual(dict(zip(steps, sums, strict=True)), self._counts())
        [rates] = rows._read_group([("campaign_id", "=", self.made.id)], [], ["responded_rate:avg", "won_rate:avg"])
        self.assertEqual([round(rate) for rate in rates], [67, 33])
        groups = rows._read_group([("campaign_id", "=", self.made.id)], ["sector_ids"], ["targeted:sum"])
        self.assertEqual(dict(groups)[self.wood], 4)
        row = rows.search([("campaign_id", "=", self.made.id), ("outcome", "=", 1)])
        self.assertEqual(row.action_open_member()["res_id"], self.members[-1].id)

    def test_whose_results_they_are(self):
        foreign = self.create_campaign(self.makers, user=self.director, cluster_ids=self.other_cluster.ids)
        foreign._freeze()
        both = self.made + foreign
        for user, expected in (
            (self.cluster_manager, self.made),
            (self.account, self.made.browse()),
            (self.director, both),
            (self.analyst, both),
        ):
            rows = self.env["hub.campaign.funnel"].with_user(user).search([("campaign_id", "in", both.ids)])
            self.assertEqual(rows.campaign_id, expected, user.login)
        with self.assertRaises(AccessError):
            self.env["hub.campaign.funnel"].with_user(self.outsider).search([])
        for user, campaign in ((self.cluster_manager, foreign), (self.account, self.made)):
            with self.assertRaises(AccessError):
                campaign.with_user(user).get_funnel()

    def test_goals(self):
        self.made.write({"goal_contacts": 10, "goal_leads": 2, "goal_won": 0})
        self.assertEqual(self.made.goal_contacts_progress, 50)
        self.assertEqual(self.made.goal_leads_progress, 150)
        self.assertEqual(self.made.goal_won_progress, 0)
        with self.assertRefused("utm.campaign", "Goals can't be negative"):
            self.made.goal_won = -1
            self.env.flush_all()


class TestFunnelQueries(FunnelCase, QueryCountCase):
    def test_as_many_queries_for_many_members_as_for_few(self):
        companies = self.create_companies(60)
        for number, company in enumerate(companies):
            maker = self.makers[number % len(self.makers)]
            company.write({"sector_added_ids": maker.sector_added_ids.ids, "city": maker.city, "zip": maker.zip})
        many = self.create_campaign(companies, date_start=self.made.date_start)
        many._freeze()
        counts = [self._count(campaign.with_user(self.cluster_manager).get_funnel) for campaign in (self.made, many)]
        self.assertEqual(*counts)

    def test_as_many_queries_for_many_campaigns_as_for_few(self):
        campaigns = self.made
        for _number in range(8):
            campaigns += self.create_campaign(self.makers)
        campaigns[1:3].mapped(lambda campaign: campaign._freeze())
        for view, view_type in (
            ("hub_campaign.utm_campaign_view_list_sector", "list"),
            ("hub_campaign.utm_campaign_view_kanban_sector", "kanban"),
        ):
            wanted = self._fields_of(view, view_type, "utm.campaign", self.cluster_manager)
            # The live count is one query for each campaign: lists don't show it.
            self.assertNotIn("audience_count", wanted)
            few, many = (
                self._count(some.with_user(self.cluster_manager).web_read, wanted)
                for some in (campaigns[:3], campaigns)
            )
            self.assertEqual(few, many, view)


@tagged("post_install", "-at_install")
class TestFunnelInExcel(HttpCase, FunnelCase):
    def test_the_exported_numbers_are_those_on_the_page(self):
        self.authenticate(self.cluster_manager.login, self.cluster_manager.login)
        steps = [step["name"] for step in self.made.get_funnel()["steps"]]
        params = {
            "model": "hub.campaign.funnel",
            "fields": [{"name": name, "label": name, "type": "integer", "store": True} for name in steps],
            "ids": False,
            "domain": [["campaign_id", "=", self.made.id]],
            "groupby": [],
            "context": {},
            "import_compat": False,
        }
        answer = self.url_open(
            "/web/export/xlsx",
            data={"data": json.dumps(params), "csrf_token": http.Request.csrf_token(self)},
        )
        self.assertEqual(answer.status_code, 200)
        header, *rows = load_workbook(io.BytesIO(answer.content)).active.values
        self.assertEqual(list(header), steps)
        sums = [sum(column) for column in zip(*rows, strict=True)]
        self.assertEqual(sums, [step["count"] for step in self.made.get_funnel()["steps"]])
