from odoo import api, models

from odoo.addons.hub_entrepreneurs.tools.quiet import AUTOMATIC

from ...tools.quiet import STAGE_GATE


class CrmLead(models.Model):
    """Leads of a team with stages of its own stay in these; merging keeps market, office and decisions of directors.

    They are grouped by the clusters of today of their companies as well.

    Core: crm/models/crm_lead.py and odoo/orm/models.py, 19.0. Contract: test_core_crm_lead.
    """

    _inherit = "crm.lead"

    # Stages

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

    # Merging

    def _merge_opportunity(self, *args, **kwargs):
        # Merging keeps a stage that one of the leads had, or starts at the first one.
        merging = self.with_context(**{STAGE_GATE: AUTOMATIC})
        merged = super(CrmLead, merging)._merge_opportunity(*args, **kwargs)
        # Core may choose a stage that all teams share.
        merged._compute_stage_id()
        return merged.with_env(self.env)

    @api.model
    def _models_with_leads(self):
        # What directors decided about the leads is kept.
        return [*super()._models_with_leads(), "hub.lead.stage.override"]

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "target_country_id"]

    def _merge_get_fields_specific(self):
        return {**super()._merge_get_fields_specific(), "office_id": self._get_merged_office_id}

    # Grouping

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Group leads by the clusters of today of their companies, which are no column."""
        if groupby_spec != "cluster_ids":
            return super()._read_group_groupby(alias, groupby_spec, query)
        field = self._fields["cluster_ids"]
        self._check_field_access(field, "read")
        # Not the model that comes back: it is superuser's, and would count the clusters of another agency.
        _model, _field, company = self._traverse_related_sql(alias, field, query)
        return self.env["res.partner"]._read_group_groupby(company, "cluster_ids", query)
