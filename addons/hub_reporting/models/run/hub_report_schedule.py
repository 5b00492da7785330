from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns


class HubReport(models.Model):
    """A report that is run by itself, once for each period that is over.

    1. It is counted for the responsible, and only as long as he or she may count.
    2. The database refuses a second run of the schedule for the same period.
    3. When it is done, its readers are told where it is, and never get a file: who may not read it any more is left
       out, and the responsible is told who. Where the responsible has left, directors are told instead.
    4. A run that failed is told of, and not begun again. Whoever deletes it has it begun once more.
    """

    _inherit = "hub.report"

    schedule = fields.Selection(
        [("none", "By Hand"), ("period", "Once Each Period Is Over")],
        "Is Run",
        required=True,
        default="none",
        copy=False,
        tracking=True,
        help="By itself it is run once for each year, quarter or month, as soon as that is over; at first for the last "
        "one.",
    )
    schedule_days = fields.Integer(
        "After So Many Days", default=5, aggregator=None, tracking=True, help="So that what is entered late counts."
    )
    user_id = fields.Many2one(
        "res.users", "Responsible", index="btree_not_null", ondelete="restrict", copy=False, tracking=True,
        default=lambda self: self.env.uid != SUPERUSER_ID and self.env.uid, domain=[("share", "=", False)],
        help="Runs by themselves count what this user may read.",
    )  # fmt: skip
    reader_ids = fields.Many2many(
        "res.users", string="Readers", copy=False, domain=[("share", "=", False)],
        help="They get a message with a link once a run that began by itself is done.",
    )  # fmt: skip

    _schedule_days_range = models.Constraint(
        "CHECK (schedule_days BETWEEN 0 AND 300)", "After So Many Days: enter a number of days from 0 to 300."
    )

    @api.constrains("schedule", "user_id")
    def _check_schedule(self):
        for report in self:
            if report.schedule != "none" and not report.user_id:
                raise ValidationError(
                    self.env._("Responsible: choose for whom “%s” is counted, or run it by hand.", report.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        reports = super().create(vals_list)
        # Defaults of the context choose as well.
        for report in reports:
            self._check_responsible({"user_id": report.user_id.id})
        return reports

    def write(self, vals):
        self._check_responsible(vals)
        return super().write(vals)

    @api.model
    def _check_responsible(self, vals):
        """Refuse that somebody has figures counted in the name of a colleague, unless a director says so."""
        chosen = vals.get("user_id")
        if chosen and chosen != self.env.uid and not self.env.su and not self.env.user.has_group(DIRECTOR):
            raise AccessError(
                self.env._("Responsible: choose yourself. Ask a director if a colleague is to be responsible.")
            )

    @api.model
    def _cron_start(self):
        """Begin the runs of the periods that are over, as long as the scheduler gives time."""
        reports = self.search([("schedule", "=", "period"), ("line_ids", "!=", False)], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(reports))
        for report in reports:
            report._start_scheduled()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _start_scheduled(self):
        """Begin the run of the last period that is over long enough, unless it was begun before; return it."""
        self.ensure_one()
        take_turns(self)
        period = self._get_period(today(self.env) - timedelta(days=self.schedule_days))
        runs = self.env["hub.report.run"]
        values = {"report_id": self.id, "period_start": period.start, "period_end": period.end, "is_scheduled": True}
        if runs.search_count([(name, "=", value) for name, value in values.items()], limit=1):
            return runs
        return runs.create({**values, "user_id": self.user_id.id})
