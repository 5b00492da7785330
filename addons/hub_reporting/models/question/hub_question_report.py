from odoo import Command, models
from odoo.exceptions import UserError

from .hub_question import PARTS


class HubQuestion(models.Model):
    """A question becomes a report, as far as a report can say it."""

    _inherit = "hub.question"

    def action_keep_as_report(self):
        """Open a report with the figures of this question, and say what it can't carry.

        :raise UserError: if there is nothing to carry
        """
        self.ensure_one()
        self.check_access("read")
        self._check_sees_part()
        if not self.indicator_ids:
            raise UserError(self.env._("Figures: choose at least one."))
        report = self.env["hub.report"].create(
            {
                "name": self.display_name,
                "period_kind": self.interval or "year",
                "comparison": "period" if self.interval else "none",
                "programme_id": self.programme_ids.id if len(self.programme_ids) == 1 else False,
                "line_ids": [Command.create(vals) for vals in self._prepare_lines_values()],
            }
        )
        if left := self._get_left_out():
            report.message_post(
                body=self.env._(
                    "The question says more than a report can. Left out: %s. A report counts one period in each run, "
                    "and hides no small numbers.",
                    ", ".join(left),
                )
            )
        return report._get_records_action()

    def _prepare_lines_values(self):
        """Return the values of the figures, each by the breakdowns that it has."""
        lines = []
        for indicator in self.indicator_ids.sorted():
            allowed = indicator.version_ids.breakdown_ids
            first, second = [
                *(self.breakdown_id + self.second_breakdown_id).filtered(lambda by, own=allowed: by in own).ids,
                False,
                False,
            ][:2]
            lines.append({"indicator_id": indicator.id, "breakdown_id": first, "second_breakdown_id": second})
        return lines

    def _get_left_out(self):
        """Return what a report can't say of this question, as labels of fields."""
        names = [name for name in PARTS if self[name] and not (name == "programme_ids" and len(self[name]) == 1)]
        return [self._fields[name]._description_string(self.env) for name in names]
