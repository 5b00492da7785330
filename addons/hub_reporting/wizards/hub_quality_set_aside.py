from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.actions import chosen_ids
from odoo.addons.hub_entrepreneurs.tools.once import once


class HubQualitySetAside(models.TransientModel):
    """Say of data that nothing is to be mended, and why: the reason stays in sight, and nobody is asked again."""

    _name = "hub.quality.set.aside"
    _description = "Set Aside"
    _inherit = ["hub.own.dialog.mixin"]

    issue_ids = fields.Many2many(
        "hub.quality.issue", required=True, readonly=True, default=lambda self: self._default_issue_ids()
    )
    issue_count = fields.Integer("Set Aside", compute="_compute_issue_count")
    reason = fields.Char(help="Why it is right as it is. It stays in sight.")

    @api.model
    def _default_issue_ids(self):
        return chosen_ids(self.env, "hub.quality.issue")

    @api.depends("issue_ids")
    def _compute_issue_count(self):
        for dialog in self:
            dialog.issue_count = len(dialog.issue_ids)

    @once
    def action_set_aside(self):
        """Set the issues aside."""
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Reason: say why nothing is to be mended."))
        self.issue_ids._set_aside(reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
