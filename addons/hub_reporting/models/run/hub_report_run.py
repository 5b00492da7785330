from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.hub_entrepreneurs.domain.days import day_after
from odoo.addons.hub_xlsx.models.hub_job_mixin import OPEN

from ...domain.figures import Period, months_of

# What whoever begins a run says; everything else is noted.
_ASKED = frozenset({"report_id", "period_start", "period_end"})


class HubReportRun(models.Model):
    """The figures of a report as they were given: counted once, in the background, and never changed again.

    A run counts what its user may read, in the agency of its report, by the versions that are in force on the last day
    of the period, or that the programme of the report has chosen. These versions are frozen as soon as it begins. Its
    cells are seen once it is done: half a run is none.

    Its :attr:`digest` is the SHA-256 of what it says, as JSON in one order: its days, each cell with its version, keys
    and value, and a digest of each list. A list is made of facts: each stands by the sign of its unit, a hash of the
    unit's number and a secret of the report, with what it adds and the cells in which it stands. So the same content
    has the same digest in every run of the report, and it holds when a person or sole trader is erased: the number
    goes, the sign and what it adds stay, and the unit still counts once. Whose it was can't be worked out without the
    secret, which nobody may read. The record and the day of a fact, which Explain needs, are not signed: they go with
    the number.
    """

    _name = "hub.report.run"
    _description = "Run of a Report"
    _inherit = ["hub.computed.only.mixin", "hub.job.mixin", "hub.pointing.mixin"]
    _order = "id desc"
    _job_cron = "hub_reporting.ir_cron_report_runs"

    report_id = fields.Many2one("hub.report", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True)
    period_start = fields.Date("First Day", required=True)
    period_end = fields.Date("Last Day", required=True)
    programme_id = fields.Many2one("hub.programme", readonly=True, index="btree_not_null", ondelete="restrict")
    period_kind = fields.Selection(lambda self: self._get_options("period_kind"), "Per", readonly=True)
    comparison = fields.Selection(lambda self: self._get_options("comparison"), "Compared With", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Counted For", required=True, readonly=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user, help="What this user may read has been counted.",
    )  # fmt: skip
    figures_done = fields.Integer(readonly=True, aggregator=None)
    figures_total = fields.Integer(readonly=True, aggregator=None)
    progress = fields.Integer("Progress (%)", compute="_compute_progress")
    counted_on = fields.Datetime(readonly=True, help="The moment whose records have been counted.")
    digest = fields.Char(
        readonly=True, help="The same content has the same digest: a workbook that carries it tells what this run says."
    )
    version_ids = fields.Many2many("hub.indicator.version", string="Definitions", readonly=True)
    cell_ids = fields.One2many("hub.report.cell", "run_id", "Figures", readonly=True)

    _period_in_order = models.Constraint(
        "CHECK (period_start <= period_end)", "Period: it ends before it starts. Correct one of the two days."
    )

    @api.model
    def _get_options(self, name):
        return self.env["hub.report"]._fields[name]._description_selection(self.env)

    @api.depends_context("lang")
    @api.depends("report_id.name", "period_start", "period_end")
    def _compute_display_name(self):
        for run in self:
            days = (run.period_start, run.period_end)
            period = " – ".join(format_date(run.env, day) for day in days if day)
            run.display_name = ", ".join(filter(None, (run.report_id.display_name, period)))

    @api.depends("state", "figures_done", "figures_total")
    def _compute_progress(self):
        for run in self:
            percent = 100 * run.figures_done // run.figures_total if run.figures_total else 0
            run.progress = 100 if run.state == "done" else min(percent, 99)

    @api.model_create_multi
    def create(self, vals_list):
        """Begin runs for the calling user: they are counted in the background."""
        if not self.env.su:
            self.check_access("create")
            self._check_pointed_to(vals_list)
            for vals in vals_list:
                self._refuse_typed(vals.keys() - _ASKED, "create")
        reports = self.env["hub.report"].browse([vals.get("report_id") for vals in vals_list])
        # As superuser: what is noted of a run is nobody's to type.
        runs = super(HubReportRun, self.sudo()).create(
            [
                {
                    "user_id": self.env.uid,
                    **vals,
                    "company_id": report.company_id.id,
                    "programme_id": report.programme_id.id,
                    "period_kind": report.period_kind,
                    "comparison": report.comparison,
                    "figures_total": len(report.line_ids),
                }
                for vals, report in zip(vals_list, reports, strict=True)
            ]
        )
        for run in runs:
            if not run.report_id.line_ids:
                raise UserError(self.env._("“%s” has no figures. Add indicators to it first.", run.report_id.name))
            if Period(run.period_start, run.period_end).is_too_long:
                raise UserError(self.env._("Period: it is longer than a hundred years. Correct one of the two days."))
        runs._wake_runner()
        return runs.with_env(self.env)

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            self._refuse_change()
        self.filtered(lambda run: run.state == "done")._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        self.filtered(lambda run: run.state in ("running", "done"))._refuse_change()
        # What an attempt has left goes as well: facts have no foreign key that would take them along.
        self._drop_cells()

    def _refuse_change(self):
        for run in self:
            raise UserError(
                self.env._(
                    "“%s” stays as it is: figures that were given can be looked up. Run the report once more instead.",
                    run.display_name,
                )
            )

    def copy_data(self, default=None):
        self._refuse_change()
        return super().copy_data(default)

    def _get_period(self):
        self.ensure_one()
        return Period(self.period_start, self.period_end)

    def _get_months_back(self):
        """Return how many months before the period the one that it is compared with begins; None for no comparison.

        The period before is as many years, quarters or months earlier as the run is long: no day lies in both.
        """
        if self.comparison == "year":
            return 12
        if self.comparison == "period":
            kind = {"year": 12, "quarter": 3, "month": 1}[self.period_kind]
            return -(-months_of(self._get_period()) // kind) * kind
        return None

    def _get_period_before(self):
        """Return the period that this one is compared with, or None."""
        months = self._get_months_back()
        if not months:
            return None
        back = relativedelta(months=months)
        # The last day of a month stays one.
        after = day_after(self.period_end)
        return Period(self.period_start - back, after - back - relativedelta(days=1))

    def _get_part(self):
        """Return the domain of the facts that the report asks about."""
        return [("programme_id", "=", self.programme_id.id)] if self.programme_id else []

    def _get_versions(self, indicators):
        """Return the version by which each of these indicators is counted, by the id of the indicator."""
        pinned = {row.indicator_id.id: row.version_id for row in self.programme_id.indicator_ids}
        versions = indicators._get_versions_on(self.period_end) | pinned
        for indicator in indicators:
            if indicator.id not in versions:
                raise UserError(
                    self.env._(
                        "“%(figure)s” has no definition for %(day)s. Add a version that is in force on that day, or "
                        "take the figure out of the report.",
                        figure=indicator.display_name,
                        day=format_date(self.env, self.period_end),
                    )
                )
        return versions

    def action_begin(self):
        """Begin: saving the page has put the run into the line."""

    def action_cancel(self):
        """Stop; the runner notices at its next figure."""
        self.check_access("unlink")
        # As superuser: what is noted of a run is nobody's to type.
        self.sudo().filtered(lambda run: run.state in OPEN)._end("cancelled")

    def action_open_cells(self):
        """Open the figures as a list of their own."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_reporting.hub_report_cell_action")
        return {**action, "display_name": self.display_name, "domain": [("run_id", "=", self.id)]}
