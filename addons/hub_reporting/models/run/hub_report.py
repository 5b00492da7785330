from datetime import timedelta
from secrets import token_hex

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.dates import today

from ...domain.figures import Period, intervals


class HubReport(models.Model):
    """Which figures the agency gives, period after period: indicators, each by its breakdowns."""

    _name = "hub.report"
    _description = "Report"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "mail.thread"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, default=lambda self: self.env.company, tracking=True
    )
    programme_id = fields.Many2one(
        "hub.programme", index="btree_not_null", ondelete="restrict", tracking=True,
        help="Only what this programme paid for, by the definitions that it has chosen.",
    )  # fmt: skip
    period_kind = fields.Selection(
        [("year", "Year"), ("quarter", "Quarter"), ("month", "Month")],
        "Per",
        required=True,
        default="year",
        tracking=True,
    )
    comparison = fields.Selection(
        [("none", "With Nothing"), ("period", "Period Before"), ("year", "Year Before")],
        "Compared With",
        required=True,
        default="none",
        tracking=True,
    )
    line_ids = fields.One2many("hub.report.line", "report_id", "Figures", copy=True)
    run_ids = fields.One2many("hub.report.run", "report_id", "Runs")
    run_count = fields.Integer("Runs Made", compute="_compute_run_count")
    # What the signs of counted units are made with; whoever knew it could try ids one by one.
    secret = fields.Char(readonly=True, copy=False, groups=NO_ACCESS)

    def _compute_run_count(self):
        runs = dict(self.env["hub.report.run"]._read_group([("report_id", "in", self.ids)], ["report_id"], ["__count"]))
        for report in self:
            report.run_count = runs.get(report._origin, 0)

    @api.model_create_multi
    def create(self, vals_list):
        reports = super().create([{name: vals[name] for name in vals if name != "secret"} for vals in vals_list])
        # As superuser: nobody chooses the secret.
        for report in reports.sudo():
            report.secret = token_hex(32)
        return reports

    def write(self, vals):
        moved = "company_id" in vals and self.filtered(lambda report: report.company_id.id != vals["company_id"])
        # As superuser: runs of another agency count as well.
        if moved and moved.sudo().run_ids:
            raise UserError(
                self.env._("Agency: the report has runs, which belong to this agency. Duplicate the report instead.")
            )
        return super().write(vals)

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        return [
            {**vals, "name": self.env._("%s (copy)", report.name)} for report, vals in zip(self, vals_list, strict=True)
        ]

    def _get_period(self, day):
        """Return the last period of the kind of this report that is over before a day."""
        last = day.replace(day=1) - timedelta(days=1)
        first = last.replace(year=last.year - 2, month=1, day=1)
        return [each for each in intervals(Period(first, day), self.period_kind) if each.end < day][-1]

    def action_new_run(self):
        """Open a new run of the period that is over last; it is counted once it is saved."""
        self.ensure_one()
        period = self._get_period(today(self.env))
        return {
            **open_window(self.env, "hub_reporting.hub_report_run_action", views=[(False, "form")]),
            "context": {
                "default_report_id": self.id,
                "default_period_start": period.start,
                "default_period_end": period.end,
            },
        }

    def action_open_runs(self):
        """Open the runs of the report."""
        self.ensure_one()
        return open_window(
            self.env,
            "hub_reporting.hub_report_run_action",
            domain=[("report_id", "=", self.id)],
            context={"default_report_id": self.id},
        )
