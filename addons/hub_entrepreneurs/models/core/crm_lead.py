from odoo import api, models

from ...tools.assignment import Assignment
from ...tools.quiet import ASSIGNMENT


class CrmLead(models.Model):
    """Merging leads keeps what was said about them and what came of them; sharing out asks once for what is the same.

    Core: crm/models/crm_lead.py, 19.0. Contract: test_core_crm_lead.
    """

    _inherit = "crm.lead"

    def _merge_dependences(self, opportunities):
        assignment = self._get_assignment()
        holders = assignment.leads_of(self.env, self._models_with_leads()) if assignment else {}
        for name in self._models_with_leads():
            ids = [lead_id for lead_id in opportunities.ids if not holders or lead_id in holders[name]]
            if ids:
                # As superuser, as core does with messages: nothing is lost by whoever merges.
                self.env[name].sudo().search([("lead_id", "in", ids)]).write({"lead_id": self.id})
                holders.get(name, set()).add(self.id)
        return super()._merge_dependences(opportunities)

    @api.model
    def _models_with_leads(self):
        """Return the models whose rows name a lead by ``lead_id``, and go to the one that it is merged into."""
        return ["hub.interaction", "hub.outcome"]

    @api.model
    def _get_assignment(self):
        """Return what is known as long as leads are shared out, or nothing."""
        known = self.env.context.get(ASSIGNMENT)
        return known if isinstance(known, Assignment) else None

    def _pls_get_won_lost_total_count(self, team_results):
        assignment = self._get_assignment()
        if not assignment:
            return super()._pls_get_won_lost_total_count(team_results)
        # Core searches the first stage again for each lead and team. Of the results it reads those of stages alone.
        counts = super()._pls_get_won_lost_total_count
        return assignment.once(str(team_results.get("stage_id")), lambda: counts(team_results))
