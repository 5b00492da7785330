import json
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError


class HubReportCell(models.Model):
    """A number of a run, with the list behind it.

    A unit counts once in a total, though it may stand in several cells; by how much they add up to more is the
    :attr:`overlap`. Cells are written once, by the run alone.

    Who reads a cell: whoever works for the agency of the run, where all of them may read what it counts; analysts and
    directors, where others see but a part of it (:attr:`audience`); members of the group Personal Data, where it rests
    on what persons told about themselves.
    """

    _name = "hub.report.cell"
    _description = "Figure of a Run"
    _inherit = ["hub.frozen.mixin"]
    _log_access = False
    _order = "run_id desc, sequence, is_total desc, id"

    run_id = fields.Many2one("hub.report.run", required=True, index=True, readonly=True, ondelete="cascade")
    sequence = fields.Integer(
        readonly=True, aggregator=None, help="The place of its figure in the report, as it was then."
    )
    indicator_id = fields.Many2one("hub.indicator", required=True, readonly=True, ondelete="restrict")
    version_id = fields.Many2one(
        "hub.indicator.version", "Definition", required=True, readonly=True, index=True, ondelete="restrict"
    )
    definition = fields.Text("Definition in Words", related="version_id.definition")
    unit = fields.Selection(related="indicator_id.unit")
    breakdown_id = fields.Many2one("hub.breakdown", "Divided By", readonly=True, ondelete="restrict")
    second_breakdown_id = fields.Many2one("hub.breakdown", "And By", readonly=True, ondelete="restrict")
    key = fields.Char(required=True, readonly=True, help="The values of the breakdowns as a JSON list.")
    name = fields.Char("Where", compute="_compute_name")
    is_total = fields.Boolean("Total", readonly=True)
    value = fields.Float(readonly=True, aggregator=None)
    is_known = fields.Boolean("Known", readonly=True, help="An average of nothing is not known.")
    units = fields.Integer("In the List", readonly=True, aggregator=None, help="How many units the number rests on.")
    owners = fields.Integer(
        "Companies and Persons", readonly=True, aggregator=None, help="How many companies and persons it is about."
    )
    facts = fields.Integer(readonly=True, aggregator=None, help="How many facts are behind it.")
    presumed = fields.Integer(
        readonly=True, aggregator=None,
        help="Facts from before anything is known of their company: what was known first stands for what it was then.",
    )  # fmt: skip
    value_before = fields.Float(readonly=True, aggregator=None)
    owners_before = fields.Integer("Companies and Persons Before", readonly=True, aggregator=None)
    is_compared = fields.Boolean(readonly=True)
    change = fields.Float("Change in Value", compute="_compute_change")
    overlap = fields.Float("Overlap in Value", compute="_compute_overlap")
    shown = fields.Char(
        "Figure", compute="_compute_shown", help="Empty where it is not known, as an average of nothing."
    )
    shown_before = fields.Char("Before", compute="_compute_shown", help="In the period that the report compares with.")
    shown_change = fields.Char("Change", compute="_compute_shown", help="Against that period.")
    shown_overlap = fields.Char(
        "Overlap", compute="_compute_shown", help="By how much the cells add up to more than the total, in which each "
        "unit counts once."
    )  # fmt: skip
    is_suppressed = fields.Boolean("Suppressed", readonly=True)
    audience = fields.Selection(
        [("all", "The Agency"), ("analysis", "Analysts and Directors"), ("personal", "Personal Data")],
        "For",
        required=True,
        readonly=True,
    )
    list_cell_id = fields.Many2one(
        "hub.report.cell", readonly=True, index="btree_not_null", ondelete="cascade",
        help="The total of the same indicator under which the facts of this one are kept.",
    )  # fmt: skip
    first_fact = fields.Integer(
        readonly=True, aggregator=None, help="The number of the first fact in the list that is kept under this total."
    )
    last_fact = fields.Integer(readonly=True, aggregator=None)
    unit_ids = fields.One2many("hub.report.cell.unit", "cell_id", "List", readonly=True, groups=fields.NO_ACCESS)
    list_digest = fields.Char(readonly=True)

    @api.depends_context("lang")
    @api.depends("key", "breakdown_id", "second_breakdown_id")
    def _compute_name(self):
        words = {}
        for breakdown in self.breakdown_id | self.second_breakdown_id:
            keys = set()
            for cell in self:
                keys.update(key for by, key in cell._get_keys() if by == breakdown)
            words[breakdown] = breakdown._get_labels(keys)
        for cell in self:
            labels = [words[by].get(key) or self.env._("No longer there") for by, key in cell._get_keys()]
            cell.name = self.env._("Total") if cell.is_total else " – ".join(map(str, labels))

    def _get_keys(self):
        """Yield each breakdown with the key of this cell, as ``hub.breakdown`` has them."""
        self.ensure_one()
        breakdowns = self.breakdown_id + self.second_breakdown_id
        for breakdown, key in zip(breakdowns, json.loads(self.key or "[]"), strict=False):
            yield breakdown, date.fromisoformat(key) if key and breakdown._interval else key

    @api.depends("run_id.display_name", "version_id.display_name", "name")
    def _compute_display_name(self):
        for cell in self:
            cell.display_name = self.env._(
                "%(figure)s – %(where)s", figure=cell.version_id.display_name, where=cell.name
            )

    @api.depends("value", "value_before", "is_compared", "is_known")
    def _compute_change(self):
        for cell in self:
            cell.change = cell.value - cell.value_before if cell.is_compared and cell.is_known else 0

    def _compute_overlap(self):
        added = {
            (run.id, sequence): value
            for run, sequence, value in self._read_group(
                [("run_id", "in", self.run_id.ids), ("is_total", "=", False)], ["run_id", "sequence"], ["value:sum"]
            )
        }
        for cell in self:
            total = added.get((cell.run_id.id, cell.sequence))
            adds_up = cell.is_total and total is not None and cell.version_id.statistic == "total"
            cell.overlap = total - cell.value if adds_up else 0

    @api.depends_context("lang")
    @api.depends("value", "is_known", "value_before", "is_compared", "change", "overlap")
    def _compute_shown(self):
        for cell in self:
            cell.shown = cell._written(cell.value) if cell.is_known else False
            cell.shown_before = cell._written(cell.value_before) if cell.is_compared else False
            cell.shown_change = cell._written(cell.change, sign=True) if cell.is_compared and cell.is_known else False
            cell.shown_overlap = cell._written(cell.overlap) if cell.overlap else False

    def _written(self, value, *, sign=False):
        """Return a number as its reader writes it: whole ones without decimals."""
        written = self.env["ir.qweb.field.float"].value_to_html(value, {"precision": 2 if value % 1 else 0})
        return f"+{written}" if sign and value > 0 else written

    def _get_list(self):
        """Return the units behind this cell, to whoever may read it."""
        self.ensure_one()
        self.check_access("read")
        if self.audience == "personal":
            self.env["hub.person.profile.access"]._note_figures_read(self.units)
        # As superuser: a list is read through its cell alone, whose rules have been asked.
        return self.sudo().unit_ids

    def action_open_list(self):
        """Open what was counted, as far as it is still there and the reader may see it."""
        self.ensure_one()
        units = self._get_list()
        return self._get_opened(units[:1].unit_model, [unit.unit_id or unit.merged_into for unit in units])

    def _get_opened(self, model, ids):
        """Return the action that opens records behind a figure, with those that count no more."""
        ids = sorted(filter(None, set(ids)))
        if not ids or model not in self.env:
            raise UserError(self.env._("Nothing is in the list of this figure, so there is nothing to open."))
        counting = [("active", "in", (True, False))] if "active" in self.env[model]._fields else []
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", ids), *counting],
            "context": {"active_test": False, "create": False},
        }
