from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_event.models.plan.hub_action_plan import DONE, TAKES_PLACE
from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part

IS_ACTION = Domain("active", "=", True) & (
    Domain("action_plan_id", "!=", False) | Domain("action_type_id", "!=", False)
)
"""An event of a plan, or one with a type: others are no actions, nor are archived ones."""


class EventEvent(models.Model):
    """An action counts on the day on which it begins, in the commune of its venue."""

    _name = "event.event"
    _inherit = ["event.event", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "action_planned": self.env._("Action Planned"),
            "action_held": self.env._("Action Held"),
            "action_dropped": self.env._("Action Dropped"),
        }

    @api.model
    def _fact_parts(self):
        what = {
            "date": "date_begin",
            "user_id": "user_id",
            "programme_id": "programme_id",
            "event_id": "id",
            "action_type_id": "action_type_id",
            "country_id": "country_id",
            "commune_id": "address_id.commune_id",
        }
        planned = {**what, "amount": "cost_planned", "unit": SQL("%s", "eur")}
        spent = {**what, "amount": "cost_spent", "unit": SQL("%s", "eur")}
        return [
            Part("action_planned", planned, IS_ACTION & TAKES_PLACE),
            Part("action_held", spent, IS_ACTION & TAKES_PLACE & Domain("action_state", "in", DONE)),
            Part("action_dropped", spent, IS_ACTION & ~TAKES_PLACE),
        ]
