from odoo.tests import BaseCase

from ..domain.suppression import DEFAULT_THRESHOLD, step, threshold


class TestSuppression(BaseCase):
    """Numbers that may be shown."""

    def test_threshold(self):
        self.assertEqual(threshold("25"), 25)
        for text in (False, None, "", "0", "1", "-3", "ten"):
            with self.subTest(text):
                self.assertEqual(threshold(text), DEFAULT_THRESHOLD, "nobody switches it off by a slip")

    def test_steps(self):
        self.assertIsNone(step(0, 10), "none is as telling as one")
        self.assertIsNone(step(9, 10))
        self.assertEqual(step(10, 10), (10, 19))
        self.assertEqual(step(19, 10), (10, 19), "one more or less does not show")
        self.assertEqual(step(20, 10), (20, 29))
        self.assertEqual(step(7, 5), (5, 9))
