from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HubReportLine(models.Model):
    """An indicator in a report, in total and by up to two breakdowns crossed."""

    _name = "hub.report.line"
    _description = "Figure in a Report"
    _inherit = ["hub.kept.mixin", "hub.owned.mixin"]
    _owner_fields = ("report_id",)
    _order = "report_id, sequence, id"
    _rec_name = "indicator_id"

    report_id = fields.Many2one("hub.report", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    indicator_id = fields.Many2one("hub.indicator", required=True, index=True, ondelete="restrict")
    unit = fields.Selection(related="indicator_id.unit")
    allowed_breakdown_ids = fields.Many2many("hub.breakdown", compute="_compute_allowed_breakdown_ids")
    breakdown_id = fields.Many2one("hub.breakdown", "Divided By", index="btree_not_null", ondelete="restrict")
    second_breakdown_id = fields.Many2one("hub.breakdown", "And By", index="btree_not_null", ondelete="restrict")

    @api.depends("indicator_id")
    def _compute_allowed_breakdown_ids(self):
        for line in self:
            line.allowed_breakdown_ids = line.indicator_id.version_ids.breakdown_ids

    @api.constrains("indicator_id", "breakdown_id", "second_breakdown_id")
    def _check_breakdowns(self):
        for line in self:
            breakdowns = line.breakdown_id + line.second_breakdown_id
            if line.second_breakdown_id and (not line.breakdown_id or line.breakdown_id == line.second_breakdown_id):
                raise ValidationError(self.env._("And By: choose Divided By first, and something else here."))
            if lacking := breakdowns - line.allowed_breakdown_ids:
                raise ValidationError(
                    self.env._(
                        "Divided By: “%(figure)s” can't be divided by “%(by)s”. Choose one of: %(allowed)s.",
                        figure=line.indicator_id.display_name,
                        by=lacking[0].name,
                        allowed=", ".join(line.allowed_breakdown_ids.mapped("name")) or self.env._("none"),
                    )
                )

    def _get_breakdowns(self):
        """Return what the figure is divided by, in this order."""
        self.ensure_one()
        return self.breakdown_id + self.second_breakdown_id

    def _has_interval(self):
        """Tell whether the figure is divided by time."""
        return any(breakdown._interval for breakdown in self._get_breakdowns())
