import base64

from odoo.tests import BaseCase

from ..members_import import workbook as members_workbook
from ..members_import.headers import Column, find_columns, meaning
from ..members_import.matching import COMPANY
from ..members_import.workbook import FileProblem, WorkbookError
from .common import NUMBERS, HubCase
from .test_members_workbook import HEADERS, JOINED, workbook

NUMBER_HEADERS = (
    "Numéro d'entreprise|N° d’entreprise|N° entreprise|Num. entreprise|No. d'entreprise|NUMERO ENTREPRISE|BCE|N° BCE|"
    "Numéro BCE|Numéro d'entreprise (BCE)|N° de TVA|TVA|Numéro TVA|BCE/TVA|Ondernemingsnummer|Ondernemingsnr.|KBO|"
    "KBO-nummer|KBO nr|KBO/BCE|BTW-nummer|BTW nr.|BTW|Enterprise number|Enterprise no.|Company number|CBE number|VAT|"
    "VAT number|Company ID|B.C.E.|Nº BCE|R.P.M."
)
NAME_HEADERS = (
    "Entreprise|Nom de l'entreprise|Dénomination|Dénomination sociale|Raison sociale|Société|Nom de la société|"
    "Nom commercial|Enseigne|Bedrijf|Bedrijfsnaam|Naam van de onderneming|Handelsnaam|Vennootschap|Firma|Company|"
    "Company name|Business name|Legal name|Organisation|Maatschappelijke benaming|Nom|Naam|Name"
)
OTHERS = "Assujetti TVA|Numéro|Nr|N°|Forme juridique|Siège social|Numéro de membre|Lidnummer|N° d'unité d'établissement"
NEITHER_NUMBERS_NOR_NAMES = "Prénom|Nom du contact|Contact|Téléphone|GSM|E-mail|Rue"


class TestMembersHeaders(BaseCase):
    def test_headers_of_numbers(self):
        for header in NUMBER_HEADERS.split("|"):
            self.assertEqual((meaning(header) or [None])[0], Column.NUMBER, header)

    def test_headers_of_names(self):
        for header in NAME_HEADERS.split("|"):
            self.assertEqual((meaning(header) or [None])[0], Column.NAME, header)

    def test_headers_of_something_else(self):
        for header in OTHERS.split("|"):
            self.assertFalse(meaning(header), header)
        for header in NEITHER_NUMBERS_NOR_NAMES.split("|"):
            self.assertNotIn(meaning(header)[0], (Column.NUMBER, Column.NAME), header)

    def test_a_person_is_no_company(self):
        for headers, place in (
            (("Nom", "Prénom", "Entreprise"), 2),
            (("Naam", "Voornaam", "Bedrijf"), 2),
            (("Name", "First name", "Company"), 2),
            (("Nom", "Raison sociale"), 1),
            (("Nom", "Prénom"), None),
        ):
            self.assertEqual(find_columns(headers).get(Column.NAME), place, headers)

    def test_the_register_goes_before_the_tax(self):
        self.assertEqual(find_columns(("TVA", "N° BCE")), {Column.NUMBER: 1})

    def test_numbers_under_an_unknown_header(self):
        row = ("A", "C", JOINED, "info", "0100.000.070")
        headers = ("Nom", "Cluster", "Membre depuis", "Divers", "Référence")
        listing = members_workbook.read_listing(workbook(row, headers=headers))
        self.assertEqual((listing.lines[0].number, listing.unread), (NUMBERS[0], ["Divers"]))
        self.assertEqual(listing.headers[Column.NUMBER], "Référence")
        with self.assertRaises(WorkbookError) as refused:
            members_workbook.read(workbook((*row, NUMBERS[1]), headers=(*headers, "Autre référence")))
        self.assertEqual(refused.exception.columns, [Column.NUMBER])
        self.assertEqual(refused.exception.problem, FileProblem.COLUMNS)


class TestMembersHeadersDialog(HubCase):
    def check(self, *rows, headers=HEADERS):
        file = base64.b64encode(workbook(*rows, headers=headers))
        wizard = self.env["hub.members.import"].with_user(self.cluster_manager).create({"file": file})
        wizard.action_check()
        return wizard

    def test_nothing_vanishes_without_a_word(self):
        headers = ("Nom", "Prénom", "Entreprise", "N° BCE", "GSM", "Cluster", "Membre depuis")
        wizard = self.check(
            ("Surname", "First", "Test Workshop", NUMBERS[2], "0470", "TESTMAKERS", JOINED), headers=headers
        )
        self.assertEqual((wizard.line_ids.outcome, wizard.line_ids.name), (COMPANY, "Test Workshop"))
        self.assertFalse(wizard.unread_columns)
        self.assertIn("Nom → Contact person: surname, Prénom → Contact person: first name", wizard.read_columns)
        self.assertIn("GSM → Contact person: phone", wizard.read_columns)
        self.assertIn("N° BCE → Enterprise number", wizard.read_columns)
        self.assertIn("Entreprise → Name", wizard.read_columns)

    def test_all_read(self):
        wizard = self.check((NUMBERS[2], "Test Workshop", None, None, "TESTMAKERS", JOINED))
        self.assertFalse(wizard.unread_columns)

    def test_moments_count_where_the_agency_is(self):
        for typed, day in (
            ("2023-12-31T23:00Z", "01/01/2024"),
            ("2024-06-30T22:30:00.000Z", "01/07/2024"),
            ("2023-12-31 23:30:00+01:00", "31/12/2023"),
            ("2023-12-31T23:00", "31/12/2023"),
        ):
            wizard = self.check((NUMBERS[2], "Test Workshop", None, None, "TESTMAKERS", typed))
            self.assertEqual(wizard.line_ids.joined, day, typed)
        wizard = self.check((NUMBERS[2], "Test Workshop", None, None, "TESTMAKERS", "9999-12-31T23:59-23:00"))
        self.assertEqual(wizard.line_ids.outcome, "wrong")
