from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER

# Fields of the action, by those of its results.
_RESULTS = {
    "participant_count": "participants",
    "participating_count": "companies",
    "came_lead_count": "leads",
    "won_lead_count": "won_leads",
    "won_amount": "won_amount",
    "outcome_count": "outcomes",
    "gained_jobs": "jobs",
    "contract_count": "contracts",
    "contract_amount": "contract_amount",
    "opinion_count": "opinions",
    "satisfaction": "satisfaction",
    "satisfied_share": "satisfied_share",
    "cost_per_participant": "cost_per_participant",
    "net_cost_per_participant": "net_cost_per_participant",
    "cost_per_lead": "cost_per_lead",
    "cost_per_outcome": "cost_per_outcome",
}


class EventEvent(models.Model):
    """What an action costs, and what came of it: what ``hub.action.result`` says."""

    _inherit = "event.event"

    cost_ids = fields.One2many("hub.action.cost", "event_id", "Costs", copy=True, groups=READER)
    cost_planned = fields.Float("Planned (EUR)", compute="_compute_costs", store=True, groups=READER)
    cost_spent = fields.Float("Spent (EUR)", compute="_compute_costs", store=True, groups=READER)
    cost_income = fields.Float("Income (EUR)", compute="_compute_costs", store=True, groups=READER)
    participant_count = fields.Integer(
        "People Who Took Part", compute="_compute_results", groups=READER, help="The people who were there."
    )
    participating_count = fields.Integer(
        "Companies That Took Part", compute="_compute_results", groups=READER, help="Each company once."
    )
    came_lead_count = fields.Integer(
        "Leads of It", compute="_compute_results", groups=READER, help="The leads that came from it, lost ones as well."
    )
    won_lead_count = fields.Integer(
        "Won Leads", compute="_compute_results", groups=READER, help="The leads that came from it and are won."
    )
    won_amount = fields.Float(
        "Won (EUR)", compute="_compute_results", groups=READER, help="The expected revenue of the leads that are won."
    )
    outcome_count = fields.Integer(
        "Outcomes", compute="_compute_results", groups=READER, help="The outcomes of its leads and of its statements."
    )
    gained_jobs = fields.Float(
        "Jobs Gained (FTE)",
        compute="_compute_results",
        groups=READER,
        help="Created and kept, as much of them as is the agency's doing.",
    )
    contract_count = fields.Integer(
        "Contracts",
        compute="_compute_results",
        groups=READER,
        help="Signed abroad, as its leads and its statements say.",
    )
    contract_amount = fields.Float(
        "Contracts (EUR)",
        compute="_compute_results",
        groups=READER,
        help="Signed abroad, as much of them as is the agency's doing.",
    )
    opinion_count = fields.Integer(
        "Opinions",
        compute="_compute_results",
        groups=READER,
        help="How many participants said what they think. Few answers are left out, and new ones are added several at "
        "a time: nobody's is told.",
    )
    satisfaction = fields.Float(
        compute="_compute_results",
        groups=READER,
        help="The average of the answers, from 1, very dissatisfied, to 5, very satisfied.",
    )
    satisfied_share = fields.Float(
        "Satisfied (%)",
        compute="_compute_results",
        groups=READER,
        help="How many of those who answered are satisfied, or very.",
    )
    cost_per_participant = fields.Float(
        "Cost per Participant (EUR)",
        compute="_compute_results",
        groups=READER,
        help="What was spent, divided by the people who were there. Income is not taken off.",
    )
    net_cost_per_participant = fields.Float(
        "Net Cost per Participant (EUR)",
        compute="_compute_results",
        groups=READER,
        help="What was spent less what came in, divided by the people who were there.",
    )
    cost_per_lead = fields.Float(
        "Cost per Lead (EUR)",
        compute="_compute_results",
        groups=READER,
        help="What was spent, divided by the leads that came from it. Income is not taken off.",
    )
    cost_per_outcome = fields.Float(
        "Cost per Outcome (EUR)",
        compute="_compute_results",
        groups=READER,
        help="What was spent, divided by the outcomes of its leads and of its statements. Income is not taken off.",
    )

    @api.depends("cost_ids.planned", "cost_ids.spent", "cost_ids.income")
    def _compute_costs(self):
        for event in self:
            for name in ("planned", "spent", "income"):
                event[f"cost_{name}"] = sum(event.cost_ids.mapped(name))

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("cost_spent", "registration_ids.state", "registration_ids.active")
    def _compute_results(self):
        rows = self.env["hub.action.result"]
        # Nothing tells Odoo that a row of a query is another one by now.
        rows.invalidate_model()
        results = rows.search([("event_id", "in", self._origin.ids)]).grouped("event_id")
        for event in self:
            result = results.get(event._origin, rows)
            for name, of_result in _RESULTS.items():
                event[name] = result[of_result]

    def action_open_leads(self):
        """Open the leads that came from the action, lost ones as well."""
        self.ensure_one()
        changes = {
            "display_name": self.name,
            "domain": [("event_id", "=", self.id), ("active", "in", [True, False])],
            # A lead that is made there came from the action.
            "context": {"default_event_id": self.id, "default_type": "opportunity"},
        }
        return open_window(self.env, "event_crm.crm_lead_action_from_event", **changes)

    def action_open_outcomes(self):
        """Open the outcomes of the action."""
        self.ensure_one()
        domain = [("event_id", "=", self.id)]
        return open_window(self.env, "hub_entrepreneurs.hub_outcome_action", domain=domain, context={})
