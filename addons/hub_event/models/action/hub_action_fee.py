from odoo import api, fields, models

from .hub_action_cost import AMOUNT


class HubActionFee(models.Model):
    """What companies of a class pay for an action: by their size, and by membership of a cluster of the action."""

    _name = "hub.action.fee"
    _description = "Fee of an Action"
    _inherit = ["hub.action.row.mixin", "hub.limited.mixin", "hub.named.mixin"]
    _order = "event_id, amount, id"
    _named_by = ("event_id", "size_class", "membership", "amount")
    _limits = {"amount": AMOUNT}

    size_class = fields.Selection(
        lambda self: self.env["res.partner"]._fields["size_class"]._description_selection(self.env),
        help="Empty: companies of every size.",
    )
    membership = fields.Selection(
        [("members", "Members"), ("others", "Others")],
        help="Members: companies that belong to a cluster of the action on the day. Empty: all companies.",
    )
    amount = fields.Float("Fee (EUR)", required=True, aggregator=None)

    _positive = models.Constraint("CHECK (amount >= 0)", "Fee: enter 0 or more.")
    _class_uniq = models.UniqueIndex(
        "(event_id, COALESCE(size_class, ''), COALESCE(membership, ''))",
        "Fee: this class of companies has a fee already. Change that row.",
    )

    @api.onchange("amount")
    def _onchange_amount(self):
        return self._ask_about("amount")
