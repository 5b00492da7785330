import logging
from unittest.mock import patch

from psycopg2 import errors

from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, Form
from odoo.tools import SQL, mute_logger

from ..domain import enterprise_number
from ..domain.enterprise_number import EnterpriseNumberError, Problem
from ..hooks import post_init_hook
from .common import NUMBERS, HubCase
from .test_migration import migration

_logger = logging.getLogger("odoo.tests.form.onchange")


class TestEnterpriseNumber(BaseCase):
    """The plain functions."""

    def test_any_spelling_is_normalised(self):
        for text in (
            "0100000070",
            "BE 0100.000.070",
            "be0100000070",
            "0100 000 070",
            "BE-0100/000/070",
            "100000070",
            "(0)100.000.070",
        ):
            with self.subTest(text):
                self.assertEqual(enterprise_number.normalise(text), "0100000070")
        self.assertEqual(enterprise_number.normalise("1999.000.051"), "1999000051")

    def test_what_people_paste_is_understood(self):
        for text in (
            "TVA BE 0100.000.070",
            "BTW BE0100000070",
            "T.V.A. BE-0100.000.070",
            "TVABE0100000070",
            "VAT: BE0100000070",
            "BCE/KBO: 0100.000.070",
            "N° d’entreprise : 0100.000.070",
            "Ondernemingsnummer 0100.000.070",
            "0100.000.070 RPM Bruxelles",
            "RPM Bruxelles 0100.000.070",
            "0100.000.070 (RPR Gent, afdeling Kortrijk)",
            "TVA: BE 0100.000.070, RPM Bruxelles, section francophone",
            "\u202aBE\u00a00100\u202f000\u202f070\u202c",
            "0100\u2011000\u2013070",
            "\ufeff0100.000.070\u200b",
            "０１００.０００.０７０",
            "'0100000070",
            "0100·000·070",
        ):
            with self.subTest(text):
                self.assertEqual(enterprise_number.normalise(text), "0100000070")
                self.assertEqual(enterprise_number.search_digits(text), "0100000070")

    def test_what_is_not_understood_is_shown_sign_by_sign(self):
        for text, signs in (
            ("0100.00O.070", ["“O” (U+004F)"]),
            ("0100.00\u041e.\u041e70", ["“\u041e” (U+041E)"]),
            ("²100.000.070!", ["“²” (U+00B2)", "“!” (U+0021)"]),
            ("0100.000.070", []),
        ):
            with self.subTest(text):
                self.assertEqual(enterprise_number.strange_signs(text), signs)

    def test_each_way_to_be_wrong_has_a_name(self):
        for text, problem in (
            ("0100.000.071", Problem.CHECK_DIGITS),
            ("01000000700", Problem.LENGTH),
            ("01000", Problem.LENGTH),
            ("0100.000.07", Problem.LENGTH),  # with a zero before it, its check digits happen to fit
            ("0100.00A.070", Problem.CHARACTERS),
            ("NL0100000070", Problem.CHARACTERS),
            ("²100000070", Problem.CHARACTERS),
            ("2000000042", Problem.FIRST_DIGIT),
            ("", Problem.CHARACTERS),
            ("BE", Problem.CHARACTERS),
        ):
            with self.subTest(text), self.assertRaises(EnterpriseNumberError) as wrong:
                enterprise_number.normalise(text)
            self.assertIs(wrong.exception.problem, problem, text)

    def test_dotted(self):
        self.assertEqual(enterprise_number.dotted("0100000070"), "0100.000.070")
        self.assertEqual(enterprise_number.dotted("HRB 123"), "HRB 123")
        self.assertEqual(enterprise_number.dotted(None), "")

    def test_search_digits(self):
        self.assertEqual(enterprise_number.search_digits("BE 0100.0"), "01000")
        self.assertEqual(enterprise_number.search_digits("100"), "100")
        for text in ("12", "Bakery 100", "", "BE"):
            self.assertIsNone(enterprise_number.search_digits(text), text)


class TestCompanyNumber(HubCase):
    """The number on a company."""

    def test_stored_as_ten_bare_digits(self):
        spellings = ("BE 0100.000.268", "0100 000 268", "100000268")
        for field in ("company_registry", "enterprise_number"):
            for spelling in spellings:
                with self.subTest(field=field, spelling=spelling):
                    self.company[field] = spelling
                    self.assertEqual(self.company.company_registry, "0100000268")
                    self.assertEqual(self.company.enterprise_number, "0100.000.268")

    def test_country_decides(self):
        foreign = self.env["res.partner"].create(
            {
                "name": "Maison Test",
                "is_company": True,
                "country_id": self.france.id,
                "company_registry": "BE 0100.000.268",
            }
        )
        self.assertEqual(
            foreign.company_registry, "BE 0100.000.268", "another country's number is none of our business"
        )
        self.assertFalse(foreign.enterprise_number)
        foreign.country_id = False
        self.assertEqual(foreign.company_registry, "0100000268", "without a country it counts as Belgian")
        foreign.write({"country_id": self.france.id, "company_registry": "BE 0100.000.268"})
        foreign.country_id = self.belgium
        self.assertEqual(foreign.company_registry, "0100000268")
        foreign.country_id = False
        self.assertTrue(foreign.is_belgian, "a number without a country is taken for a Belgian one")
        foreign.company_registry = False
        self.assertFalse(foreign.is_belgian)

    def test_wrong_number_gets_a_sentence(self):
        for number, part in (
            ("0100.000.071", "one digit is wrong"),
            ("01000000700", "has 11 digits"),
            ("0100.00A.070", r"something other than digits: “A” \(U\+0041\)"),
            ("2000000042", "starts with neither 0 nor 1"),
        ):
            with self.subTest(number), self.assertRaisesRegex(ValidationError, f"Enterprise Number: .*{part}"):
                self.company.company_registry = number
        with self.assertRaisesRegex(ValidationError, "Enterprise Number"):
            self.env["res.partner"].create({"name": "New", "is_company": True, "company_registry": "123"})

    def test_wrong_number_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("nl_NL")
        with self.assertRaisesRegex(ValidationError, "Ondernemingsnummer"):
            self.company.with_context(lang="nl_NL").company_registry = "0100.000.071"

    def test_number_in_use_names_the_holder(self):
        with self.assertRefused("res.partner", "0100.000.070", "Test Atelier", "Open that company"):
            self.env["res.partner"].create({"name": "Twin", "is_company": True, "company_registry": NUMBERS[0]})

    def test_archived_and_foreign_companies_do_not_block_a_number(self):
        self.company.active = False
        twin = self.env["res.partner"].create({"name": "Twin", "is_company": True, "company_registry": NUMBERS[0]})
        twin.flush_recordset()
        twin.country_id = self.france
        self.company.active = True
        self.assertEqual(self.company.company_registry, twin.company_registry)

    def test_persons_carry_the_number_of_their_company(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        self.assertEqual(person.company_registry, NUMBERS[0], "core copies it, and the index must bear that")
        with self.assertRefused("res.partner", "Enterprise Number"):
            person.is_company = True
            person.flush_recordset()

    def test_two_users_at_once(self):
        insert = SQL(
            """INSERT INTO res_partner (name, active, is_company, is_belgian, company_registry)
               VALUES ('Race', true, true, true, %s)""",
            NUMBERS[2],
        )
        with self.two_connections() as (first, second), mute_logger("odoo.sql_db"):
            first.execute(insert)
            second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
            with self.assertRaises(errors.LockNotAvailable, msg="the second waits for the first to decide"):
                second.execute(insert)

    def test_found_in_any_spelling(self):
        partners = self.env["res.partner"].with_user(self.account)
        for spelling in ("BE 0100.000.070", "BE0100000070", "0100 000 070", "100000070", "0100.000.070", "0100.000.07"):
            with self.subTest(spelling):
                found = dict(partners.name_search(spelling))
                self.assertIn(self.company.id, found)
                self.assertNotIn(self.other_company.id, found)
                self.assertIn(self.company, partners.search([("enterprise_number", "ilike", spelling)]))
        self.assertEqual(partners.search([("enterprise_number", "=", "BE 0100.000.070")]), self.company)
        self.assertEqual(
            partners.search([("enterprise_number", "in", ["BE 0100.000.070", "100.000.169"])]),
            self.company + self.other_company,
        )
        self.assertNotIn(self.company, partners.search([("enterprise_number", "=", False)]))
        self.assertFalse(partners.search([("enterprise_number", "ilike", "Atelier")]))

    def test_whole_number_also_finds_it_in_the_vat_number(self):
        vat_only = self.env["res.partner"].create({"name": "VAT only", "is_company": True, "vat": "BE0100000268"})
        self.assertIn(vat_only.id, dict(self.env["res.partner"].name_search("0100.000.268")))

    def test_vat_numbers_in_any_spelling_are_one(self):
        known = self.env["res.partner"].create({"name": "VAT", "is_company": True, "country_id": self.belgium.id})
        for spelling in ("BE 0100.000.268", "0100 000 268", "TVA BE-0100.000.268", "BE0100000268"):
            with self.subTest(spelling):
                known.vat = spelling
                self.assertEqual(known.vat, "BE0100000268")
        self.assertIn(known.id, dict(known.name_search("TVA BE 0100.000.268")))
        self.assertIn(known.id, dict(known.name_search("be0100 000 268")))
        known.write({"country_id": self.france.id, "vat": "FR 0100.000.268"})
        self.assertEqual(known.vat, "FR 0100.000.268")
        without = self.env["res.partner"].create({"name": "Somewhere", "is_company": True, "vat": "100000268"})
        self.assertEqual(without.vat, "100000268", "nine digits without a country are the number of many a country")

    def test_an_update_normalises_vat_numbers(self):
        typed = {self.company: ("BE 0100.000.367", "BE0100000367"), self.other_company: ("BE 123", "BE 123")}
        for company, (vat, _stored) in typed.items():
            self.env.cr.execute(SQL("UPDATE res_partner SET vat = %s WHERE id = %s", vat, company.id))
        self.env.invalidate_all()
        migration("19.0.1.2.0/post-migrate.py").normalise_vat_numbers(self.env)
        for company, (_vat, stored) in typed.items():
            self.assertEqual(company.vat, stored)

    def _warning(self, **typed):
        """Return what a new company's form warns of while somebody types."""
        form = Form(self.env["res.partner"].with_user(self.account).with_context(default_is_company=True))
        form.name = "New Company"
        warnings = []
        with patch.object(_logger, "warning", lambda _text, warning: warnings.append(warning["message"])):
            for field, value in typed.items():
                setattr(form, field, value)
        return "\n".join(warnings), form

    def test_typing_warns_when_number_or_vat_is_known(self):
        taxed = self.env["res.partner"].create({"name": "Test Taxed", "is_company": True, "vat": "BE0100000268"})
        for typed, name in (
            ({"enterprise_number": "TVA BE 0100.000.070"}, "Test Atelier"),
            ({"enterprise_number": "0100.000.268"}, "Test Taxed"),
            ({"vat": "BE 0100.000.268"}, "Test Taxed"),
            ({"vat": "BE0100.000.070"}, "Test Atelier"),
        ):
            with self.subTest(typed):
                self.assertIn(name, self._warning(**typed)[0])
        self.assertEqual(self._warning(enterprise_number="0100.000.367", vat="BE0100000367")[0], "")
        _warning, form = self._warning(vat="be 0100 000 268")
        self.assertEqual(form.vat, "BE0100000268")
        self.assertEqual(form.same_vat_partner_id, taxed)

    def test_vat_groups_are_kept_apart(self):
        self.company.vat = "BE0100000367"
        group = self.env["res.partner"].create(
            {"name": "Group", "is_company": True, "country_id": self.belgium.id, "company_registry": "0100000367"}
        )
        warning, form = self._warning(enterprise_number="0100.000.268", vat="BE 0100.000.367")
        self.assertEqual(warning, "", "both have a number of their own, and share that of their VAT group")
        self.assertFalse(form.same_vat_partner_id)
        member = form.save()
        self.assertEqual((member.company_registry, member.vat), ("0100000268", "BE0100000367"))
        self.assertFalse(self.company.same_vat_partner_id)
        self.assertIn("VAT group", self._warning(vat="BE 0100.000.367")[0], "without a number nobody can tell")
        self.assertEqual(
            self.env["res.partner"]._enterprise_number_holder("0100000367"), group, "a member is not its group"
        )

    def test_a_reference_that_looks_like_a_number_is_found(self):
        referenced = self.env["res.partner"].create({"name": "Referenced", "ref": "0100.000.367"})
        self.assertIn(referenced.id, dict(self.env["res.partner"].name_search("0100.000.367")))

    def test_lead_search_finds_the_company(self):
        lead = self.env["crm.lead"].create({"name": "Test lead", "partner_id": self.company.id})
        self.assertEqual(self.env["crm.lead"].search([("partner_id", "ilike", "BE 0100.000.070")]), lead)
        for view in ("crm.view_crm_case_leads_filter", "crm.view_crm_case_opportunities_filter"):
            arch = self.env["crm.lead"].get_view(self.env.ref(view).id, "search")["arch"]
            self.assertIn("'partner_id', 'ilike', self", arch.replace("&#39;", "'"))

    def test_import_matches_a_company_by_any_spelling(self):
        loaded = self.env["crm.lead"].load(["name", "partner_id"], [["Imported", "BE 0100.000.070"]])
        self.assertFalse(loaded["messages"])
        self.assertEqual(self.env["crm.lead"].browse(loaded["ids"]).partner_id, self.company)

    def test_form_warns_on_leaving_the_field_and_stays_as_typed(self):
        form = Form(self.env["res.partner"].with_user(self.account).with_context(default_is_company=True))
        form.name = "New Company"
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.enterprise_number = "0100.000.071"
        self.assertIn("one digit is wrong", logs.output[0])
        self.assertEqual(form.enterprise_number, "0100.000.071")
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            form.enterprise_number = "BE 0100000070"
        self.assertIn("Test Atelier", logs.output[0])
        form.enterprise_number = "BE 0100000268"
        self.assertEqual(form.enterprise_number, "0100.000.268")
        self.assertEqual(form.save().company_registry, "0100000268")

    def test_numbers_typed_before_the_installation(self):
        typed = {self.company: "BE 0100.000.268", self.other_company: "not a number"}
        twins = self.env["res.partner"].create([{"name": name, "is_company": True} for name in ("One", "Other")])
        typed |= dict(zip(twins, ("0100.000.367", "BE0100000367"), strict=True))
        for company, number in typed.items():
            self.env.cr.execute(
                SQL("UPDATE res_partner SET company_registry = %s, is_belgian = true WHERE id = %s", number, company.id)
            )
        self.env.invalidate_all()
        post_init_hook(self.env)
        self.assertEqual(self.company.company_registry, "0100000268")
        self.assertEqual(self.other_company.company_registry, "not a number", "a person has to correct it")
        self.assertEqual(twins.mapped("company_registry"), ["0100.000.367", "BE0100000367"], "a person has to choose")
