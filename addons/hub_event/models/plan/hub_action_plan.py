from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.domain.limits import Limit
from odoo.addons.hub_entrepreneurs.tools.actions import open_rows
from odoo.addons.hub_entrepreneurs.tools.dates import today

TAKES_PLACE = Domain("kanban_state", "!=", "cancel")
"""An action that is not dropped."""
DONE = ("held", "evaluated")


class HubActionPlan(models.Model):
    """The actions of a year, with what the agency wants to reach by them, and how far it has come."""

    _name = "hub.action.plan"
    _description = "Action Plan"
    _inherit = [
        "hub.amended.mixin", "hub.kept.mixin", "hub.computed.only.mixin", "hub.limited.mixin", "hub.pointing.mixin",
        "mail.thread", "mail.activity.mixin",
    ]  # fmt: skip
    _order = "year desc, id desc"
    _rec_name = "year"
    # More is a slip; below zero is refused by the database.
    _limits = {"budget": Limit(most=1e10, unusual_above=1e8), "fte": Limit(most=1e4, unusual_above=500)}

    year = fields.Integer(required=True, aggregator=None, tracking=True, default=lambda self: today(self.env).year + 1)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        index=True,
        tracking=True,
    )
    budget = fields.Float("Budget (EUR)", tracking=True)
    fte = fields.Float(
        "FTE", tracking=True, aggregator=None, help="How many full-time posts work for the plan over the year."
    )
    aims = fields.Html(help="What the year is about, as the programme says it.")
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, default=lambda self: self.env.company, index=True
    )
    active = fields.Boolean(default=True)
    action_ids = fields.One2many("event.event", "action_plan_id", "All Actions")
    target_ids = fields.One2many("hub.action.plan.target", "plan_id", "Targets", copy=True)
    consultation_ids = fields.One2many("hub.action.plan.consultation", "plan_id", "Consultations")

    action_count = fields.Integer("Actions", compute="_compute_progress")
    done_count = fields.Integer("Held", compute="_compute_progress")
    progress = fields.Float(
        "Progress (%)", compute="_compute_progress", help="The share of the actions that have taken place."
    )
    cost_planned = fields.Float("Planned (EUR)", compute="_compute_progress")
    cost_spent = fields.Float("Spent (EUR)", compute="_compute_progress")
    cost_income = fields.Float("Income (EUR)", compute="_compute_progress")
    budget_left = fields.Float(
        "Not Planned Yet (EUR)",
        compute="_compute_progress",
        help="What is left of the budget once the planned costs of the actions are taken off.",
    )

    _year_uniq = models.UniqueIndex(
        "(year, company_id)", "Year: the agency has a plan for this year already. Open that one."
    )
    _year_in_bounds = models.Constraint(
        "CHECK (year BETWEEN 1950 AND 2100)", "Year: enter a year with four digits, such as 2026."
    )
    _positive = models.Constraint("CHECK (budget >= 0 AND fte >= 0)", "Budget, FTE: enter 0 or more.")

    @api.depends("year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._("Plan %s", plan.year)

    @api.depends(
        "budget", "action_ids.action_state", "action_ids.kanban_state", "action_ids.cost_planned",
        "action_ids.cost_spent", "action_ids.cost_income",
    )  # fmt: skip
    def _compute_progress(self):
        names = ("cost_planned", "cost_spent", "cost_income")
        groups = self.env["event.event"]._read_group(
            [("action_plan_id", "in", self.ids)],
            ["action_plan_id", "kanban_state", "action_state"],
            ["__count", *(f"{name}:sum" for name in names)],
        )
        for plan in self:
            own = [group[1:] for group in groups if group[0] == plan._origin]
            alive = [(state, count, planned) for kanban, state, count, planned, *_ in own if kanban != "cancel"]
            plan.action_count = sum(count for _state, count, _planned in alive)
            plan.done_count = sum(count for state, count, _planned in alive if state in DONE)
            plan.progress = 100 * plan.done_count / (plan.action_count or 1)
            plan.cost_planned = sum(planned for _state, _count, planned in alive)
            # What a dropped action has cost was spent all the same.
            plan.cost_spent, plan.cost_income = (sum(group[rank] for group in own) for rank in (4, 5))
            plan.budget_left = plan.budget - plan.cost_planned

    @api.onchange("budget")
    def _onchange_budget(self):
        return self._ask_about("budget")

    @api.onchange("fte")
    def _onchange_fte(self):
        return self._ask_about("fte")

    @api.constrains("year", "company_id")
    def _check_actions(self):
        self.with_context(active_test=False).action_ids._check_plan()

    @api.model
    def _get_links_to(self):
        # What a plan says of itself goes along with it; its actions hold it.
        return [link for link in super()._get_links_to() if not link[0].startswith("hub.action.plan.")]

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        plans._update_changes()
        return plans

    def action_open_actions(self):
        """Open the actions of the plan, each in the state it is in."""
        return open_rows(self, "hub_event.event_event_action_plan", "action_plan_id")

    def action_open_costs(self):
        """Open what the actions of the plan cost, by kind."""
        action = open_rows(self, "hub_event.hub_action_cost_action", "action_plan_id")
        return {**action, "context": {}}

    def action_open_results(self):
        """Open what came of the actions of the plan, and what that cost."""
        action = open_rows(self, "hub_event.hub_action_result_action", "action_plan_id")
        return {**action, "context": {}}
