from odoo import api, models

from ...tools.quiet import ROWS_OF_LEADS
from ...tools.rows_of_leads import RowsOfLeads


class CrmLead(models.Model):
    """Merging leads keeps what was said about them and what came of them.

    Core: crm/models/crm_lead.py, 19.0. Contract: test_core_crm_lead.
    """

    _inherit = "crm.lead"

    def _merge_dependences(self, opportunities):
        known = self.env.context.get(ROWS_OF_LEADS)
        holders = known.of(self.env, self._models_with_leads()) if isinstance(known, RowsOfLeads) else {}
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
