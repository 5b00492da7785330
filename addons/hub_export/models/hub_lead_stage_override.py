from odoo import fields, models


class HubLeadStageOverride(models.Model):
    """A director's decision to move a lead on although something was missing, and why."""

    _name = "hub.lead.stage.override"
    _description = "Move Despite Missing Requirements"
    _order = "create_date desc, id desc"

    lead_id = fields.Many2one("crm.lead", required=True, index=True, ondelete="cascade")
    stage_id = fields.Many2one("crm.stage", "Moved To", required=True, index=True, ondelete="restrict")
    reason = fields.Text(required=True)
    requirement_ids = fields.Many2many("hub.stage.requirement", string="Missing Then", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Decided By", required=True, readonly=True, index=True, default=lambda self: self.env.user
    )
