from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import BaseCase, Form

from ..domain.sectors import Code, PrefixTable, longest_prefix
from .common import HubCase


class TestPrefixTable(BaseCase):
    """The plain functions."""

    table = PrefixTable([
        (Code("2025", "74"), "services"),
        (Code("2025", "7411"), "fashion"),
        (Code("2025", "7411"), "creation"),
        (Code("2008", "74101"), "textile"),
    ])  # fmt: skip

    def test_every_prefix_counts(self):
        for version, digits, sectors in (
            ("2025", "7411", {"services", "fashion", "creation"}),
            ("2025", "7411001", {"services", "fashion", "creation"}),
            ("2025", "7412", {"services"}),
            ("2025", "74", {"services"}),
            ("2025", "7", set()),
            ("2025", "4741", set()),
            ("2008", "74101", {"textile"}),
            ("2008", "7410", set()),
            ("2008", "7411", set()),
        ):
            with self.subTest(version=version, digits=digits):
                self.assertEqual(self.table.sectors_of(Code(version, digits)), sectors)

    def test_an_answer_is_not_the_table(self):
        self.table.sectors_of(Code("2025", "74")).add("other")
        self.assertEqual(self.table.sectors_of(Code("2025", "74")), {"services"})

    def test_empty(self):
        self.assertEqual(PrefixTable([]).sectors_of(Code("2025", "74")), set())

    def test_longest_prefix(self):
        known = {Code("2025", "74"), Code("2025", "741"), Code("2008", "7411")}
        self.assertEqual(longest_prefix(Code("2025", "74110"), known), Code("2025", "741"))
        self.assertEqual(longest_prefix(Code("2025", "741"), known), Code("2025", "74"), "not itself")
        self.assertIsNone(longest_prefix(Code("2008", "74"), known))


class TestSectors(HubCase):
    """The sectors of a company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.codes = cls.env["hub.nace"]
        cls.jewellery_code = cls._ref("hub_nace_2025_3212")
        cls.core, cls.extended, cls.jewellery, cls.retail, cls.wood = (
            cls._ref(f"hub_sector_{name}")
            for name in ("ccs_core", "ccs_extended", "artisan_jewellery_luxury", "retail", "artisan_wood")
        )

    @classmethod
    def _ref(cls, name):
        return cls.env.ref(f"hub_entrepreneurs.{name}")

    def _code(self, version, code):
        return self.codes.create({"version": version, "code": code, "name": "Test"})

    def test_sectors_follow_from_the_codes(self):
        company = self.company.with_user(self.account)
        self.assertFalse(company.sector_ids)
        company.nace_ids = self._code("2025", "3212001")
        self.assertEqual(company.sector_ids, self.core | self.jewellery)
        company.nace_ids |= self._code("2025", "47781")
        self.assertEqual(company.sector_ids, self.core | self.jewellery | self.retail)
        company.nace_ids = False
        self.assertFalse(company.sector_ids)

    def test_the_same_digits_in_the_other_version(self):
        self.company.nace_ids = self._code("2025", "47781")
        self.other_company.nace_ids = self._code("2008", "47781")
        self.assertEqual(self.company.sector_ids, self.retail)
        self.assertEqual(self.other_company.sector_ids, self.retail | self.extended)

    def test_added_and_excluded(self):
        self.company.nace_ids = self.jewellery_code
        self.company.sector_added_ids = self.wood
        self.company.sector_excluded_ids = self.core
        self.assertEqual(self.company.sector_ids, self.jewellery | self.wood)
        self.assertEqual(self.company.sector_matched_ids, self.jewellery | self.core)
        self.company.nace_ids = False
        self.assertEqual(self.company.sector_ids, self.wood)

    def test_companies_follow_the_prefixes(self):
        self.company.nace_ids = self._code("2025", "62201")
        archived = self.other_company
        archived.write({"nace_ids": self.company.nace_ids.ids, "active": False})
        sector = self.env["hub.sector"].with_user(self.director).create({
            "name": "Software",
            "code": "software",
            "kind": "ccs_extended",
            "nace_ids": [Command.link(self._code("2025", "62").id)],
        })  # fmt: skip
        both = self.company | archived
        self.assertEqual(both.sector_ids, sector, "a new sector")
        sector.nace_ids = self._code("2008", "62")
        self.assertFalse(both.sector_ids, "another version")
        sector.nace_ids |= self.codes.search([("version", "=", "2025"), ("code", "=", "62")])
        self.assertEqual(both.sector_ids, sector)
        sector.active = False
        self.assertFalse(both.sector_ids, "a sector that is not used any more")
        sector.active = True
        self.assertEqual(both.sector_ids, sector)
        self.codes.search([("version", "=", "2025"), ("code", "=", "62")]).code = "63"
        self.assertFalse(both.sector_ids, "a prefix that is corrected")
        self.codes.search([("version", "=", "2025"), ("code", "=", "62201")]).code = "63201"
        self.assertEqual(both.sector_ids, sector, "a code that is corrected")
        with self.assertRaisesRegex(UserError, "is in use"):
            sector.unlink()
        companies = self.env["res.partner"].with_context(active_test=False)
        companies.search([("sector_ids", "in", sector.ids)]).nace_ids = False
        sector.unlink()
        self.assertFalse(both.sector_ids)

    def test_an_archived_sector_leaves_those_it_was_added_to(self):
        self.company.sector_added_ids = self.wood
        self.wood.active = False
        self.assertFalse(self.company.with_context(active_test=False).sector_ids)
        self.wood.active = True
        self.assertEqual(self.company.sector_ids, self.wood)

    def test_changing_prefixes_costs_no_query_a_company(self):
        self.retail.nace_ids |= self._code("2025", "9601")
        counts = []
        others = self.env["res.partner"].search_count([("sector_ids", "in", self.retail.ids)])
        for size in (3, 60):
            code = self._code("2025", f"82{size}")
            values = {"is_company": True, "nace_ids": [Command.link(code.id)]}
            self.env["res.partner"].create([{"name": f"Shop {rank}", **values} for rank in range(size)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.retail.nace_ids |= code
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            found = self.env["res.partner"].search_count([("sector_ids", "in", self.retail.ids)])
            self.assertEqual(found - others, size)
            self.retail.nace_ids -= code
        self.assertEqual(*counts)

    def test_the_main_activity_is_one_of_the_codes(self):
        company = self.company.with_user(self.account)
        company.main_nace_id = self.jewellery_code
        self.assertEqual(company.nace_ids, self.jewellery_code)
        other = self._ref("hub_nace_2025_3213")
        company.write({"main_nace_id": other.id, "nace_ids": [Command.clear()]})
        self.assertEqual((company.main_nace_id, company.nace_ids), (other, other))
        company.nace_ids = self.jewellery_code
        self.assertEqual(company.main_nace_id, self.jewellery_code, "the only one")
        company.nace_ids = False
        self.assertFalse(company.main_nace_id)
        company.nace_ids = self._ref("hub_nace_2008_3212") | self.jewellery_code
        self.assertEqual(company.main_nace_id, self.jewellery_code, "the only one of the latest version")
        company.write({"nace_ids": [Command.set((other | self.jewellery_code | self._ref("hub_nace_2008_322")).ids)]})
        self.assertEqual(company.main_nace_id, self.jewellery_code, "it stays")
        created = self.env["res.partner"].create([
            {"name": "With", "is_company": True, "main_nace_id": other.id},
            {"name": "Without", "is_company": True},
        ])  # fmt: skip
        self.assertEqual(created[0].nace_ids, other)
        self.assertFalse(created[1].nace_ids)

    def test_the_main_activity_in_the_form(self):
        with Form(self.company.with_user(self.account), "base.view_partner_form") as form:
            form.main_nace_id = self.jewellery_code
            self.assertEqual(form.nace_ids.ids, self.jewellery_code.ids)
            self.assertEqual(set(form.sector_ids.ids), {self.core.id, self.jewellery.id})
        self.assertEqual(self.company.main_nace_id, self.jewellery_code)

    def test_they_cannot_be_typed_in(self):
        companies = self.env["res.partner"].with_user(self.director)
        values = {"sector_ids": [Command.link(self.wood.id)]}
        with self.assertRaisesRegex(UserError, "The sectors follow from the activity codes"):
            self.company.with_user(self.director).write(values)
        with self.assertRaisesRegex(UserError, "The sectors follow"):
            companies.create({"name": "Typed", "is_company": True, **values})
        with self.assertRaisesRegex(UserError, "The sectors follow"):
            companies.with_context(default_sector_ids=self.wood.ids).create({"name": "Typed", "is_company": True})

    def test_search_and_group(self):
        self.company.nace_ids = self.jewellery_code
        self.other_company.sector_added_ids = self.wood
        companies = self.env["res.partner"].with_user(self.account)
        own = [("id", "in", (self.company | self.other_company).ids)]
        self.assertEqual(companies.search([*own, ("sector_ids", "=", self.core.id)]), self.company)
        self.assertEqual(companies.search([*own, ("sector_ids", "=", "Woodwork")]), self.other_company)
        self.assertFalse(companies.search([*own, ("sector_ids", "=", False)]))
        self.assertEqual(companies.search([*own, ("nace_ids", "child_of", "321")]), self.company)
        groups = companies.formatted_read_group(own, ["sector_ids"], ["__count"])
        self.assertEqual(
            {group["sector_ids"][0]: group["__count"] for group in groups},
            {self.core.id: 1, self.jewellery.id: 1, self.wood.id: 1},
        )

    def test_companies_of_a_sector(self):
        domain = self.core.action_open_companies()["domain"]
        others = self.env["res.partner"].search(domain)
        of_wood = self.wood.partner_count
        self.company.nace_ids = self.jewellery_code
        self.assertEqual((self.core.partner_count, self.wood.partner_count), (len(others) + 1, of_wood))
        self.assertEqual(self.env["res.partner"].search(domain) - others, self.company)

    def test_the_facts_are_there(self):
        sectors = self.env["hub.sector"].search([])
        self.assertEqual(len(sectors), 15)
        self.assertTrue(all(sectors.mapped("nace_ids")))
        self.assertEqual(self.retail.nace_ids.mapped("display_name")[0], "2025 · 47 – Retail trade")
        with self.assertRefused("hub.sector", "Code", "already"):
            self.retail.copy({"code": "horeca"})

    def test_whoever_may_not_read_sectors_creates_contacts_that_have_some(self):
        partner = self.env["res.partner"].with_user(self.env.ref("base.public_user")).sudo().create(
            {"name": "From the site", "is_company": True, "nace_ids": [Command.link(self.jewellery_code.id)]}
        )  # fmt: skip
        self.assertEqual(len(partner.sector_ids), 2)
