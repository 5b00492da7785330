from datetime import timedelta

from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from ..tools.dates import today, zone
from .common import NUMBERS, QueryCountCase

PAGES = ["hub_support", "hub_people", "hub_transition", "hub_clusters", "hub_outcomes", "hub_identity"]
CORES = {"contact_addresses", "sales_purchases", "internal_notes"}
STATUSES = ("unknown", "aware", "diagnosed", "committed", "in_transition", "exemplary")


class TestCompanyPage(QueryCountCase):
    """The page, the list, the cards and the search of companies."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = cls.env["res.partner"]
        cls.action = cls.env.ref("hub_entrepreneurs.res_partner_action")
        cls.codes = cls.env["hub.nace"].search([("version", "=", "2025")])
        cls.many = cls.companies.create([
            {
                "name": f"Page {rank}",
                "is_company": True,
                "city": "Evere",
                "user_id": cls.account.id,
                "nace_ids": [Command.set(cls.codes[rank : rank + 3].ids)],
                "main_nace_id": cls.codes[rank].id,
                "employee_count": rank,
                "size_data_year": 2025,
            }
            for rank in range(60)
        ])  # fmt: skip
        cls.env.flush_all()

    def _arch(self, user, view, view_type):
        return etree.fromstring(self.companies.with_user(user).get_view(self.env.ref(view).id, view_type)["arch"])

    def _form(self, user):
        return self._arch(user, "base.view_partner_form", "form")

    def test_the_pages_and_their_order(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                names = [page.get("name") for page in self._form(user).iterfind(".//notebook/page")]
                ours = [name for name in names if name in PAGES]
                self.assertEqual(ours, PAGES)
                self.assertFalse(CORES & set(names), "what core has there is on pages of Hub's")
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login):
                names = [page.get("name") for page in self._form(user).iterfind(".//notebook/page")]
                self.assertFalse(set(names) & set(PAGES))
                self.assertEqual(names[0], "contact_addresses")
                self.assertLessEqual(CORES, set(names))

    def test_the_header_says_who_and_where(self):
        header = self._form(self.account).find(".//div[@name='hub_status']")
        for field in (
            "transition_status",
            "transition_status_until",
            "size_class",
            "commune_id",
            "user_id",
            "cluster_ids",
        ):
            self.assertIsNotNone(header.find(f".//field[@name='{field}']"), field)
        self.assertIsNotNone(self._form(self.account).find(".//div[@name='hub_sectors']/field[@name='sector_ids']"))
        self.assertIsNone(self._form(self.outsider).find(".//div[@name='hub_status']"))

    def test_each_role_works_with_the_page(self):
        for user in (self.account, self.cluster_manager, self.director):
            with self.subTest(user.login):
                with Form(self.company.with_user(user), "base.view_partner_form") as form:
                    form.founding_date = "2001-02-03"
                    form.entrepreneur_stage = "growing"
                    form.is_natural_person = True
                    form.email_source = "register"
                    form.employee_count = 4
                    form.size_data_year = 2025
                    form.main_nace_id = self.codes[0]
                    form.user_id = user
                self.assertEqual((self.company.size_class, self.company.user_id), ("micro", user))
        with self.assertRaises(AccessError):
            self.company.with_user(self.analyst).write({"founding_date": "2001-02-03"})

    def test_everybody_sees_the_lists(self):
        for user in (self.account, self.cluster_manager, self.director, self.analyst, self.outsider):
            for view_type in ("list", "kanban"):
                view = f"hub_entrepreneurs.res_partner_view_{view_type}_company"
                specification = self._fields_of(view, view_type, user=user)
                with self.subTest(user=user.login, view=view_type):
                    self.assertLessEqual(
                        {"sector_ids", "transition_status", "commune_id", "user_id"}, set(specification)
                    )
                    self.assertEqual(len(self.many.with_user(user).web_read(specification)), 60)

    def test_the_search_finds_what_people_think_in(self):
        arch = self._arch(self.account, "hub_entrepreneurs.res_partner_view_search_company", "search")
        fields = {field.get("name") for field in arch.iterfind(".//field")}
        expected = {"name", "enterprise_number", "commune_id", "sector_ids", "nace_ids", "cluster_ids", "user_id"}
        self.assertLessEqual(expected, fields)
        filters = {each.get("name"): each for each in arch.iterfind(".//filter")}
        self.assertLessEqual({*STATUSES, "micro", "small", "medium", "large"}, set(filters))
        companies = self.companies.with_user(self.account)
        for name, each in filters.items():
            with self.subTest(name):
                if each.get("domain"):
                    companies.search_count(safe_eval(each.get("domain"), {"uid": self.account.id}))
                group_by = safe_eval(each.get("context", "{}")).get("group_by")
                if group_by:
                    companies.formatted_read_group([("is_company", "=", True)], [group_by], ["__count"])

    def test_the_filters_hold(self):
        arch = self._arch(self.account, "hub_entrepreneurs.res_partner_view_search_company", "search")
        sole_trader, shop, project = self.many[1:4]
        sole_trader.is_natural_person = True
        shop.write({
            "nace_ids": [Command.set(self.env.ref("hub_entrepreneurs.hub_nace_2025_47").ids)],
            "user_id": False,
            "employee_count": 300,
        })  # fmt: skip
        project.write({"entrepreneur_stage": "project", "nace_ids": [Command.clear()], "size_data_year": False})
        trio = sole_trader | shop | project
        for name, found in (
            ("my_companies", sole_trader | project),
            ("no_account_manager", shop),
            ("natural_persons", sole_trader),
            ("spotlight", sole_trader),
            ("no_sector", project),
            ("beginners", project),
            ("micro", sole_trader),
            ("large", shop),
            ("unknown", trio),
            ("exemplary", self.companies),
        ):
            with self.subTest(name):
                domain = safe_eval(arch.find(f".//filter[@name='{name}']").get("domain"), {"uid": self.account.id})
                self.assertEqual(
                    self.companies.with_user(self.account).search([("id", "in", trio.ids), *domain]), found
                )

    def test_lapses_within_90_days(self):
        arch = self._arch(self.account, "hub_entrepreneurs.res_partner_view_search_company", "search")
        domain = safe_eval(arch.find(".//filter[@name='lapses_soon']").get("domain"))
        for days, company in zip((0, 90, 91), self.many[:3], strict=True):
            self.create_evidence(company, "2020-01-01", today(self.env) + timedelta(days=days))
        # Where the user is, it is the agency's day.
        companies = self.companies.with_context(tz=zone(self.env).key)
        self.assertEqual(companies.search([("id", "in", self.many.ids), *domain]), self.many[:2])

    def test_a_copy_is_another_company(self):
        company = self.companies.with_user(self.account).create({
            "name": "Original",
            "is_company": True,
            "company_registry": NUMBERS[2],
            "nace_ids": [Command.set(self.codes[:2].ids)],
            "main_nace_id": self.codes[1].id,
        })  # fmt: skip
        copy = company.copy()
        self.assertFalse(copy.company_registry)
        self.assertEqual(company.company_registry, NUMBERS[2])
        self.assertEqual((copy.nace_ids, copy.main_nace_id), (company.nace_ids, company.main_nace_id))
        self.assertEqual(copy.sector_ids, company.sector_ids)
        self.assertEqual(company.copy({"company_registry": NUMBERS[3]}).company_registry, NUMBERS[3])
        foreign = self.companies.create(
            {"name": "F", "is_company": True, "country_id": self.france.id, "company_registry": "X1"}
        )
        self.assertEqual(foreign.copy().company_registry, "X1", "as in core")

    def test_archiving(self):
        self.company.nace_ids = self.codes[:1]
        self.company.with_user(self.account).action_archive()
        self.assertNotIn(self.company, self.companies.search(safe_eval(self.action.domain)))
        self.assertTrue(self.company.sector_ids)

    def test_queries_do_not_grow(self):
        self._assert_flat("hub_entrepreneurs.res_partner_view_list_company", "list", self.many)
        self._assert_flat("hub_entrepreneurs.res_partner_view_kanban_company", "kanban", self.many)
        self._assert_flat("hub_entrepreneurs.hub_sector_view_list", "list", self.env["hub.sector"].search([]))
        self._assert_flat("hub_entrepreneurs.hub_nace_view_list", "list", self.codes)

    def test_a_page_with_many_codes_costs_what_one_with_few_does(self):
        company = self.many[1].with_user(self.account)
        codes = {"version": {}, "code": {}, "name": {}, "sector_ids": {"fields": {"display_name": {}, "color": {}}}}
        specification = self._fields_of("base.view_partner_form", "form") | {"nace_ids": {"fields": codes}}
        few = self._count(lambda: company.web_read(specification))
        company.nace_ids = self.codes
        self.env.flush_all()
        self.assertEqual(self._count(lambda: company.web_read(specification)), few)

    def test_creating_many_costs_no_query_a_company(self):
        counts = []
        for size in (2, 90):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.companies.create(
                [{"name": f"Bulk {rank}", "is_company": True, "city": "Evere"} for rank in range(size)]
            )
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
