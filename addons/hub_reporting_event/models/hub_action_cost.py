from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_event.models.plan.hub_action_plan import TAKES_PLACE
from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part

from .event_event import IS_ACTION


class HubActionCost(models.Model):
    """A cost of an action counts on the day on which it begins: as planned, as spent, and what came in.

    What a dropped action has cost was spent all the same; what was planned for it is not planned any more.
    """

    _name = "hub.action.cost"
    _inherit = ["hub.action.cost", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "action_budget": self.env._("Planned Cost of an Action"),
            "action_cost": self.env._("Cost of an Action"),
            "action_income": self.env._("Income of an Action"),
        }

    @api.model
    def _fact_parts(self):
        what = {
            "date": "event_id.date_begin",
            "user_id": "event_id.user_id",
            "programme_id": "programme_id",
            "event_id": "event_id",
            "action_type_id": "action_type_id",
            "country_id": "country_id",
            "commune_id": "event_id.address_id.commune_id",
            "cost_kind": "kind",
            "unit": SQL("%s", "eur"),
        }
        amounts = {
            "action_budget": ("planned", IS_ACTION & TAKES_PLACE),
            "action_cost": ("spent", IS_ACTION),
            "action_income": ("income", IS_ACTION),
        }
        return [
            Part(kind, {**what, "amount": name}, Domain(name, ">", 0) & Domain("event_id", "any", events))
            for kind, (name, events) in amounts.items()
        ]
