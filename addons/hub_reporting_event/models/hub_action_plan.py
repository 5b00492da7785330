from odoo import api, fields, models
from odoo.fields import Domain


class HubActionPlan(models.Model):
    """Where in the communes the actions of a plan take place."""

    _inherit = "hub.action.plan"

    action_map = fields.Json(
        "Actions by Commune",
        compute="_compute_action_map",
        help="The actions of the plan that take place, by the commune of their venue.",
    )

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_action_map(self):
        communes, facts = self.env["hub.commune"]._get_placed(), self.env["hub.fact"]
        title = self._fields["action_map"]._description_string(self.env)
        planned = Domain("kind", "=", "action_planned") & Domain("commune_id", "!=", False)
        for plan in self:
            rows = planned & Domain("event_id.action_plan_id", "=", plan._origin.id)
            # One that is not saved yet has no actions; those beside the plans are no plan's.
            if not plan._origin:
                plan.action_map = False
                continue
            parts, [[total]] = communes._read_by_commune(facts, rows, [], "__count")
            plan.action_map = bool(total) and {
                **communes._draw_tile_map(dict(parts), total, title),
                "action": "hub_reporting.hub_fact_action",
                "domain": list(rows),
            }
