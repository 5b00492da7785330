from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventEvent(models.Model):
    """What an action costs, and what that is per participant, per lead and per outcome."""

    _inherit = "event.event"

    cost_ids = fields.One2many("hub.action.cost", "event_id", "Costs", copy=True, groups=READER)
    cost_planned = fields.Float("Planned (EUR)", compute="_compute_costs", store=True, groups=READER)
    cost_spent = fields.Float("Spent (EUR)", compute="_compute_costs", store=True, groups=READER)
    cost_income = fields.Float("Income (EUR)", compute="_compute_costs", store=True, groups=READER)
    outcome_count = fields.Integer("Outcomes", compute="_compute_costs_per", groups=READER)
    cost_per_participant = fields.Float(
        "Cost per Participant (EUR)",
        compute="_compute_costs_per",
        groups=READER,
        help="What was spent, divided by the people who were there. Income is not taken off.",
    )
    cost_per_lead = fields.Float(
        "Cost per Lead (EUR)",
        compute="_compute_costs_per",
        groups=READER,
        help="What was spent, divided by the leads that came from it. Income is not taken off.",
    )
    cost_per_outcome = fields.Float(
        "Cost per Outcome (EUR)",
        compute="_compute_costs_per",
        groups=READER,
        help="What was spent, divided by the outcomes of the leads that came from it. Income is not taken off.",
    )

    @api.depends("cost_ids.planned", "cost_ids.spent", "cost_ids.income")
    def _compute_costs(self):
        for event in self:
            for name in ("planned", "spent", "income"):
                event[f"cost_{name}"] = sum(event.cost_ids.mapped(name))

    @api.depends("cost_spent", "registration_ids.state", "registration_ids.active")
    def _compute_costs_per(self):
        participants = self._count_by_event("event.registration", "event_id", [("state", "=", "done")])
        leads = self._count_by_event("crm.lead", "event_id")
        outcomes = self._count_by_event("hub.outcome", "lead_id")
        for event in self:
            spent, origin = event.cost_spent, event._origin
            event.outcome_count = outcomes.get(origin, 0)
            event.cost_per_participant = spent / participants[origin] if participants.get(origin) else 0
            event.cost_per_lead = spent / leads[origin] if leads.get(origin) else 0
            event.cost_per_outcome = spent / outcomes[origin] if outcomes.get(origin) else 0

    def _count_by_event(self, model, by, domain=()):
        """Return how many rows of a model belong to each of these events, directly or by their lead.

        :param str by: the field of the rows with the event, or ``lead_id``
        :rtype: dict[event.event, int]
        """
        path = "lead_id.event_id" if by == "lead_id" else by
        counts = {}
        for owner, count in self.env[model]._read_group(
            Domain(path, "in", self.ids) & Domain(domain), [by], ["__count"]
        ):
            event = owner.event_id if by == "lead_id" else owner
            counts[event] = counts.get(event, 0) + count
        return counts
