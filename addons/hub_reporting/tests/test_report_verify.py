from odoo.tools import SQL

from .report_common import ReportCase


class TestReportVerify(ReportCase):
    """Whoever changes a number or a list of a run past Odoo is found out."""

    def setUp(self):
        super().setUp()
        self.talk(channel="phone")
        self.talk(company=self.other_company, channel="office")
        self.run = self.run_report()

    def is_changed(self, statement):
        """Tell whether the run is genuine no more after a statement, which is taken back."""
        self.assertTrue(self.run._is_genuine())
        with self.cr.savepoint(flush=False) as savepoint:
            self.env.cr.execute(statement)
            self.env.invalidate_all()
            changed = not self.run._is_genuine()
            savepoint.rollback()
        self.env.invalidate_all()
        return changed

    def test_nothing_has_changed(self):
        action = self.run.action_verify()
        self.assertEqual(action["params"]["type"], "success")
        self.assertIn(self.run.digest, action["params"]["message"])

    def test_a_number(self):
        cell = self.cell(self.run)
        for column, value in (("value", 412), ("units", 9), ("facts", 9), ("is_known", False), ("key", '["x"]')):
            with self.subTest(column):
                self.assertTrue(
                    self.is_changed(
                        SQL("UPDATE hub_report_cell SET %s = %s WHERE id = %s", SQL.identifier(column), value, cell.id)
                    )
                )

    def test_a_list(self):
        cell = self.cell(self.run)
        for statement in (
            SQL("UPDATE hub_report_cell_fact SET value = 2 WHERE list_id = %s", cell.id),
            SQL("UPDATE hub_report_cell_fact SET is_reference = TRUE WHERE list_id = %s", cell.id),
            SQL("UPDATE hub_report_cell_fact SET sign = 'x' WHERE list_id = %s", cell.id),
            SQL("UPDATE hub_report_cell_fact SET places = '[]' WHERE list_id = %s", cell.id),
            SQL("UPDATE hub_report_cell_fact SET places = places - 0 WHERE list_id = %s", cell.id),
            SQL("DELETE FROM hub_report_cell_fact WHERE list_id = %s", cell.id),
            SQL("DELETE FROM hub_report_cell WHERE id = %s", self.cell(self.run, "Phone").id),
        ):
            self.assertTrue(self.is_changed(statement))

    def test_the_days_and_the_digest(self):
        for statement in (
            SQL("UPDATE hub_report_run SET period_end = '2025-11-30' WHERE id = %s", self.run.id),
            SQL("UPDATE hub_report_run SET digest = 'x' WHERE id = %s", self.run.id),
        ):
            self.assertTrue(self.is_changed(statement))

    def test_it_is_told(self):
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_report_cell SET value = 412 WHERE id = %s", self.cell(self.run).id))
        self.env.invalidate_all()
        action = self.run.with_user(self.account).action_verify()
        self.assertEqual(action["params"]["type"], "danger")
        self.assertIn("tell an administrator", action["params"]["message"])

    def test_who_is_erased_changes_nothing(self):
        self.env["hub.report.cell.fact"].sudo()._forget(self.company)
        self.assertTrue(self.run._is_genuine())
