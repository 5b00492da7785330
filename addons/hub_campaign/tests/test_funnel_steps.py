from odoo.tests import BaseCase

from ..domain import funnel


class TestFunnelSteps(BaseCase):
    def test_a_step_is_reached_by_its_own_day_or_a_later_one(self):
        self.assertEqual(funnel.days_of("won"), ("won_on", "outcome_on"))
        self.assertEqual(funnel.days_of("contacted")[0], "contacted_on")
        self.assertEqual(len(funnel.days_of("contacted")), 5)
        self.assertEqual(funnel.days_of("targeted"), ())
        with self.assertRaises(ValueError):
            funnel.days_of("opened")

    def test_percents(self):
        self.assertEqual(funnel.percent(1, 4), 25)
        self.assertEqual(funnel.percent(3, 0), 0)
        self.assertEqual(funnel.percent(3, 2), 150)
