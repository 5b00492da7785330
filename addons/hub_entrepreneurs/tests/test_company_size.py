from odoo.exceptions import UserError
from odoo.tests import BaseCase

from ..domain.company_size import LARGE, MEDIUM, MICRO, MILLION, SIZES, SMALL, size_class
from .common import HubCase


class TestSizeClass(BaseCase):
    """The plain function, at each boundary."""

    def test_boundaries(self):
        for staff, turnover, balance, size in (
            (9.99, 2 * MILLION, 0, MICRO),
            (9.99, 2 * MILLION + 1, 0, SMALL),
            (9.99, 0, 2 * MILLION, MICRO),
            (9.99, 0, 2 * MILLION + 1, SMALL),
            (9.99, 90 * MILLION, 2 * MILLION, MICRO),
            (9.99, 2 * MILLION, 90 * MILLION, MICRO),
            (10, 1, 1, SMALL),
            (49.9, 10 * MILLION, 90 * MILLION, SMALL),
            (49.9, 10 * MILLION + 1, 10 * MILLION + 1, MEDIUM),
            (50, 1, 1, MEDIUM),
            (249.9, 50 * MILLION, 90 * MILLION, MEDIUM),
            (249.9, 90 * MILLION, 43 * MILLION, MEDIUM),
            (249.9, 50 * MILLION + 1, 43 * MILLION + 1, LARGE),
            (249.9, 50 * MILLION + 1, 0, LARGE),
            (249.9, 0, 43 * MILLION + 1, LARGE),
            (250, 1, 1, LARGE),
        ):
            with self.subTest(staff=staff, turnover=turnover, balance=balance):
                self.assertEqual(size_class(2025, staff, turnover, balance), size)

    def test_what_is_not_known(self):
        for figures, size in (
            ((None, 5, 1, 1), None),
            ((0, 5, 1, 1), None),
            ((2025, None, None, None), None),
            ((2025, 0, 0, 0), None),
            ((2025, 5, None, None), MICRO),
            ((2025, 49, 0, 0), SMALL),
            ((2025, 250, 0, 0), LARGE),
            ((2025, 0, 1, 0), MICRO),
            ((2025, 0, 3 * MILLION, 0), SMALL),
            ((2025, None, 60 * MILLION, None), LARGE),
        ):
            with self.subTest(figures):
                self.assertEqual(size_class(*figures), size)


class TestCompanySize(HubCase):
    """The size of a company."""

    FIGURES = {"employee_count": 12.5, "turnover": 3 * MILLION, "balance_sheet_total": MILLION, "size_data_year": 2024}

    def test_it_follows_the_figures(self):
        company = self.company.with_user(self.account)
        company.write(self.FIGURES)
        self.assertEqual(company.size_class, SMALL)
        company.employee_count = 8
        self.assertEqual(company.size_class, MICRO)
        company.size_data_year = False
        self.assertFalse(company.size_class)
        self.assertNotIn(company, self.env["res.partner"].search([("size_class", "=", SMALL)]))

    def test_the_choices_are_those_of_the_rule(self):
        self.assertEqual(tuple(dict(self.env["res.partner"]._fields["size_class"].selection)), SIZES)

    def test_the_help_says_what_is_left_out(self):
        description = self.env["res.partner"].fields_get(["size_class"])["size_class"]
        self.assertIn("linked", description["help"])

    def test_it_cannot_be_typed_in(self):
        with self.assertRaisesRegex(UserError, "The size class is computed from the figures"):
            self.company.with_user(self.director).size_class = MICRO
        with self.assertRaisesRegex(UserError, "The size class is computed from the figures"):
            self.env["res.partner"].with_user(self.director).create({"name": "Typed", "size_class": MICRO})
        self.assertFalse(self.company.size_class)

    def test_figures_that_cannot_be(self):
        for field, value, sentence in (
            ("employee_count", -1, "Employees"),
            ("turnover", -1, "Turnover"),
            ("balance_sheet_total", -1, "Balance Sheet Total"),
            ("size_data_year", 24, "year in four digits"),
            ("size_data_year", 20244, "year in four digits"),
        ):
            with self.subTest(field=field, value=value), self.assertRefused("res.partner", sentence):
                self.company[field] = value
                self.company.flush_recordset()
            self.company.invalidate_recordset()

    def test_amounts_are_in_the_money_of_the_agency(self):
        agency = self.env["res.company"].create({"name": "Other", "currency_id": self.env.ref("base.CHF").id})
        self.assertEqual(self.company.size_currency_id, self.env.company.currency_id)
        self.company.company_id = agency
        self.assertEqual(self.company.size_currency_id, agency.currency_id)
