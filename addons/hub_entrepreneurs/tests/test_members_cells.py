import datetime

from odoo.tests import BaseCase

from ..members_import import workbook as members_workbook
from ..members_import.headers import meaning
from ..members_import.workbook import Column, LineProblem
from .common import NUMBERS
from .test_members_workbook import HEADERS, JOINED, workbook


class TestMembersCells(BaseCase):
    def read_one(self, number=NUMBERS[0], postcode=None, joined=JOINED):
        [line] = members_workbook.read(workbook((number, "A", None, postcode, "C", joined)))
        return line

    def assertDay(self, typed, day, *remarks):  # noqa: N802
        line = self.read_one(joined=typed)
        self.assertEqual(str(line.joined), day, typed)
        self.assertEqual([remark.kind for remark in line.remarks], list(remarks), typed)
        self.assertFalse(line.problems, typed)

    def test_months_by_name(self):
        for typed, day in (
            ("1er février 2023", "2023-02-01"), ("12 mei '23", "2023-05-12"), ("12 mei ’23", "2023-05-12"),
            ("3 août 2021", "2021-08-03"), ("3 AOUT 2021", "2021-08-03"), ("15-sept.-2020", "2020-09-15"),
            ("1 mrt. 2021", "2021-03-01"), ("5 maart 2021", "2021-03-05"), ("7 oktober 2019", "2019-10-07"),
            ("Monday, January 3rd, 2022", "2022-01-03"), ("Jan 5, 2023", "2023-01-05"), ("5-Jan-23", "2023-01-05"),
            ("lundi 3 janvier 2022", "2022-01-03"), ("mar. 4 janv. 2022", "2022-01-04"),
            ("maandag 3 jan. 2022", "2022-01-03"), ("le 1er juin 1998", "1998-06-01"), ("2022 mei 12", "2022-05-12"),
            ("11 juil. 2022", "2022-07-11"), ("11 juli 2022", "2022-07-11"), ("29 févr. 2024", "2024-02-29"),
        ):  # fmt: skip
            self.assertDay(typed, day)

    def test_no_day_is_told(self):
        for typed, day in (
            ("janv. 2022", "2022-01-01"), ("maart 2021", "2021-03-01"), ("janv.-22", "2022-01-01"),
            ("mei-22", "2022-05-01"), ("Sept 2020", "2020-09-01"), ("05/2022", "2022-05-01"), ("2022-05", "2022-05-01"),
            (2019, "2019-01-01"), ("2019", "2019-01-01"), ("depuis 2019", "2019-01-01"), ("sinds 2019", "2019-01-01"),
            # A year typed into a cell for dates.
            (datetime.datetime(1905, 7, 11), "2019-01-01"),
        ):  # fmt: skip
            self.assertDay(typed, day, LineProblem.NO_DAY)

    def test_years_of_two_digits(self):
        """00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999; where the day may be the month, that is told."""
        for typed, day in (
            ("31/01/26", "2026-01-31"), ("31.1.49", "2049-01-31"), ("31-01-50", "1950-01-31"),
            ("05/05/99", "1999-05-05"),
        ):  # fmt: skip
            self.assertDay(typed, day)
        for typed, day in (("05/04/23", "2023-04-05"), ("5.4.23", "2023-04-05"), ("1-2-00", "2000-02-01")):
            self.assertDay(typed, day, LineProblem.ORDER)
        self.assertDay("05/04/2023", "2023-04-05")

    def test_a_list_that_has_the_month_first(self):
        rows = [(number, "A", None, None, "C", typed) for number, typed in zip(
            NUMBERS, ("04/05/2023", "04/25/2023", "05/05/2023"), strict=False)]  # fmt: skip
        first, wrong, same = members_workbook.read(workbook(*rows))
        self.assertEqual([remark.kind for remark in first.remarks], [LineProblem.ORDER])
        self.assertEqual([problem.kind for problem in wrong.problems], [LineProblem.DATE])
        self.assertFalse(same.remarks)

    def test_other_ways_to_write_a_day(self):
        for typed in (
            "20260131", 20260131, "2026/01/31", "2026.1.31", "31 01 2026", "31/01/2026 00:00", "31/01/2026 12:30:00 AM",
            "46053", "46 053", "46053,00", "2026-01-31T00:00:00.000",
        ):  # fmt: skip
            self.assertDay(typed, "2026-01-31")

    def test_no_days(self):
        for typed in (
            "22-janv", "23 mei", "30 février 2023", "jui 2022", "vers 2019", "Q1 2022", "2019-2021",
            "1/1/2019 - 31/12/2019",
            "12 mei 2", "13/2022", "1850", "99999999", "janvier mars 2022", "12 mei 23 24",
        ):  # fmt: skip
            line = self.read_one(joined=typed)
            self.assertEqual([problem.kind for problem in line.problems], [LineProblem.DATE], typed)

    def test_whole_numbers(self):
        for typed in ("1.000", "1 000", "1\u202f000", "1,000", "1000,00", "1.000,00", "1000.0", 1000, 1000.0):
            self.assertEqual(self.read_one(postcode=typed).texts[Column.POSTCODE], "1000", typed)
        for typed in ("100.000.070", "100,000,070", "100 000 070,00", "100000070.0", "0100000070,00"):
            line = self.read_one(number=typed)
            self.assertEqual((line.number, line.problems), (NUMBERS[0], ()), typed)

    def test_numbers_that_were_shortened(self):
        for typed in ("1,00E+08", "1.00E+08", "4E+08"):
            [problem] = self.read_one(number=typed).problems
            self.assertEqual((problem.column, problem.kind), (Column.NUMBER, LineProblem.SHORTENED), typed)

    def test_errors_of_other_programs(self):
        for typed in ("Err:502", "########", "#n/a", "#N/B", "#VALEUR!", "#NAAM?", "#DEEL/0!"):
            [problem] = self.read_one(joined=typed).problems
            self.assertEqual(problem.kind, LineProblem.ERROR, typed)

    def test_two_rows_of_headers(self):
        good = (NUMBERS[0], "Test Atelier", "1140", "Evere", "C", JOINED, "Test Person")
        lower = ("Numéro", "Nom", "Code postal", "Commune", None, None, "Nom")
        for upper in (
            ("Entreprise", None, "Adresse", None, "Cluster", "Membre depuis", "Contact"),
            ("Entreprise", "Entreprise", "Adresse", "Adresse", "Cluster", "Membre depuis", "Contact"),
        ):
            for above in ((), (("Members of 2026",), ())):
                listing = members_workbook.read_listing(workbook(*above, upper, lower, good, headers=()))
                [line] = listing.lines
                self.assertEqual((line.number, line.name, line.joined), (NUMBERS[0], "Test Atelier", JOINED))
                self.assertEqual((line.texts[Column.POSTCODE], line.texts[Column.CITY]), ("1140", "Evere"))
                self.assertEqual(line.texts[Column.PERSON], "Test Person", "no name of a company")
                self.assertFalse(listing.unread)
                self.assertEqual(listing.headers[Column.POSTCODE], "Adresse | Code postal")

    def test_a_title_over_nothing_is_a_column_of_its_own(self):
        upper = ("Cluster", None, None, "Membre depuis")
        lower = (None, "Nom", "N° BCE", None)
        [line] = members_workbook.read(workbook(lower, ("C", "A", NUMBERS[0], JOINED), headers=upper))
        self.assertEqual((line.texts[Column.CLUSTER], line.name, line.joined), ("C", "A", JOINED))
        self.assertNotEqual((meaning("Contact | Nom") or [None])[0], Column.NAME)

    def test_one_row_of_headers_goes_before_two(self):
        title = ("Entreprises", None, "Adresse")
        good = (NUMBERS[0], "Entreprise", "Name", "1140", "C", JOINED)
        [line] = members_workbook.read(workbook(HEADERS, good, headers=title))
        self.assertEqual((line.name, line.texts[Column.CITY]), ("Entreprise", "Name"))
