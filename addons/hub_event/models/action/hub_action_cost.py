from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.domain.limits import Limit

AMOUNT = Limit(most=1e9, unusual_above=1e6)
"""What an action costs, brings in or asks for, in euro; below zero is refused by the database."""


class HubActionCost(models.Model):
    """What an action costs and brings in, by kind of cost: as planned, and as it was."""

    _name = "hub.action.cost"
    _description = "Cost of an Action"
    _inherit = ["hub.action.row.mixin", "hub.limited.mixin", "hub.named.mixin"]
    _order = "event_id, sequence, id"
    _named_by = ("event_id", "kind")
    _limits = dict.fromkeys(("planned", "spent", "income"), AMOUNT)

    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("space", "Space and Stand"),
            ("travel", "Travel and Stay"),
            ("transport", "Transport of Goods"),
            ("catering", "Venue and Catering"),
            ("people", "Speakers and Interpreters"),
            ("communication", "Communication"),
            ("fees", "Fees of Participants"),
            ("other", "Other"),
        ],
        "Kind of Cost",
        required=True,
        default="other",
        index=True,
    )
    note = fields.Char("Remarks")
    planned = fields.Float("Planned (EUR)")
    spent = fields.Float("Spent (EUR)", copy=False)
    income = fields.Float(
        "Income (EUR)", copy=False, help="What came in, such as fees of participants and shares of partners."
    )
    action_plan_id = fields.Many2one(related="event_id.action_plan_id", store=True, index="btree_not_null")
    action_type_id = fields.Many2one(related="event_id.action_type_id", store=True)
    country_id = fields.Many2one(related="event_id.country_id", store=True)
    programme_id = fields.Many2one(related="event_id.programme_id", store=True)
    office_id = fields.Many2one(related="event_id.office_id", store=True)

    _positive = models.Constraint(
        "CHECK (planned >= 0 AND spent >= 0 AND income >= 0)", "Planned, Spent, Income: enter 0 or more."
    )

    @api.onchange("planned")
    def _onchange_planned(self):
        return self._ask_about("planned")

    @api.onchange("spent")
    def _onchange_spent(self):
        return self._ask_about("spent")

    @api.onchange("income")
    def _onchange_income(self):
        return self._ask_about("income")
