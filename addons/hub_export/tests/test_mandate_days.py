import doctest
from datetime import date

from odoo.tests import BaseCase

from ..domain import mandate_days
from ..domain.mandate_days import Days, without

JANUARY, FEBRUARY, MARCH = (
    Days(date(2026, month, 1), date(2026, month, last)) for month, last in enumerate((31, 28, 31), 1)
)
EVER = Days(date(2020, 1, 1), None)


class TestMandateDays(BaseCase):
    """What is left of a period."""

    def test_periods_that_meet(self):
        self.assertTrue(JANUARY.meets(EVER))
        self.assertTrue(EVER.meets(MARCH))
        self.assertTrue(JANUARY.meets(Days(date(2026, 1, 31), None)), "the last day is included")
        self.assertFalse(JANUARY.meets(FEBRUARY))
        self.assertFalse(Days(date(2026, 2, 1), None).meets(JANUARY))

    def test_nothing_else_leaves_all(self):
        self.assertEqual(without(JANUARY, []), [JANUARY])
        self.assertEqual(without(JANUARY, [FEBRUARY, MARCH]), [JANUARY])

    def test_covered_days_go(self):
        self.assertEqual(without(JANUARY, [EVER]), [])
        self.assertEqual(without(JANUARY, [Days(date(2026, 1, 10), None)]), [Days(date(2026, 1, 1), date(2026, 1, 9))])
        self.assertEqual(
            without(JANUARY, [Days(date(2025, 1, 1), date(2026, 1, 30))]), [Days(date(2026, 1, 31), date(2026, 1, 31))]
        )

    def test_several_leave_what_lies_between(self):
        self.assertEqual(
            without(EVER, [MARCH, JANUARY]),
            [Days(date(2020, 1, 1), date(2025, 12, 31)), FEBRUARY, Days(date(2026, 4, 1), None)],
        )

    def test_examples_in_the_text(self):
        self.assertEqual(doctest.testmod(mandate_days).failed, 0)
