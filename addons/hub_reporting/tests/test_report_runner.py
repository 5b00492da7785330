from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command, api
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

_LOGGER = "odoo.addons.hub_xlsx.models.hub_job_mixin"


@tagged("post_install", "-at_install")
class TestReportRunner(TransactionCase):
    """Counting in the background, in real transactions: what is committed here is removed at the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            user = new_test_user(env, login="hub_runner", groups="hub_entrepreneurs.group_hub_analyst")
            indicators = env["hub.indicator"].create(
                [{"name": f"Runner {rank}", "code": f"TESTRUNNER{rank}", "unit": "company"} for rank in range(2)]
            )
            versions = env["hub.indicator.version"].create([
                {
                    "indicator_id": indicator.id, "definition": "Companies.",
                    "source_ids": [Command.create({"fact_kind": "support"})],
                }
                for indicator in indicators
            ])  # fmt: skip
            lines = [Command.create({"indicator_id": indicator.id}) for indicator in indicators]
            report = env["hub.report"].create({"name": "Runner", "line_ids": lines})
            cls.user_id, cls.partner_id = user.id, user.partner_id.id
            cls.indicator_ids, cls.version_id, cls.report_id = indicators.ids, versions[0].id, report.id
        cls.addClassCleanup(cls.remove_all)

    @classmethod
    def remove_all(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["hub.report"].browse(cls.report_id).unlink()
            env["hub.indicator"].browse(cls.indicator_ids).unlink()
            env["res.users"].browse(cls.user_id).unlink()
            env["res.partner"].browse(cls.partner_id).unlink()

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.user_id, {})
            values = {"report_id": self.report_id, "period_start": "2025-01-01", "period_end": "2025-12-31"}
            self.run_id = env["hub.report.run"].create(values).id
        self.addCleanup(self.remove_run)

    def remove_run(self):
        with self.registry.cursor() as cr:
            # A run that is done stays, but in a test.
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            env["hub.report.run"].search([("report_id", "=", self.report_id)])._drop_cells()
            cr.execute(SQL("DELETE FROM hub_report_run WHERE report_id = %s", self.report_id))
            cron = env.ref("hub_reporting.ir_cron_report_runs")
            env["ir.cron.trigger"].search([("cron_id", "=", cron.id)]).unlink()

    @contextmanager
    def started(self):
        """The run in a transaction of its own."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, api.SUPERUSER_ID, {})["hub.report.run"].browse(self.run_id)

    def run_cron(self):
        with self.started() as run:
            run._cron_run()

    @contextmanager
    def meanwhile(self, happens):
        """Let something happen while the first figure is counted."""
        runs = self.registry["hub.report.run"]
        count_version = runs._count_version

        def counted(run, version, lines):
            count_version(run, version, lines)
            happens()

        with patch.object(runs, "_count_version", counted):
            yield

    def assert_no_figures(self, **values):
        with self.started() as run:
            self.assertRecordValues(run, [{"digest": False, "version_ids": [], **values}])
            run.env.cr.execute(SQL("SELECT 1 FROM hub_report_cell WHERE run_id = %s", run.id))
            self.assertFalse(run.env.cr.fetchall())

    def test_it_is_counted_in_the_background(self):
        with self.started() as run:
            self.assertEqual((run.state, run.progress), ("waiting", 0))
            self.assertTrue(run.env["ir.cron.trigger"].search_count([]))
        self.run_cron()
        with self.started() as run:
            self.assertRecordValues(run, [{"state": "done", "attempts": 1, "figures_done": 2, "progress": 100}])
            self.assertEqual(len(run.cell_ids), 2)
            self.assertTrue(run.digest)

    def test_a_cancel_half_way_leaves_nothing(self):
        def cancel():
            with self.started() as run:
                run.with_user(self.user_id).action_cancel()

        with self.meanwhile(cancel), self.assertLogs(_LOGGER):
            self.run_cron()
        self.assert_no_figures(state="cancelled")

    def test_a_definition_does_not_change_meanwhile(self):
        def change():
            with self.started() as run, self.assertRaisesRegex(Exception, "in use"):
                run.env["hub.indicator.version"].browse(self.version_id).counted = "record"

        with self.meanwhile(change):
            self.run_cron()
        with self.started() as run:
            self.assertEqual(run.state, "done", run.error)

    def test_what_goes_wrong_is_told_and_leaves_nothing(self):
        with self.started() as run:
            run.user_id.active = False
        self.addCleanup(self.back)
        self.run_cron()
        self.assert_no_figures(state="failed", attempts=1)
        with self.started() as run:
            self.assertIn("may not count for this agency any more", run.error)

    def back(self):
        with self.started() as run:
            run.env["res.users"].browse(self.user_id).active = True

    def test_a_fault_of_the_program_is_told_in_a_sentence(self):
        def fail():
            raise ZeroDivisionError

        with self.meanwhile(fail), mute_logger(_LOGGER):
            self.run_cron()
        self.assert_no_figures(
            state="failed",
            error="The server could not count this report. Ask an administrator to "
            "read the reason in the server's log.",
        )

    def test_only_one_process_counts_it(self):
        with self.started() as elsewhere:
            self.assertTrue(elsewhere._lock())
            self.run_cron()
            with self.started() as run:
                self.assertEqual((run.state, run.attempts), ("waiting", 0))
        self.run_cron()
        with self.started() as run:
            self.assertEqual(run.state, "done")

    def test_what_was_interrupted_begins_again_and_not_for_ever(self):
        with self.started() as run:
            run.write({"state": "running", "attempts": 1})
        self.run_cron()
        with self.started() as run:
            self.assertEqual((run.state, run.attempts), ("done", 2))
        self.remove_run()
        self.setUp()
        with self.started() as run:
            run.write({"state": "running", "attempts": 3})
        self.run_cron()
        self.assert_no_figures(state="failed")
