from odoo import api, fields, models


class CrmLeadLost(models.TransientModel):
    """Lost leads get a reason that their teams are offered."""

    _inherit = "crm.lead.lost"

    lost_reason_id = fields.Many2one(domain="[('id', 'in', offered_reason_ids)]")
    offered_reason_ids = fields.Many2many("crm.lost.reason", compute="_compute_offered_reason_ids")

    @api.depends("lead_ids.team_id")
    def _compute_offered_reason_ids(self):
        for wizard in self:
            # False stands for leads without a team.
            teams = [lead.team_id.id for lead in wizard.lead_ids] or [False]
            wizard.offered_reason_ids = self.env["crm.lost.reason"].search([("offered_team_ids", "in", teams)])
