from datetime import timedelta

from odoo import fields

from .statement_common import StatementCase


class TestStatementStates(StatementCase):
    """Each state of a statement stays what it is, whoever comes late."""

    def test_a_no_after_an_answer(self):
        """The page of an old tab still has the button."""
        statement = self.create_statement()
        statement._answer({"jobs": 3}, "link")
        statement._refuse()
        self.assertEqual((statement.state, statement.jobs), ("answered", 3))
        for state in ("not_needed", "expired"):
            other = self.create_statement(service=self.other_service, state=state)
            other._refuse()
            self.assertEqual(other.state, state)
            other.unlink()

    def test_a_correction_takes_no_more_time(self):
        """Else each correction would allow another one, for good."""
        statement = self.create_statement()
        statement._answer({"jobs": 3}, "link")
        first = fields.Datetime.now() - timedelta(days=13)
        statement.answered_at = first
        statement._answer({"jobs": 4}, "link")
        self.assertEqual((statement.jobs, statement.answered_at), (4, first))
        statement.answered_at = first - timedelta(days=1)
        self.assertEqual(statement._get_standing(), "answered")

    def test_what_is_cancelled_is_asked_no_more(self):
        statement = self.create_statement(state="to_send", sent_on=False, contact_id=self.person.id)
        statement._write_to()
        mail = statement.mail_id
        self.assertEqual(mail.state, "outgoing")
        called = self.create_statement(service=self.other_service)
        called._ask_by_phone()
        self.assertTrue(called.activity_ids)
        (statement + called).with_user(self.director).action_cancel()
        self.assertFalse(mail.exists(), "what has not gone out is taken back")
        self.assertFalse(called.activity_ids)
        self.assertEqual(set((statement + called).mapped("state")), {"not_needed"})
        self.assertEqual(statement._get_standing(), "closed")
