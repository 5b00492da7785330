from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date, groupby

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone

from ..models.plan.hub_action_plan import TAKES_PLACE


class ReportHubEventProgramme(models.AbstractModel):
    """The printed programme of a year: its actions by month, and what changed against the year before."""

    _name = "report.hub_event.programme"
    _description = "Programme of the Year"

    @api.model
    def _get_report_values(self, docids, data=None):  # noqa: ARG002
        plans = self.env["hub.action.plan"].browse(docids)
        plans.check_access("read")
        return {
            "doc_ids": plans.ids,
            "doc_model": plans._name,
            "pages": [self._get_page(plan) for plan in plans],
        }

    def _get_page(self, plan):
        timezone = zone(self.env)
        actions = self.env["event.event"].search(TAKES_PLACE & Domain("action_plan_id", "=", plan.id))
        days = {action: day_of(action.date_begin, timezone) for action in actions}
        by_month = groupby(actions.sorted(days.get), key=lambda action: days[action].replace(day=1))
        return {
            "plan": plan,
            "months": [
                (format_date(self.env, month, date_format="LLLL"), [self._get_line(action) for action in some])
                for month, some in by_month
            ],
            "changes": plan.change_ids.filtered(lambda change: change.kind != "kept"),
            "kinds": dict(plan.change_ids._fields["kind"]._description_selection(self.env)),
        }

    def _get_line(self, action):
        """Return what a line of the programme says of an action."""
        timezone = zone(self.env)
        return {
            "action": action,
            "days": action._write_days(*(day_of(moment, timezone) for moment in (action.date_begin, action.date_end))),
            "about": ", ".join([*action.cluster_ids.mapped("name"), *action.sector_ids.mapped("name")]),
        }
