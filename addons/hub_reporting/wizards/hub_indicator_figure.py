import json

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.dates import today

from ..domain.figures import Period, year_of

_QUESTION = ("version_id", "date_start", "date_end", "breakdown_id", "programme_id")


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

    def _get_part(self):
        return Domain("programme_id", "=", self.programme_id.id) if self.programme_id else Domain.TRUE

    def _prepare_lines_values(self):
        """Return the values of the lines: the total first, then a cell each."""
        version, by = self.version_id, self.breakdown_id
        figure = version._measure(Period(self.date_start, self.date_end), by, self._get_part())
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
        version, period = self.version_id, Period(self.date_start, self.date_end)
        if line.is_total:
            return version._measure_units(period, (), self._get_part())
        units = version._measure_units(period, self.breakdown_id, self._get_part())
        return [unit for unit in units if json.dumps(unit.keys[0], default=str) == line.key]


class HubIndicatorFigureLine(models.TransientModel):
    """A number of an indicator."""

    _name = "hub.indicator.figure.line"
    _description = "Figure of an Indicator"
    _inherit = ["hub.own.dialog.mixin"]
    _order = "id"

    figure_id = fields.Many2one("hub.indicator.figure", "Page", required=True, index=True, ondelete="cascade")
    name = fields.Char("Where", readonly=True)
    is_total = fields.Boolean(readonly=True)
    key = fields.Char(readonly=True)
    value = fields.Float(readonly=True, aggregator=None)
    shown = fields.Char(
        "Figure", compute="_compute_shown", help="Empty where it is not known, as an average of nothing."
    )
    is_known = fields.Boolean(readonly=True, help="An average of nothing is not known.")
    units = fields.Integer("In the List", readonly=True, aggregator=None, help="How many units the number rests on.")
    facts = fields.Integer(readonly=True, aggregator=None, help="How many facts are behind it.")
    presumed = fields.Integer(
        "Presumed", readonly=True, aggregator=None,
        help="Facts from before anything is known of their company: what was known first stands for what it was then.",
    )  # fmt: skip

    @api.depends("value", "is_known")
    @api.depends_context("lang")
    def _compute_shown(self):
        words = self.env["ir.qweb.field.float"]
        for line in self:
            precision = {"precision": 2 if line.value % 1 else 0}
            line.shown = words.value_to_html(line.value, precision) if line.is_known else False

    def action_open_list(self):
        """Open what was counted."""
        self.ensure_one()
        figure = self.figure_id
        units = figure._get_units(self)
        models_counted = {unit.res_model for unit in units}
        name = self.env._("%(figure)s – %(where)s", figure=figure.version_id.display_name, where=self.name)
        if len(models_counted) == 1:
            ids = [unit.res_id for unit in units]
            return {
                "type": "ir.actions.act_window",
                "name": name,
                "res_model": models_counted.pop(),
                "views": [(False, "list"), (False, "form")],
                "domain": [("id", "in", ids)],
                "context": {"active_test": False, "create": False},
            }
        facts = sorted({fact for unit in units for fact in unit.fact_ids})
        return open_window(
            self.env, "hub_reporting.hub_fact_action", display_name=name, domain=[("id", "in", facts)], context={}
        )
