import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase

from ..members_import.guessing import Source, guess
from ..members_import.headers import FURTHER, Column, find_columns
from ..members_import.sentences import column_names
from ..members_import.verdict import COMPANY
from .common import NUMBERS, HubCase
from .test_members_workbook import HEADERS, JOINED, workbook


class TestMembersGuessing(BaseCase):
    def guess(self, *columns, **options):
        headers = {place: column[0] for place, column in enumerate(columns)}
        cells = {place: column[1:] for place, column in enumerate(columns)}
        return guess(headers, cells, **options)

    def test_contact_columns_in_three_languages(self):
        for headers, column in (
            ("Téléphone|Tél.|N° de téléphone|Telefoon|Tel. nr.|Phone|Phone number|Telefoonnummer", Column.PHONE),
            ("E-mail|Courriel|Adresse e-mail|E-mailadres|Email address|Mail", Column.EMAIL),
            ("Site web|Website|Site internet|URL", Column.WEBSITE),
            ("Prénom|Voornaam|First name|Prénom du contact", Column.FIRST_NAME),
            ("Nom de famille|Achternaam|Familienaam|Last name|Surname", Column.SURNAME),
            ("Contact|Personne de contact|Nom du contact|Contactpersoon|Contact person|Gérant", Column.PERSON),
            ("Fonction|Functie|Function|Role|Job title", Column.FUNCTION),
            ("Remarque|Commentaires|Opmerking|Notes|Remarks", Column.REMARK),
            ("Téléphone du contact|Telefoon contactpersoon|Contact phone", Column.PERSON_PHONE),
            ("E-mail du contact|E-mail contactpersoon|Contact email", Column.PERSON_EMAIL),
            ("Adresse|Rue|Straat|Address", Column.STREET),
        ):
            for header in headers.split("|"):
                self.assertEqual(find_columns([header]), {column: 0}, header)

    def test_content_goes_before_a_header_that_says_otherwise(self):
        for header, value, column in (
            ("Nom", "info@example.com", Column.EMAIL),
            ("Contact", "0475 12 34 56", Column.PERSON_PHONE),
            ("Contact", "info@example.com", Column.PERSON_EMAIL),
            ("TVA", "info@example.com", Column.EMAIL),
            ("Téléphone", "BE 0100.000.070", Column.NUMBER),
        ):
            [found] = self.guess((header, value, value))
            self.assertEqual((found.column, found.source, found.doubtful), (column, Source.CONTENT, True), header)

    def test_content_without_a_header(self):
        for value, column in (
            ("info@example.com", Column.EMAIL),
            ("02 555 01 02", Column.PHONE),
            ("www.example.be", Column.WEBSITE),
            ("0100.000.070", Column.NUMBER),
            ("31/01/2026", Column.JOINED),
            ("Ateliers Réunis SRL", Column.NAME),
        ):
            [found] = self.guess(("Divers", value))
            self.assertEqual((found.column, found.source), (column, Source.CONTENT), value)
        for header, value in (("Date de naissance", "31/01/1980"), ("Fax", "02 555 01 02"), ("Divers", "12345678")):
            self.assertFalse(self.guess((header, value))[0].column, header)

    def test_liable_to_vat_is_no_number(self):
        found = self.guess(("TVA", "Oui", "Non"), ("Entreprise", "A", "B"))
        self.assertEqual([each.column for each in found], [None, Column.NAME])

    def test_the_company_is_known_by_its_legal_form(self):
        found = self.guess(("Nom", "Dupont", "Martin"), ("Membre", "Atelier Dupont SRL", "Martin & Fils SA"))
        self.assertEqual([each.column for each in found], [None, Column.NAME])
        self.assertEqual([each.source for each in found], [Source.SECOND, Source.CONTENT])

    def test_as_sure_is_asked_and_the_same_is_not(self):
        found = self.guess(("Entreprise", "A"), ("Dénomination", "B"))
        self.assertEqual([each.column for each in found], [Column.NAME, Column.NAME])
        found = self.guess(("Entreprise", "A"), ("Dénomination", "A"))
        self.assertEqual([each.column for each in found], [Column.NAME, None])

    def test_remembered_goes_first_unless_the_cells_say_otherwise(self):
        remembered = {"reference#1": Column.NUMBER, "nom#1": None}
        found = self.guess(("Référence", "0100.000.070"), ("Nom", "A"), remembered=remembered)
        self.assertEqual([each.column for each in found], [Column.NUMBER, None])
        self.assertEqual({each.source for each in found}, {Source.REMEMBERED})
        [found] = self.guess(("Référence", "info@example.com"), remembered=remembered)
        self.assertEqual((found.column, found.source, found.doubtful), (Column.EMAIL, Source.OTHERWISE, True))


class TestMembersMapping(HubCase):
    ROW = (NUMBERS[2], "Test Workshop", "Evere", 1140, "TESTMAKERS", JOINED)

    def wizard(self, *rows, headers=HEADERS, user=None):
        file = base64.b64encode(workbook(*rows, headers=headers))
        wizard = self.env["hub.members.import"].with_user(user or self.cluster_manager).create({"file": file})
        wizard.action_check()
        return wizard

    def column(self, wizard, header):
        return wizard.column_ids.filtered(lambda each: each.header == header)

    def test_a_clear_list_asks_nothing(self):
        wizard = self.wizard(self.ROW)
        self.assertEqual((wizard.state, wizard.questions), ("checked", ""))
        self.assertEqual(wizard.column_ids.mapped("meaning")[:2], ["number", "name"])
        self.assertEqual(wizard.column_ids.mapped("source")[:2], ["both", "header"])
        self.assertEqual(self.column(wizard, "Joined on").samples, "2026-01-31")
        wizard.action_load()
        self.assertEqual(wizard.good_count, 1)
        self.assertFalse(self.env["hub.members.layout"].search([("company_id", "=", self.env.company.id)]))

    def test_two_candidates_are_asked_about(self):
        headers = ("N° BCE", "Entreprise", "Société", "Cluster", "Membre depuis")
        wizard = self.wizard((NUMBERS[2], "Brand", "Test Workshop", "TESTMAKERS", JOINED), headers=headers)
        self.assertEqual(wizard.state, "columns")
        self.assertFalse(wizard.line_ids)
        self.assertIn("Entreprise, Société", wizard.questions)
        with self.assertRaisesRegex(UserError, "Entreprise, Société"):
            wizard.action_check()
        wizard.action_load()
        self.assertEqual(wizard.state, "columns")
        self.column(wizard, "Entreprise").meaning = "ignore"
        self.assertFalse(wizard.questions)
        wizard.action_check()
        self.assertEqual((wizard.state, wizard.line_ids.name), ("checked", "Test Workshop"))
        wizard.action_load()
        self.assertEqual(wizard.line_ids.outcome, COMPANY)

    def test_what_was_chosen_is_remembered_by_the_agency(self):
        headers = ("N° BCE", "Entreprise", "Société", "Cluster", "Membre depuis")
        row = (NUMBERS[2], "Brand", "Test Workshop", "TESTMAKERS", JOINED)
        wizard = self.wizard(row, headers=headers)
        self.column(wizard, "Entreprise").meaning = "remark"
        wizard.action_check()
        wizard.action_load()
        again = self.wizard(row, headers=[header.upper() for header in headers], user=self.director)
        self.assertEqual(again.state, "checked")
        self.assertEqual(self.column(again, "ENTREPRISE").meaning, "remark")
        self.assertEqual(self.column(again, "ENTREPRISE").source, "remembered")
        # In other columns, or in another agency, it is another list.
        self.assertEqual(self.wizard((*row, "x"), headers=(*headers, "More")).state, "columns")
        other = self.env["res.company"].create({"name": "Other Agency"})
        self.cluster_manager.write({"company_ids": [(4, other.id)]})
        elsewhere = self.env(user=self.cluster_manager, context={"allowed_company_ids": other.ids})
        file = base64.b64encode(workbook(row, headers=headers))
        wizard = elsewhere["hub.members.import"].create({"file": file})
        wizard.action_check()
        self.assertEqual(wizard.state, "columns")

    def test_remembered_is_not_followed_where_the_list_says_otherwise(self):
        headers = (*HEADERS, "Code")
        wizard = self.wizard((*self.ROW, "02 555 01 02"), headers=headers)
        self.column(wizard, "Code").meaning = "person_phone"
        wizard.action_check()
        wizard.action_load()
        again = self.wizard((*self.ROW, "info@example.com"), headers=headers)
        self.assertEqual((again.state, self.column(again, "Code").meaning), ("columns", "email"))
        self.assertIn("Code", again.questions)
        again.action_check()
        self.assertEqual(again.state, "checked")

    def test_forgotten_once_it_is_as_guessed(self):
        headers = (*HEADERS, "Code")
        for meaning, kept in (("remark", 1), ("remark", 1), ("ignore", 0)):
            wizard = self.wizard((*self.ROW, "abc"), headers=headers)
            self.column(wizard, "Code").meaning = meaning
            wizard.action_check()
            wizard.action_load()
            layouts = self.env["hub.members.layout"].search([])
            self.assertEqual(len(layouts), kept, meaning)

    def test_layouts_are_cleaned_up_and_closed(self):
        layouts = self.env["hub.members.layout"]
        layouts._remember(["A"], {"a#1": Column.NAME})
        layouts._remember(["B"], {"b#1": Column.NAME})
        old = layouts.search([("fingerprint", "=", layouts._get_fingerprint(["A"]))])
        old.used_on = "2020-01-01"
        layouts._gc_unused()
        self.assertFalse(old.exists())
        kept = layouts.search([])
        self.assertEqual(len(kept), 1)
        self.assertNotIn("b", kept.meanings)
        for user in (self.cluster_manager, self.director):
            with self.assertRaises(AccessError):
                kept.with_user(user).write({"meanings": {}})
        for user in (self.account, self.outsider):
            with self.assertRaises(AccessError):
                kept.with_user(user).read(["meanings"])
        other = self.env["res.company"].create({"name": "Other Agency"})
        kept.company_id = other
        self.assertFalse(layouts.with_user(self.director).search([]))

    def test_one_cluster_and_one_day_for_all(self):
        wizard = self.wizard(self.ROW[:2], headers=HEADERS[:2])
        self.assertEqual((wizard.state, wizard.lacks_cluster, wizard.lacks_joined), ("columns", True, True))
        for part in ("Cluster", "Joined on"):
            self.assertIn(part, wizard.questions)
        wizard.write({"cluster_id": self.cluster.id, "joined_on": JOINED})
        self.assertFalse(wizard.questions)
        wizard.action_check()
        wizard.action_load()
        self.assertEqual(wizard.line_ids.membership_id.date_start, JOINED)
        self.assertEqual(wizard.line_ids.membership_id.cluster_id, self.cluster)

    def test_without_numbers_only_the_known_load(self):
        wizard = self.wizard(self.ROW[1:], headers=HEADERS[1:])
        self.assertEqual(wizard.state, "columns")
        self.assertIn("Enterprise number", wizard.questions)
        wizard.action_check()
        self.assertEqual(wizard.line_ids.outcome, "wrong")

    def test_changed_columns_are_checked_before_they_are_loaded(self):
        wizard = self.wizard(self.ROW)
        self.column(wizard, "Municipality").meaning = "remark"
        self.assertTrue(wizard.is_changed)
        wizard.action_load()
        self.assertEqual((wizard.state, wizard.is_changed), ("checked", False))
        self.assertFalse(wizard.line_ids.membership_id)
        wizard.action_load()
        company = wizard.line_ids.membership_id.partner_id
        self.assertFalse(company.city)
        self.assertIn("Evere", company.comment)

    def test_hostile_columns(self):
        wizard = self.wizard(self.ROW)
        wizard.column_ids[0].place = 10**6
        with self.assertRaises(ValueError):
            wizard.column_ids[1].meaning = "password"
        wizard.action_check()
        self.assertEqual(wizard.line_ids.outcome, "wrong")
        with self.assertRaises(AccessError):
            wizard.column_ids.with_user(self.director).read(["header"])

    def test_what_comes_back_is_read_again(self):
        """The headers of the workbook to correct are understood in each language."""
        for code in ("en_US", "fr_BE", "nl_BE"):
            self.env["res.lang"]._activate_lang(code)
            names = column_names(self.env(context={"lang": code}))
            self.assertEqual({find_columns([name]).popitem()[0] for name in names.values()}, set(names), code)
            for column in FURTHER:
                self.assertEqual(find_columns([names[column]]), {column: 0}, names[column])
        wizard = self.wizard((*self.ROW[:5], "soon", "02 555 01 02"), headers=(*HEADERS, "Tél."))
        wizard.action_load()
        content = io.BytesIO(base64.b64decode(wizard.wrong_file))
        headers, row = openpyxl.load_workbook(content).active.iter_rows(values_only=True)
        self.assertEqual((headers[6], row[6]), ("Phone", "02 555 01 02"))
