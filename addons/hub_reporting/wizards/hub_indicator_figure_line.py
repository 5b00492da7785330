from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window


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
