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

    def _stage_find(self, team_id=False, domain=None, order="sequence, id", limit=1):
        teams = self.team_id | self.env["crm.team"].browse(team_id or [])
        if teams and all(teams.mapped("own_stages_only")):
            domain = [*(domain or []), ("team_ids", "in", teams.ids)]
        return super()._stage_find(team_id=team_id, domain=domain, order=order, limit=limit)

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        expanded = super()._read_group_stage_ids(stages, domain)
        team = self.env["crm.team"].browse(self.env.context.get("default_team_id") or [])
        if not team.own_stages_only:
            return expanded
        own = {stage.id for stage in team._get_stage_path(self.env["hub.stage.requirement"]._get_gate())}
        return expanded.browse(id_ for id_ in expanded._ids if id_ in own or id_ in stages._ids)

    def _merge_opportunity(self, *args, **kwargs):
        merged = super()._merge_opportunity(*args, **kwargs)
        # Core may choose a stage that all teams share.
        merged._compute_stage_id()
        return merged
