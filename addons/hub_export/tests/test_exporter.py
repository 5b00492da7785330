from odoo.tests import BaseCase

from ..domain.exporter import Market, exported_kinds, exporter_status, present

FR, DE = 1, 2


def rows(*markets):
    """Return markets from tuples (country, kind, status, year, amount), of which the last ones may be left out."""
    return [Market(*market) for market in markets]


class TestExporter(BaseCase):
    """The plain functions."""

    def test_status(self):
        three_years = [(FR, "goods", "exporting", year) for year in (2023, 2024, 2025)]
        cases = {
            "nothing": ([], "never"),
            "only plans": ([(FR, "goods", "exploring", 2024), (DE, "goods", "entering")], "never"),
            "an amount tells, whatever the status": ([(FR, "goods", "entering", 2024, 100)], "occasional"),
            "stopped: it once sold": ([(FR, "goods", "stopped")], "occasional"),
            "exports, nobody knows since when": ([(FR, "goods", "exporting")], "occasional"),
            "two years": (three_years[1:], "occasional"),
            "three years": (three_years, "regular"),
            "in any order": (three_years[::-1], "regular"),
            "a year is missing": ([three_years[0], three_years[2], (FR, "goods", "exporting", 2022)], "occasional"),
            "three years in different markets": (
                [
                    (FR, "goods", "exporting", 2023),
                    (DE, "services", "entering", 2024, 5),
                    (FR, "goods", "exporting", 2025),
                ],
                "regular",
            ),
            "three years, then it stopped everywhere": ([*three_years, (FR, "goods", "stopped", 2026)], "occasional"),
            "three years, then it stopped there, without a year": (
                [*three_years, (FR, "goods", "stopped")],
                "occasional",
            ),
            "it sells elsewhere now": ([*three_years, (FR, "goods", "stopped"), (DE, "goods", "exporting")], "regular"),
            "three years long ago, then one": ([*three_years, (FR, "goods", "exporting", 2027)], "occasional"),
            "a plan for next year changes nothing": ([*three_years, (DE, "goods", "exploring", 2026)], "regular"),
            "the present row has no year": ([*three_years, (FR, "goods", "exporting")], "regular"),
        }
        for name, (markets, status) in cases.items():
            with self.subTest(name):
                self.assertEqual(exporter_status(rows(*markets)), status)

    def test_any_iterable(self):
        self.assertEqual(exporter_status(iter(rows((FR, "goods", "exporting")))), "occasional")

    def test_present(self):
        old, new, services, now = rows(
            (FR, "goods", "exploring", 2023),
            (FR, "goods", "exporting", 2024),
            (FR, "services", "entering", 2020),
            (DE, "goods", "stopped"),
        )
        coming = Market(DE, "goods", "exporting", 2027)
        self.assertEqual(present([old, new, services, coming, now]), [new, services, now], "no year: it is so now")

    def test_two_sections_in_the_newest_year_are_both_present(self):
        textiles, shoes = rows((FR, "goods", "exporting", 2024), (FR, "goods", "exploring", 2024))
        self.assertEqual(present([textiles, shoes]), [textiles, shoes])
        self.assertEqual(exported_kinds([textiles, shoes]), {"goods": True})

    def test_kinds(self):
        self.assertEqual(exported_kinds([]), {})
        self.assertEqual(
            exported_kinds(rows((FR, "goods", "exporting", 2023), (FR, "goods", "stopped", 2024))), {"goods": False}
        )
        self.assertEqual(
            exported_kinds(
                rows((FR, "goods", "stopped", 2024), (DE, "goods", "exporting"), (DE, "services", "entering"))
            ),
            {"goods": True, "services": False},
        )
