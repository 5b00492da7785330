from odoo import api, fields, models


class CrmLead(models.Model):
    """A lead of a team that may keep to stages of its own."""

    _inherit = "crm.lead"

    own_stages_only = fields.Boolean(related="team_id.own_stages_only")
    lost_reason_id = fields.Many2one(domain="[('offered_team_ids', 'in', [team_id])]")

    @api.depends("user_id", "type")
    def _compute_team_id(self):
        # Core moves a lead to a team of its new salesperson. One with stages of its own keeps the lead.
        free = self.filtered(lambda lead: not lead.team_id.own_stages_only)
        return super(CrmLead, free)._compute_team_id()

    @api.depends("team_id", "type")
    def _compute_stage_id(self):
        result = super()._compute_stage_id()
        for lead in self:
            if lead.team_id.own_stages_only and lead.team_id not in lead.stage_id.team_ids:
                lead.stage_id = lead._stage_find(domain=[("fold", "=", False)])
        return result
