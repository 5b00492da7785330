from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.domain.limits import FIRST_DAY
from odoo.addons.hub_entrepreneurs.tools.dates import today

from ...domain.figures import Period


class HubProgrammeIndicator(models.Model):
    """What a programme promised to reach, by the definition that was in force when it was granted.

    A later version of the indicator reaches it only where somebody chooses it here; who did, when, and what was there
    before stands below the form.
    """

    _name = "hub.programme.indicator"
    _description = "Indicator of a Programme"
    _inherit = ["hub.owned.mixin", "hub.computed.only.mixin", "hub.named.mixin", "mail.thread"]
    _owner_fields = ("programme_id",)
    _order = "programme_id, sequence, id"
    _named_by = ("programme_id", "version_id")
    _rec_names_search = ["programme_id", "version_id"]

    programme_id = fields.Many2one("hub.programme", required=True, index=True, ondelete="cascade", tracking=True)
    sequence = fields.Integer(default=10)
    version_id = fields.Many2one(
        "hub.indicator.version", "Definition", required=True, index=True, ondelete="restrict", tracking=True
    )
    indicator_id = fields.Many2one(related="version_id.indicator_id", store=True, index=True)
    unit = fields.Selection(related="version_id.unit")
    definition = fields.Text("Definition in Words", related="version_id.definition")
    later_version_id = fields.Many2one(
        "hub.indicator.version", "Later Definition", compute="_compute_later_version_id",
        help="Another definition is in force today. It counts for this programme once somebody chooses it.",
    )  # fmt: skip
    baseline = fields.Float(aggregator=None, tracking=True, help="What there was before the programme.")
    target = fields.Float(aggregator=None, tracking=True)
    date_due = fields.Date("Due On", tracking=True, help="Empty: the last day of the programme.")
    achieved = fields.Float(
        compute="_compute_achieved", help="From the first day of the programme until today, or until it is due."
    )
    is_measured = fields.Boolean("Known", compute="_compute_achieved")
    progress = fields.Float(
        "Progress (%)", compute="_compute_achieved", help="How far it is on the way from the baseline to the target."
    )

    _indicator_uniq = models.UniqueIndex(
        "(programme_id, indicator_id)",
        "Definition: this programme has this indicator already. Change the definition in that row.",
    )

    @api.constrains("target", "version_id")
    def _check_unit(self):
        for row in self:
            if row.target and not row.unit:
                raise ValidationError(
                    self.env._(
                        "Target: “%s” has no unit, so nobody knows what is promised. Give the indicator a unit first.",
                        row.version_id.indicator_id.display_name,
                    )
                )

    @api.constrains("date_due", "programme_id")
    def _check_due(self):
        for row in self:
            start = row.programme_id.date_start
            if row.date_due and start and row.date_due < start:
                raise ValidationError(
                    self.env._("Due On: this day is before the first day of the programme. Correct the date.")
                )

    @api.depends("version_id")
    def _compute_later_version_id(self):
        current = self.indicator_id._get_versions_on(today(self.env))
        for row in self:
            version = current.get(row.indicator_id.id)
            row.later_version_id = version if version and version.number > row.version_id.number else False

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("version_id", "baseline", "target", "date_due", "programme_id.date_start", "programme_id.date_end")
    def _compute_achieved(self):
        for row in self:
            value = row._get_achieved()
            row.is_measured = value is not None
            row.achieved = value or 0
            # What shall fall has its target below the baseline, and may well have none left.
            way = row.target - row.baseline
            row.progress = 100 * (row.achieved - row.baseline) / way if way and value is not None else 0

    def _get_achieved(self):
        """Return what is achieved, or None where that is not known, or nothing that this reader may know."""
        self.ensure_one()
        if not self.programme_id._origin or not self.version_id._origin or not self._get_period().is_in_order:
            return None
        try:
            return self._measure().total.value
        except UserError:
            return None

    def _count_owners(self):
        """Return about how many companies and persons it is what is achieved."""
        self.ensure_one()
        return self.version_id._count_owners(self._get_period(), self._get_part())

    def _get_period(self):
        """Return the days in which the target is to be reached, until today at most."""
        programme = self.programme_id
        until = [day for day in (self.date_due or programme.date_end, today(self.env)) if day]
        return Period(programme.date_start or FIRST_DAY, min(until))

    def _get_part(self):
        """Return the domain of the facts that this programme paid for."""
        return [("programme_id", "=", self.programme_id._origin.id)]

    def _measure(self, breakdowns=()):
        """Return what the programme has achieved, see :meth:`hub.indicator.version._measure`."""
        self.ensure_one()
        return self.version_id._origin._measure(self._get_period(), breakdowns, self._get_part())

    def action_open_achieved(self):
        """Open the figure with the list behind it."""
        self.ensure_one()
        period = self._get_period()
        if not period.is_in_order:
            raise UserError(self.env._("The programme has not begun yet, so nothing counts for it."))
        return self.env["hub.indicator.figure"]._action_open(
            {
                "version_id": self.version_id.id,
                "programme_id": self.programme_id.id,
                "date_start": period.start,
                "date_end": period.end,
            }
        )

    def action_take_later_version(self):
        """Let the definition that is in force today count for the programme from now on."""
        for row in self.filtered("later_version_id"):
            row.version_id = row.later_version_id
