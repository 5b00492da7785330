from datetime import date

from odoo.tests import BaseCase

from ..domain.ownership import Peak, Share, peak

TODAY = date(2026, 6, 15)


class TestOwnership(BaseCase):
    """Shares over time, without a database."""

    def test_nothing_is_owned(self):
        self.assertEqual(peak([]), Peak(0.0, None, None))
        self.assertEqual(peak([Share(0)]).total, 0)

    def test_shares_that_meet_on_one_day(self):
        shares = [Share(60, date(2025, 1, 1), date(2026, 3, 31)), Share(50, date(2026, 3, 31))]
        self.assertEqual(peak(shares), Peak(110, date(2026, 3, 31), date(2026, 3, 31)), "both days are included")
        self.assertTrue(peak(shares).exceeds_the_whole)

    def test_shares_side_by_side(self):
        shares = [Share(60, date(2025, 1, 1), date(2026, 3, 31)), Share(100, date(2026, 4, 1))]
        self.assertEqual(peak(shares), Peak(100, date(2026, 4, 1), None))
        self.assertFalse(peak(shares).exceeds_the_whole)

    def test_since_always(self):
        shares = [Share(70, None, date(2020, 12, 31)), Share(40, None, None)]
        self.assertEqual(peak(shares), Peak(110, None, date(2020, 12, 31)))
        self.assertEqual(peak(shares).day(TODAY), date(2020, 12, 31), "the day nearest to today on which it was so")
        self.assertEqual(peak([Share(70), Share(40)]).day(TODAY), TODAY)
        self.assertEqual(peak([Share(70), Share(40, date(2030, 1, 1))]).day(TODAY), date(2030, 1, 1))

    def test_thirds_make_a_whole(self):
        self.assertFalse(peak([Share(33.33), Share(33.33), Share(33.34)]).exceeds_the_whole)
        self.assertFalse(peak([Share(0.1)] * 1000).exceeds_the_whole, "rounding adds nothing")
        self.assertTrue(peak([Share(33.34)] * 3).exceeds_the_whole)

    def test_the_first_of_two_peaks(self):
        shares = [Share(90, date(2020, 1, 1), date(2020, 1, 31)), Share(90, date(2021, 1, 1), date(2021, 1, 31))]
        self.assertEqual(peak(shares).start, date(2020, 1, 1))
