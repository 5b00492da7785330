from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase
from odoo.tools import mute_logger

from ..domain.nace import Written, bare, is_code, read
from .common import HubCase


class TestWrittenCodes(BaseCase):
    """The plain functions."""

    def test_bare(self):
        for text, digits in (("32.12", "3212"), ("47.78 1", "47781"), (None, ""), (" 90 ", "90")):
            with self.subTest(text):
                self.assertEqual(bare(text), digits)

    def test_is_code(self):
        for text in ("47", "3212", "32120", "3212001"):
            self.assertTrue(is_code(text), text)
        for text in ("", "4", "32120011", "32A", "32.12", "٣٢"):
            self.assertFalse(is_code(text), text)

    def test_read(self):
        for text, written in (
            ("3212", Written(None, "3212")),
            (" 32.12 ", Written(None, "3212")),
            ("3212 – Jewellery", Written(None, "3212")),
            ("2025 3212", Written("2025", "3212")),
            ("2025 · 3212 – Jewellery", Written("2025", "3212")),
            ("2008: 47781", Written("2008", "47781")),
            ("2008:47.781", Written("2008", "47781")),
            ("NACE 2008 3212", Written("2008", "3212")),
            ("NACE-BEL 2025: 3212", Written("2025", "3212")),
            ("2017 3212", Written("2017", "3212")),
            ("2025 jewellery", None),
            ("Jewellery", None),
            ("3 pigs", None),
            ("12345678", None),
            ("", None),
            (None, None),
        ):
            with self.subTest(text):
                self.assertEqual(read(text), written)


class TestNace(HubCase):
    """The activity codes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.codes = cls.env["hub.nace"]
        cls.jewellery = cls.env.ref("hub_entrepreneurs.hub_nace_2025_3212")
        cls.only_2008 = cls.env.ref("hub_entrepreneurs.hub_nace_2008_4778")

    def _create(self, version, code, name="Test"):
        return self.codes.create({"version": version, "code": code, "name": name})

    def _found(self, text, operator="ilike"):
        return self.codes.browse(identifier for identifier, _name in self.codes.name_search(text, operator=operator))

    def test_every_prefix_of_the_facts_is_there(self):
        shipped = [("model", "=", "hub.nace"), ("name", "=like", "hub\\_nace\\_%")]
        self.assertEqual(self.env["ir.model.data"].search_count(shipped), 151)
        self.assertEqual(self.jewellery.display_name, "2025 · 3212 – Jewellery")

    def test_code_is_brought_into_form(self):
        self.assertEqual(self._create("2025", "32.12 0").code, "32120")
        self.jewellery.code = "32.14"
        self.assertEqual(self.jewellery.code, "3214")

    def test_what_is_no_code(self):
        for code in ("4", "32A", "12345678"):
            with self.subTest(code), self.assertRefused("hub.nace", "two to seven digits"):
                self._create("2025", code)

    def test_one_code_once_a_version(self):
        with self.assertRefused("hub.nace", "Code", "already"):
            self._create("2025", "3212")
        self._create("2008", "9130")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env.ref("hub_entrepreneurs.hub_nace_2008_90").write({"code": "9130"})

    def test_parents_are_the_longest_shorter_codes(self):
        parent = self.env.ref("hub_entrepreneurs.hub_nace_2025_741")
        child = self.env.ref("hub_entrepreneurs.hub_nace_2025_7411")
        self.assertEqual(child.parent_id, parent)
        self.assertFalse(parent.parent_id)
        division = self._create("2025", "74")
        self.assertEqual(parent.parent_id, division, "a code that comes later takes its place")
        self.assertEqual(child.parent_id, parent)
        self.assertFalse(self.env.ref("hub_entrepreneurs.hub_nace_2008_741").parent_id, "nothing of the other version")
        self.env["res.partner"].search([("nace_ids", "in", parent.ids)]).write(
            {"nace_ids": [Command.unlink(parent.id)]}
        )
        parent.unlink()
        self.assertEqual(child.parent_id, division)

    def test_search_by_code_and_name(self):
        both = self.jewellery | self.env.ref("hub_entrepreneurs.hub_nace_2008_3212")
        for text, found in (
            ("3212", both),
            ("32.12", both),
            ("2025 3212", self.jewellery),
            ("2025 · 3212 – Jewellery", self.jewellery),
            ("gemstones", both - self.jewellery),
        ):
            with self.subTest(text):
                self.assertEqual(self._found(text), found)
        self.assertIn(self.jewellery, self._found("321"), "a code is found by its beginning")
        self.assertNotIn(self.jewellery, self._found("212"), "and not by its end")
        self.assertEqual(self._found("2025 · 3212 – Whatever", "="), self.jewellery)
        self.assertEqual(self._found("Jewellery", "="), self.jewellery)

    def test_a_code_of_the_other_version(self):
        for text, sentence in (
            ("2025 4778", "4778 is a code of NACE 2008, not 2025"),
            ("2017 4778", "no version 2017 of NACE"),
            ("2025: 9999", "NACE 2025 has no code 9999"),
        ):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, f"Activity Code: .*{sentence}"):
                self.codes.name_search(text, operator="=")
        self.assertFalse(self.codes.name_search("2025 4778"), "while typing, nothing is found")
        self.assertEqual(self._found("2008 4778", "="), self.only_2008)

    def test_importing_codes(self):
        companies = self.env["res.partner"].with_user(self.director)
        columns = ["name", "is_company", "main_nace_id", "nace_ids"]
        loaded = companies.load(columns, [["Imported", "1", "2025 3212", "2008 4778,2008: 47.79"]])
        company = companies.browse(loaded["ids"])
        self.assertEqual(set(company.nace_ids.mapped("code")), {"3212", "4778", "4779"})
        self.assertEqual(company.main_nace_id, self.jewellery)
        loaded = companies.load(columns, [["Fine", "1", "2025 3212", ""], ["Wrong", "1", "2025 4778", ""]])
        self.assertFalse(loaded["ids"], "nothing of a file with a wrong line")
        self.assertEqual([message["record"] for message in loaded["messages"]], [1])
        self.assertIn("4778 is a code of NACE 2008, not 2025", loaded["messages"][0]["message"])

    def test_a_code_in_use_stays(self):
        self.company.write({"nace_ids": self.jewellery.ids, "active": False})
        with self.assertRaisesRegex(UserError, "Activity Code: companies have 2025 · 3212"):
            self.jewellery.with_user(self.director).unlink()
        self.only_2008.with_user(self.director).unlink()

    def test_companies_of_a_code(self):
        part = self._create("2025", "32120")
        others = self.env["res.partner"].search(self.jewellery.action_open_companies()["domain"])
        self.company.nace_ids = part
        self.other_company.nace_ids = self.jewellery
        self.assertEqual(self.jewellery.partner_count, len(others) + 1)
        action = self.jewellery.action_open_companies()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found - others, self.company | self.other_company)
