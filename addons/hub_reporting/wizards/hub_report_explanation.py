from collections import Counter

from odoo import Command, api, fields, models

from ..domain import drift


class HubReportExplanation(models.TransientModel):
    """Why a figure that was given is another one today: the causes add up to the difference."""

    _name = "hub.report.explanation"
    _description = "Why a Figure Changed"
    _inherit = ["hub.own.dialog.mixin"]
    _rec_name = "cell_id"

    cell_id = fields.Many2one("hub.report.cell", "Figure", required=True, readonly=True, ondelete="cascade")
    run_id = fields.Many2one(related="cell_id.run_id")
    version_id = fields.Many2one(related="cell_id.version_id")
    unit = fields.Selection(related="cell_id.unit")
    counted_on = fields.Datetime(related="cell_id.run_id.counted_on")
    definition = fields.Text("Definition in Words", related="cell_id.version_id.definition")
    given = fields.Float(readonly=True)
    today = fields.Float(readonly=True)
    difference = fields.Float(readonly=True)
    is_same_definition = fields.Boolean(readonly=True)
    line_ids = fields.One2many("hub.report.explanation.line", "explanation_id", "Causes", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        pages = super().create([{"cell_id": vals.get("cell_id")} for vals in vals_list])
        for page in pages:
            page.write(page._prepare_explained_values())
        return pages

    def _prepare_explained_values(self):
        """Return what the page says, counted anew by its reader."""
        drifted, records = self.cell_id._explain()
        return {
            "given": drifted.given,
            "today": drifted.today,
            "difference": drifted.today - drifted.given,
            "is_same_definition": all(part.cause != drift.DEFINITION for part in drifted.parts),
            "line_ids": [
                Command.create(
                    {
                        "cause": part.cause,
                        "units": len(part.units),
                        "difference": part.difference,
                        "records": sorted(records.get(part.cause, ())),
                    }
                )
                for part in drifted.parts
            ],
        }


class HubReportExplanationLine(models.TransientModel):
    """A cause, with what it has changed of the figure."""

    _name = "hub.report.explanation.line"
    _description = "Cause of a Change"
    _inherit = ["hub.own.dialog.mixin"]
    _order = "id"

    explanation_id = fields.Many2one("hub.report.explanation", required=True, index=True, ondelete="cascade")
    cause = fields.Selection(
        [
            (drift.MERGED, "Merged with another contact"),
            (drift.ERASED, "Deleted"),
            (drift.CLOSED, "Not readable for you"),
            (drift.VOIDED, "Voided or archived"),
            (drift.LATE, "Entered after the figure was given"),
            (drift.REDATED, "Given another date"),
            (drift.MOVED, "Counted elsewhere: commune, size, sector and the like were corrected"),
            (drift.CHANGED, "Corrected in hours, amounts or whatever else makes it count"),
            (drift.DEFINITION, "Another definition is in force"),
        ],
        required=True,
        readonly=True,
    )
    units = fields.Integer(readonly=True, aggregator=None, help="How many units count otherwise.")
    difference = fields.Float(readonly=True, aggregator=None)
    records = fields.Json(readonly=True)
    can_open = fields.Boolean(compute="_compute_can_open")

    @api.depends("records", "cause")
    def _compute_can_open(self):
        for line in self:
            line.can_open = bool(line.records) or line.cause == drift.DEFINITION

    def action_open_records(self):
        """Open what tells the cause: the records behind it, or the definitions."""
        self.ensure_one()
        cell = self.explanation_id.cell_id
        if self.cause == drift.DEFINITION:
            return cell.indicator_id._get_records_action()
        [(model, _count)] = Counter(model for model, _id in self.records or ()).most_common(1) or [(None, 0)]
        return cell._get_opened(model, [id_ for name, id_ in self.records or () if name == model])
