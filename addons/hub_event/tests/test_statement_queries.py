from unittest.mock import patch

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .statement_common import StatementCase


class TestStatementQueries(QueryCountCase, StatementCase):
    """What a screen and a day of statements cost does not grow with the statements."""

    def _create_many(self, count, state="sent"):
        companies = self.env["res.partner"].create(
            [
                {"name": f"Test {state} {rank}", "is_company": True, "email": f"{state}{count}{rank}@example.com"}
                for rank in range(count)
            ]
        )
        companies.user_id = self.account
        statements = self.env["hub.statement"]
        for company in companies:
            statements += self.create_statement("6", company=company, state=state, sent_on=False, token=f"{company.id}")
        return statements

    def test_screens(self):
        statements = self._create_many(12)
        for statement in statements[::2]:
            self.create_answered_baseline(3, statement)
        for view_type in ("list", "kanban", "form"):
            with self.subTest(view_type):
                self._assert_flat(f"hub_event.hub_statement_view_{view_type}", view_type, statements)

    def test_mails(self):
        counts = []
        for number in (3, 40):
            statements = self._create_many(number, "to_send")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            statements._write_to()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5)

    def test_a_day_on_which_nothing_is_due(self):
        counts = []
        for number in (3, 40):
            statements = self._create_many(number)
            for statement in statements:
                self.talk(company=statement.partner_id, days=100)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with patch.object(self.registry["ir.cron"], "_commit_progress", lambda *_args, **_kwargs: 60):
                self.env["hub.statement"]._cron_day()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(statements.mapped("state")), {"sent"})
        self.assertLessEqual(counts[1], counts[0] + 5)
