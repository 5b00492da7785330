from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

_OF_REGISTRATIONS = {"event_id", "kind", "planned", "spent", "income"}


class HubActionCost(models.Model):
    """What registrations have paid is a row of its own among the costs of an action, which nobody types.

    Nothing counts twice: beside it no income from fees is typed, and while some is typed no fee is noted as paid.
    """

    _inherit = "hub.action.cost"

    is_paid_fees = fields.Boolean(
        "Paid by Registrations", readonly=True, copy=False, help="The fees of registrations that are noted as paid."
    )

    _paid_fees_once = models.UniqueIndex(
        "(event_id) WHERE is_paid_fees", "Fees of Participants: what registrations have paid has its row already."
    )

    def write(self, vals):
        if not _OF_REGISTRATIONS.isdisjoint(vals):
            self._check_not_paid_fees()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_paid_fees(self):
        self._check_not_paid_fees()

    def copy_data(self, default=None):
        """Leave out what registrations of the other action have paid."""
        return [{} if cost.is_paid_fees else vals for cost, vals in zip(self, super().copy_data(default), strict=True)]

    def _check_not_paid_fees(self):
        if not self.env.su and any(self.mapped("is_paid_fees")):
            raise UserError(
                self.env._(
                    "Fees of Participants: this income is what registrations have paid. Note on the registrations "
                    "what is paid, or paid back."
                )
            )

    @api.constrains("event_id", "kind", "income", "is_paid_fees")
    def _check_fees_once(self):
        fees = self.search([("event_id", "in", self.event_id.ids), ("kind", "=", "fees"), ("income", ">", 0)])
        for event, rows in fees.grouped("event_id").items():
            typed = rows.filtered(lambda row: not row.is_paid_fees)
            if typed and typed != rows:
                raise ValidationError(
                    self.env._(
                        "Fees of Participants: €%(typed)s is typed in among the costs of “%(action)s”, and "
                        "registrations are noted as paid, so fees would count twice. Empty the income that is typed.",
                        typed=f"{sum(typed.mapped('income')):.2f}",
                        action=event.name,
                    )
                )

    @api.model
    def _keep_paid_fees(self, events):
        """Make the income from fees of some actions what their registrations have paid."""
        if not events:
            return
        # Of two that are noted at the same time, the second one adds to the first.
        take_turns(events)
        paid = dict(
            self.env["event.registration"]._read_group(
                [("event_id", "in", events.ids), ("fee_paid_on", "!=", False), ("state", "!=", "cancel")],
                ["event_id"],
                ["fee_amount:sum"],
            )
        )
        known = self.search([("event_id", "in", events.ids), ("is_paid_fees", "=", True)]).grouped("event_id")
        for event, row in known.items():
            if row.income != paid.get(event, 0):
                row.income = paid.get(event, 0)
        known_events = self.env["event.event"].union(*known)
        self.create(
            [
                {"event_id": event.id, "kind": "fees", "is_paid_fees": True, "income": amount}
                for event, amount in paid.items()
                if amount and event not in known_events
            ]
        )
        self.search([("event_id", "in", events.ids), ("is_paid_fees", "=", True), ("income", "=", 0)]).unlink()
