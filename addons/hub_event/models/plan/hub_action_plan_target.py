from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.labels import with_label

from ..mixins.hub_amended_mixin import Standing
from .hub_action_plan import DONE, TAKES_PLACE


class HubActionPlanTarget(models.Model):
    """How many actions a plan wants of a type, for a sector, in a region of the world, or of these together."""

    _name = "hub.action.plan.target"
    _description = "Target of an Action Plan"
    _inherit = ["hub.amended.mixin", "hub.owned.mixin", "hub.computed.only.mixin", "hub.named.mixin"]
    _owner_fields = ("plan_id",)
    _amended_fields = frozenset(("plan_id", "action_type_id", "sector_id", "country_group_id", "target"))
    _order = "plan_id desc, sequence, id"
    _named_by = ("action_type_id", "sector_id", "country_group_id")

    plan_id = fields.Many2one("hub.action.plan", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    action_type_id = fields.Many2one("hub.action.type", "Type of Action", index="btree_not_null", ondelete="restrict")
    sector_id = fields.Many2one("hub.sector", index="btree_not_null", ondelete="restrict")
    country_group_id = fields.Many2one(
        "res.country.group", "Region of the World", index="btree_not_null", ondelete="restrict"
    )
    target = fields.Integer("Actions", required=True, default=1, aggregator=None)
    planned_count = fields.Integer("In the Plan", compute="_compute_counts")
    done_count = fields.Integer("Held", compute="_compute_counts")
    progress = fields.Float("Progress (%)", compute="_compute_counts")

    _positive = models.Constraint("CHECK (target > 0)", "Actions: enter 1 or more.")
    _about_something = models.Constraint(
        "CHECK (action_type_id IS NOT NULL OR sector_id IS NOT NULL OR country_group_id IS NOT NULL)",
        "Target: choose a type of action, a sector or a region of the world.",
    )

    @api.depends(
        "target", "action_type_id", "sector_id", "country_group_id.country_ids", "plan_id.action_ids.action_state",
        "plan_id.action_ids.kanban_state", "plan_id.action_ids.country_id", "plan_id.action_ids.sector_ids",
        "plan_id.action_ids.action_type_id",
    )  # fmt: skip
    def _compute_counts(self):
        of_plan = self.env["event.event"].search(TAKES_PLACE & Domain("action_plan_id", "in", self.plan_id.ids))
        of_plan = of_plan.grouped("action_plan_id")
        for target in self:
            actions = of_plan.get(target.plan_id._origin, self.env["event.event"]).filtered(target._counts)
            target.planned_count = len(actions)
            target.done_count = len(actions.filtered(lambda action: action.action_state in DONE))
            target.progress = 100 * target.done_count / (target.target or 1)

    def _counts(self, action):
        return (
            (not self.action_type_id or action.action_type_id == self.action_type_id)
            and (not self.sector_id or self.sector_id in action.sector_ids)
            and (not self.country_group_id or action.country_id in self.country_group_id.country_ids)
        )

    def _get_standings(self):
        standings = {}
        for target in self.filtered("plan_id.approved_on"):
            name = target.display_name
            standings[target, "target"] = Standing(target.plan_id, with_label(self.env, name, target.target), name)
        return standings
