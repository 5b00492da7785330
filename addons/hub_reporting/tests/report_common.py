from datetime import timedelta

from odoo import Command
from odoo.tools import SQL

from .indicator_common import IndicatorCase


def count(run):
    """Count a run in this transaction, as its user would, and return it."""
    job = run.sudo()
    attempt = job._begin()
    assert attempt, job.error
    job._finish(attempt, job._count_for_user(attempt, apart=lambda change: change(job)))
    run.env.flush_all()
    return run


def let_time_pass(run):
    """Move a run, and all that was entered before, into the past: one transaction has one moment."""
    run.env.flush_all()
    past = SQL("UPDATE hub_report_run SET counted_on = counted_on - INTERVAL '1 day' WHERE id = %s", run.id)
    run.env.cr.execute(past)
    run.env.cr.execute(
        SQL(
            "UPDATE hub_interaction SET create_date = create_date - INTERVAL '2 days' WHERE create_date > %s",
            run.env.cr.now() - timedelta(days=1),
        )
    )
    run.env.invalidate_all()


class ReportCase(IndicatorCase):
    """A report of companies in contact, in total and by channel, for the analyst."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third_company = cls.env["res.partner"].create({"name": "Test Loom", "is_company": True})
        cls.version.source_ids.domain = repr(
            [("partner_id", "in", (cls.company + cls.other_company + cls.third_company).ids)]
        )
        cls.report = cls.env["hub.report"].create(
            {
                "name": "Test Report",
                "line_ids": [Command.create({"indicator_id": cls.indicator.id, "breakdown_id": cls.by_channel.id})],
            }
        )

    def begin(self, user=None, report=None, **values):
        """Return a run that waits, as a user begins it."""
        runs = self.env["hub.report.run"].with_user(user or self.analyst)
        start, end = self.period
        report = report or self.report
        return runs.create({"report_id": report.id, "period_start": start, "period_end": end, **values})

    def count(self, run):
        return count(run)

    def run_report(self, **values):
        return self.count(self.begin(**values))

    def cell(self, run, where="Total"):
        return run.cell_ids.filtered(lambda cell: cell.name == where)

    def let_time_pass(self, run):
        let_time_pass(run)

    def causes(self, cell):
        """Return what each cause has changed, once it is sure that they add up to the difference."""
        drift, _records = cell._explain()
        self.assertAlmostEqual(drift.given, cell.value)
        self.assertAlmostEqual(sum(part.difference for part in drift.parts), drift.today - drift.given)
        return {part.cause: part.difference for part in drift.parts}
