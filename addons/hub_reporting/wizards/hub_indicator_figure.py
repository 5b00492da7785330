import json

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.dates import today

from ..domain.figures import Period, year_of

_QUESTION = ("version_id", "other_id", "date_start", "date_end", "breakdown_id", "programme_id")


class HubIndicatorFigure(models.TransientModel):
    """What an indicator says of some days, with the list behind each number."""

    _name = "hub.indicator.figure"
    _description = "Figures of an Indicator"
    _inherit = ["hub.own.dialog.mixin"]
    _rec_name = "version_id"

    version_id = fields.Many2one("hub.indicator.version", "Indicator", required=True, ondelete="cascade")
    definition = fields.Text(related="version_id.definition")
    unit = fields.Selection(related="version_id.unit")
    allowed_breakdown_ids = fields.Many2many(related="version_id.breakdown_ids")
    date_start = fields.Date("First Day", required=True, default=lambda self: year_of(today(self.env).year).start)
    date_end = fields.Date("Last Day", required=True, default=lambda self: year_of(today(self.env).year).end)
    breakdown_id = fields.Many2one(
        "hub.breakdown", "Divided By", domain="[('id', 'in', allowed_breakdown_ids)]", ondelete="cascade"
    )
    programme_id = fields.Many2one("hub.programme", help="Only what this programme paid for.", ondelete="cascade")
    line_ids = fields.One2many("hub.indicator.figure.line", "figure_id", "Figures", readonly=True)
    problem = fields.Char(readonly=True)

    @api.onchange(*_QUESTION)
    def _onchange_question(self):
        """Show no figures of another question than the one on the page."""
        self.problem, self.line_ids = False, [Command.clear()]
        if self.breakdown_id and self.breakdown_id not in self.version_id.breakdown_ids:
            self.breakdown_id = False

    @api.model_create_multi
    def create(self, vals_list):
        pages = super().create(vals_list)
        pages._answer()
        return pages

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(_QUESTION):
            self._answer()
        return result

    def _answer(self):
        """Put the figures on the page, or say why there are none."""
        for page in self:
            page.line_ids.unlink()
            try:
                lines, problem = page._prepare_lines_values(), False
            except UserError as error:
                lines, problem = [], str(error)
            page.write({"problem": problem, "line_ids": [Command.create(vals) for vals in lines]})

    @api.model
    def _action_open(self, vals):
        """Return the action that opens a new page with these values."""
        page = self.create(vals)
        return open_window(self.env, "hub_reporting.hub_indicator_figure_action", res_id=page.id)

    def action_answer(self):
        """Show the figures of the question on the page: saving it has worked them out."""

    def _get_days(self):
        return Period(self.date_start, self.date_end)

    def _get_part(self):
        """Return the domain of the facts that are asked about."""
        return Domain("programme_id", "=", self.programme_id.id) if self.programme_id else Domain.TRUE

    def _prepare_lines_values(self):
        """Return the values of the lines: the total first, then a cell each."""
        version, by = self.version_id, self.breakdown_id
        figure = version._measure(self._get_days(), by, self._get_part())
        labels = by._get_labels([cell.keys[0] for cell in figure.cells]) if by else {}
        return [
            {
                "name": self.env._("Total") if cell is figure.total else labels.get(cell.keys[0], cell.keys[0]),
                "is_total": cell is figure.total,
                "key": json.dumps(cell.keys[0] if cell.keys else None, default=str),
                "value": cell.value or 0,
                "is_known": cell.value is not None,
                "units": cell.units,
                "facts": cell.facts,
                "presumed": cell.presumed,
            }
            for cell in (figure.total, *figure.cells)
        ]

    def _get_units(self, line):
        """Return the list behind a line, by the same statement as its number."""
        version, period = self.version_id, self._get_days()
        if line.is_total:
            return version._measure_units(period, (), self._get_part())
        units = version._measure_units(period, self.breakdown_id, self._get_part())
        return [unit for unit in units if json.dumps(unit.keys[0], default=str) == line.key]
