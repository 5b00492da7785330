from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.once import once


class HubActionDrop(models.TransientModel):
    """Actions are dropped from their plan with a reason, which stands against last year and in the amendment."""

    _name = "hub.action.drop"
    _description = "Drop Actions"
    _inherit = ["hub.own.dialog.mixin"]

    event_ids = fields.Many2many("event.event", string="Actions", readonly=True)
    reason = fields.Char(required=True, help="Why, in a sentence that can be read out in parliament.")
    registered_count = fields.Integer("Registered", compute="_compute_registered_count")

    @api.depends("event_ids")
    def _compute_registered_count(self):
        for dialog in self:
            dialog.registered_count = self.env["event.registration"].search_count(
                [("event_id", "in", dialog.event_ids.ids), ("state", "!=", "cancel")]
            )

    @once
    def action_drop(self):
        """Drop them."""
        actions, reason = self.event_ids, self.reason.strip()
        if not reason:
            raise UserError(self.env._("Reason: say why the action is dropped."))
        if held := actions.filtered(lambda action: action.action_state in ("held", "evaluated")):
            raise UserError(
                self.env._(
                    "“%s” was held, so it can't be dropped any more. Choose actions that are still to come.",
                    held[0].name,
                )
            )
        actions.write({"kanban_state": "cancel", "amendment_reason": reason})
        # What was said of it before it was dropped holds no more.
        self.env["hub.action.plan.change"].search([("event_id", "in", actions.ids)]).reason = reason
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}
