from odoo.exceptions import UserError
from odoo.tests import Form

from .statement_common import StatementCase


class TestStatementPhone(StatementCase):
    """An account manager notes on the phone what the page would have asked."""

    def _open(self, statement, user=None):
        action = statement.with_user(user or self.account).action_note()
        return Form(self.env[action["res_model"]].with_user(user or self.account).with_context(**action["context"]))

    def test_noted(self):
        statement = self.create_statement("6", state="to_call")
        self.create_answered_baseline(3, statement)
        dialog = self._open(statement)
        self.assertEqual(dialog.jobs, 3, "filled in with the last answer")
        dialog.jobs = 4
        dialog.without_support = "nothing"
        dialog.save().action_save()
        self.assertEqual(
            (statement.state, statement.answered_by, statement.answered_by_id), ("answered", "phone", self.account)
        )
        self.assertEqual((statement.outcome_ids.value, statement.outcome_ids.user_id), (1, self.account))

    def test_the_reminder_asks_and_ends(self):
        statement = self.create_statement()
        statement._ask_by_phone()
        activity = statement.activity_ids
        self.assertEqual(activity.user_id, self.account)
        action = activity.with_user(self.account).action_done()
        self.assertEqual(action["res_model"], "hub.statement.phone")
        statement._ask_by_phone()
        dialog = self._open(statement)
        dialog.jobs = 1
        dialog.save().action_save()
        self.assertFalse(statement.activity_ids)

    def test_somebody_answered_meanwhile(self):
        statement = self.create_statement()
        dialog = self._open(statement)
        dialog.jobs = 9
        dialog = dialog.save()
        statement._answer({"jobs": 3}, "link")
        with self.assertRaisesRegex(UserError, "Somebody answered meanwhile"):
            dialog.action_save()
        self.assertEqual(statement.jobs, 3)

    def test_a_no_on_the_phone(self):
        statement = self.create_statement(state="to_call")
        dialog = self._open(statement)
        dialog.refuses = True
        dialog.save().action_save()
        self.assertEqual(statement.state, "refused")

    def test_a_closed_statement_is_not_noted(self):
        statement = self.create_statement(state="expired")
        with self.assertRaisesRegex(UserError, "closed"):
            statement.with_user(self.account).action_note()
