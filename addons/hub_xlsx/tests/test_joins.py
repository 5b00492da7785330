from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..reading.leaf import ACCESS_HOOKS, is_joinable, overrides


@tagged("post_install", "-at_install")
class TestJoins(TransactionCase):
    """With whatever else is installed, linked records are read by joins: where they are not, exports are slow."""

    def test_links_of_contacts_are_read_by_joins(self):
        for name in ("parent_id", "country_id", "state_id", "user_id"):
            with self.subTest(field=name):
                self.assertTrue(is_joinable(self.env["res.partner"], name))

    def test_a_version_that_says_so_does_not_count(self):
        def own(self, *args, **kwargs):
            return self

        country = self.env["res.country"]
        self.assertFalse(overrides(country, ACCESS_HOOKS))
        with patch.object(type(country), "_search", own, create=True):
            self.assertTrue(overrides(country, ACCESS_HOOKS))
            own.is_transparent = True
            self.assertFalse(overrides(country, ACCESS_HOOKS))
