from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.dates import today
from ..tools.once import once

_END_OF = {"done": "done_on", "dropped": "dropped_on", "open": "date_deadline"}


class HubCommitmentClose(models.TransientModel):
    """What became of a commitment whose reminder is done: done, dropped, or still open until another day."""

    _name = "hub.commitment.close"
    _description = "What Became of a Commitment"
    _inherit = ["hub.own.dialog.mixin"]

    commitment_id = fields.Many2one("hub.commitment", required=True, readonly=True, ondelete="cascade")
    state = fields.Selection(
        [("done", "It is done"), ("dropped", "It is dropped"), ("open", "It is still open")],
        "The Commitment",
        required=True,
        default="done",
    )
    day = fields.Date(
        compute="_compute_day", store=True, readonly=False, help="When it was done or dropped, or its new deadline."
    )

    @api.depends("state")
    def _compute_day(self):
        for wizard in self:
            wizard.day = today(self.env) if wizard.state != "open" else False

    @once
    def action_apply(self):
        """Say so of the commitment, unless somebody else did meanwhile."""
        if self.commitment_id.state != "open":
            labels = dict(self.commitment_id._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "Somebody answered meanwhile: the commitment is closed (%s). Close this window, and open the "
                    "commitment if that is wrong.",
                    labels[self.commitment_id.state],
                )
            )
        if self.state == "open" and not self.day:
            raise UserError(self.env._("New Deadline: enter the day until which the company promises it now."))
        self.commitment_id.write({"state": self.state, _END_OF[self.state]: self.day or today(self.env)})
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}
