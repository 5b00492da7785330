from datetime import date

from lxml import etree

from odoo import Command
from odoo.tests import new_test_user
from odoo.tools.safe_eval import safe_eval

from .common import ExportCase

ATTRIBUTES = ("sector_ids", "commune_id", "cluster_ids", "transition_status")


class TestLeadCompany(ExportCase):
    """Leads are filtered and grouped by what is known of their companies: what a group counts is what it holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        communes = cls.env["hub.commune"].search([], limit=2)
        sectors = cls.env["hub.sector"].search([], limit=3)
        cls.company.write({"commune_id": communes[0].id, "sector_added_ids": [Command.set(sectors[:2].ids)]})
        cls.other_company.write({"commune_id": communes[1].id, "sector_added_ids": [Command.set(sectors[1:].ids)]})
        cls.person = cls.env["res.partner"].create({"name": "Test Person", "parent_id": cls.company.id})
        cls.env["hub.commitment"].create({"name": "A promise", "partner_id": cls.company.id})
        cls.env["hub.cluster.membership"].create(
            [
                {"cluster_id": cluster.id, "partner_id": company.id, "date_start": start, "date_end": end}
                for cluster, company, start, end in (
                    (cls.cluster, cls.company, date(2024, 1, 1), False),
                    (cls.other_cluster, cls.company, date(2024, 1, 1), date(2024, 12, 31)),
                    (cls.other_cluster, cls.company, date(2025, 2, 1), False),
                    (cls.other_cluster, cls.other_company, date(2025, 6, 1), date(2025, 6, 30)),
                    (cls.cluster, cls.other_company, False, False),
                )
            ]
        )
        cls.lead = cls.create_lead(name="Of the company")
        cls.lead_of_person = cls.create_lead(name="Of a person of the company", partner_id=cls.person.id)
        cls.other_lead = cls.create_lead(name="Of the other company", partner_id=cls.other_company.id)
        cls.lead_of_nobody = cls.create_lead(name="Of nobody", partner_id=False)
        cls.leads = cls.lead + cls.lead_of_person + cls.other_lead + cls.lead_of_nobody

    def _groups(self, groupby, model="crm.lead", records=None, user=None):
        """Return the records of each group by the id of what it is about, once counted and once opened."""
        records = self.leads if records is None else records
        found = self.env[model].with_user(user or self.account)
        domain = [("id", "in", records.ids)]
        groups = found.web_read_group(domain, [groupby], ["__count"])["groups"]
        opened = {}
        for group in groups:
            value = group[groupby][0] if isinstance(group[groupby], tuple) else group[groupby]
            opened[value] = found.search([*domain, *group["__extra_domain"]])
            self.assertEqual(group["__count"], len(opened[value]), (groupby, value))
        return opened

    def test_each_group_holds_what_it_counts(self):
        for user in (self.account, self.adviser, self.cluster_manager, self.director, self.analyst):
            for day in (date(2024, 6, 1), date(2025, 1, 1), date(2025, 6, 30), date(2026, 1, 1)):
                with self.on_day(day):
                    for attribute in ATTRIBUTES:
                        with self.subTest(user=user.login, day=day, attribute=attribute):
                            groups = self._groups(attribute, user=user)
                            self.assertEqual(self.env["crm.lead"].union(*groups.values()), self.leads)

    def test_a_company_in_two_clusters_is_in_both_groups(self):
        with self.on_day(date(2025, 6, 30)):
            groups = self._groups("cluster_ids")
        of_company = self.lead + self.lead_of_person
        self.assertEqual(groups[self.cluster.id], of_company)
        self.assertEqual(groups[self.other_cluster.id], of_company + self.other_lead)
        self.assertEqual(groups[False], self.lead_of_nobody)

    def test_memberships_of_another_day_do_not_count(self):
        with self.on_day(date(2025, 1, 31)):
            groups = self._groups("cluster_ids")
        self.assertEqual(groups[self.cluster.id], self.lead + self.lead_of_person)
        self.assertNotIn(self.other_cluster.id, groups)
        self.assertEqual(groups[False], self.other_lead + self.lead_of_nobody)

    def test_companies_by_cluster(self):
        companies = self.company + self.other_company
        with self.on_day(date(2025, 6, 30)):
            groups = self._groups("cluster_ids", "res.partner", companies)
            self.assertEqual(groups, {self.cluster.id: self.company, self.other_cluster.id: companies})
        with self.on_day(date(2023, 6, 30)):
            self.assertEqual(self._groups("cluster_ids", "res.partner", companies), {False: companies})

    def test_group_in_two_steps_and_through_the_company(self):
        with self.on_day(date(2025, 6, 30)):
            leads = self.env["crm.lead"].with_user(self.account)
            domain = [("id", "in", self.leads.ids)]
            rows = leads._read_group(domain, ["cluster_ids", "sector_ids"], ["__count"])
            for cluster, sector, count in rows:
                search = [*domain, ("cluster_ids", "in", cluster.ids or [False])]
                search += [("sector_ids", "in", sector.ids or [False])]
                self.assertEqual(leads.search_count(search), count, (cluster.name, sector.name))
            sets = leads._read_grouping_sets(domain, [["cluster_ids"], ["stage_id", "cluster_ids"], []], ["__count"])
            self.assertEqual(sets[2], [(4,)], "leads count once in the total")
            through = leads._read_group(domain, ["partner_id.cluster_ids"], ["__count"])
            self.assertIn((self.other_cluster, 2), [(cluster, count) for cluster, count in through if cluster])

    def test_another_agency_s_cluster_is_no_group(self):
        self.other_cluster.company_id = self.env["res.company"].create({"name": "Other Agency"})
        with self.on_day(date(2025, 6, 30)):
            groups = self._groups("cluster_ids")
        self.assertNotIn(self.other_cluster.id, groups)
        self.assertEqual(groups[False], self.other_lead + self.lead_of_nobody)

    def test_an_archived_cluster_is_a_group_as_long_as_companies_are_in_it(self):
        self.cluster.active = False
        with self.on_day(date(2025, 6, 30)):
            self.assertEqual(self._groups("cluster_ids")[self.cluster.id], self.lead + self.lead_of_person)

    def test_typing_finds_leads(self):
        with self.on_day(date(2025, 6, 30)):
            leads = self.env["crm.lead"].with_user(self.account)
            for attribute, text, expected in (
                ("cluster_ids", "Test Mak", self.lead + self.lead_of_person),
                ("commune_id", self.other_company.commune_id.name, self.other_lead),
                ("sector_ids", self.company.sector_added_ids[0].name, self.lead + self.lead_of_person),
            ):
                found = leads.search([("id", "in", self.leads.ids), (attribute, "ilike", text)])
                self.assertEqual(found, expected, attribute)
            self.assertEqual(
                leads.search([("id", "in", self.leads.ids), ("cluster_ids", "=", False)]), self.lead_of_nobody
            )
            self.assertEqual(
                leads.search([("id", "in", self.leads.ids), ("cluster_ids", "not in", self.cluster.ids)]),
                self.other_lead + self.lead_of_nobody,
            )

    def test_who_has_no_role_is_offered_no_cluster(self):
        seller = new_test_user(self.env, login="plain_seller", groups="sales_team.group_sale_salesman_all_leads")
        for model in ("crm.lead", "res.partner"):
            self.assertNotIn("cluster_ids", self.env[model].with_user(seller).fields_get(["cluster_ids"]))
            self.assertTrue(self.env[model].with_user(self.account).fields_get()["cluster_ids"]["groupable"])
        groups = self._groups("sector_ids", user=seller)
        self.assertIn(self.lead_of_nobody, groups[False])
        arch = self.env["crm.lead"].with_user(seller).get_view(view_type="search")["arch"]
        self.assertNotIn("cluster_ids", arch)

    def test_each_filter_and_group_of_the_search_view_works(self):
        """Those of core and of the other parts included, as who works the pipeline and as who counts it."""
        for user in (self.account, self.adviser, self.analyst):
            leads = self.env["crm.lead"].with_user(user)
            view = self.env.ref("crm.view_crm_case_opportunities_filter")
            search = self._search_view(leads, view)
            names = {node.get("name") for node in search.iter("filter")}
            for attribute in ("sector", "commune", "cluster", "status", "band"):
                self.assertIn(f"group_by_{attribute}", names)
            for node in search.iter("filter"):
                with self.subTest(user=user.login, filter=node.get("name")):
                    self._apply(leads, node)

    def _search_view(self, leads, view):
        return etree.fromstring(leads.get_views([(view.id, "search")])["views"]["search"]["arch"])

    def _apply(self, leads, node):
        names = {"uid": leads.env.uid, "self": "x"}
        domain = safe_eval(node.get("domain") or "[]", names)
        leads.search_count(domain)
        groupby = safe_eval(node.get("context") or "{}", names).get("group_by")
        if groupby and groupby != "lead_properties":
            field = leads._fields[groupby.partition(":")[0]]
            spec = f"{groupby}:month" if field.type in ("date", "datetime") and ":" not in groupby else groupby
            leads.web_read_group([("id", "in", self.leads.ids)], [spec], ["__count"])

    def test_without_a_conversation_for_ninety_days(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id, "lead_id": self.lead.id})
        old = {"partner_id": self.company.id, "lead_id": self.lead_of_person.id, "date": "2020-01-01 10:00:00"}
        self.env["hub.interaction"].create(old)
        leads = self.env["crm.lead"].with_user(self.account)
        search = self._search_view(leads, self.env.ref("crm.view_crm_case_opportunities_filter"))
        [node] = search.xpath("//filter[@name='no_contact']")
        found = leads.search([("id", "in", self.leads.ids), *safe_eval(node.get("domain"))])
        self.assertEqual(found, self.leads - self.lead)
