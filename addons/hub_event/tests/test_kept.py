from odoo.exceptions import UserError

from .common import ActionCase


class TestKept(ActionCase):
    """What actions name is archived, never deleted."""

    def test_plan_and_type(self):
        self.create_action()
        with self.assertRaisesRegex(UserError, "it is in use .*Archive it instead"), self.cr.savepoint():
            self.plan.with_user(self.director).unlink()
        with self.assertRaisesRegex(UserError, "it is in use"), self.cr.savepoint():
            self.fair.with_user(self.director).unlink()

    def test_a_plan_without_actions_goes_with_its_rows(self):
        self.plan.target_ids = [(0, 0, {"action_type_id": self.fair.id})]
        self.plan.with_user(self.director).unlink()
        self.assertFalse(self.plan.exists())

    def test_a_copy_of_a_type_gets_a_code(self):
        self.assertEqual(self.fair.copy().code, "FAIR (copy)")
