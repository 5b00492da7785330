from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.actions import open_window

# Which list a line is of: those of the two definitions, what is in both, and what is in one alone.
SIDES = ("own", "other", "both", "own_only", "other_only")


class HubIndicatorFigure(models.TransientModel):
    """Two definitions beside each other, and why their numbers differ: who is in one list and not in the other."""

    _inherit = "hub.indicator.figure"

    other_id = fields.Many2one(
        "hub.indicator.version", "Beside", ondelete="cascade",
        domain="[('id', '!=', version_id), ('counted', '=', counted)]",
        help="Another definition, to see who counts by one of the two and not by the other.",
    )  # fmt: skip
    other_definition = fields.Text("Definition Beside", related="other_id.definition")
    counted = fields.Selection(related="version_id.counted")
    question_id = fields.Many2one("hub.question", "Of the Question", readonly=True, ondelete="cascade")

    def _get_part(self):
        part = super()._get_part()
        return part & self.question_id._get_listed_part() if self.question_id else part

    def _prepare_lines_values(self):
        if not self.other_id:
            return super()._prepare_lines_values()
        lists = self._get_lists()
        words = {
            "own": self.version_id.display_name,
            "other": self.other_id.display_name,
            "both": self.env._("In Both"),
            "own_only": self.env._("Only in %s", self.version_id.display_name),
            "other_only": self.env._("Only in %s", self.other_id.display_name),
        }
        return [
            {
                "name": words[side],
                "side": side,
                "is_total": side in ("own", "other"),
                "value": len(lists[side]),
                "is_known": True,
                "units": len(lists[side]),
            }
            for side in SIDES
        ]

    def _get_lists(self):
        """Return what counts, by side: the units of both definitions, shared out.

        :raise UserError: if they count different things
        """
        if self.version_id.counted != self.other_id.counted:
            raise UserError(
                self.env._(
                    "Beside: “%(other)s” counts something else than “%(own)s”. Choose an indicator that counts the "
                    "same.",
                    own=self.version_id.display_name,
                    other=self.other_id.display_name,
                )
            )
        days, part = self._get_days(), self._get_part()
        own, other = (
            {(unit.res_model, unit.res_id): unit for unit in version._measure_units(days, (), part)}
            for version in (self.version_id, self.other_id)
        )
        return {
            "own": list(own.values()),
            "other": list(other.values()),
            "both": [unit for key, unit in own.items() if key in other],
            "own_only": [unit for key, unit in own.items() if key not in other],
            "other_only": [unit for key, unit in other.items() if key not in own],
        }

    def _get_units(self, line):
        return self._get_lists().get(line.side, []) if line.side else super()._get_units(line)


class HubIndicatorFigureLine(models.TransientModel):
    """What is in one list, or in both."""

    _inherit = "hub.indicator.figure.line"

    side = fields.Char(readonly=True)


class HubQuestion(models.Model):
    """The figures of a question beside each other, for the same days and part."""

    _inherit = "hub.question"

    can_compare = fields.Boolean(compute="_compute_can_compare")

    @api.depends("indicator_ids")
    def _compute_can_compare(self):
        for question in self:
            question.can_compare = len(question.indicator_ids) > 1

    def action_compare(self):
        """Open the first two figures beside each other: who counts by one of them and not by the other.

        :raise UserError: if there are no two, or they can't be asked
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_answer()
        period = self._get_period()
        versions = [self._get_version_on(indicator, period.end) for indicator in self.indicator_ids.sorted()]
        pairs = [
            (own, other) for own in versions for other in versions if own != other and own.counted == other.counted
        ]
        if not pairs:
            raise UserError(self.env._("Figures: choose two that count the same, such as companies."))
        own, other = pairs[0]
        page = self.env["hub.indicator.figure"].create(
            {
                "version_id": own.id,
                "other_id": other.id,
                "date_start": period.start,
                "date_end": period.end,
                "question_id": self.id,
            }
        )
        return open_window(self.env, "hub_reporting.hub_indicator_figure_action", res_id=page.id)
