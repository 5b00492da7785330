from odoo import models

from ...tools.quiet import ROWS_OF_LEADS
from ...tools.rows_of_leads import RowsOfLeads


class CrmLead(models.Model):
    """Merging leads keeps what was said about them and what came of them.

    Core: crm/models/crm_lead.py, 19.0. Contract: test_core_crm_lead.
    """

    _inherit = "crm.lead"

    def _merge_dependences(self, opportunities):
        self._take_rows_of(opportunities, "hub.interaction", "hub.outcome")
        return super()._merge_dependences(opportunities)

    def _take_rows_of(self, opportunities, *models_with_leads):
        """Give this lead the rows of those that are merged into it."""
        for name in models_with_leads:
            # As superuser, as core does with messages: nothing is lost by whoever merges.
            rows, ids = self.env[name].sudo(), opportunities.ids
            known = self.env.context.get(ROWS_OF_LEADS)
            if isinstance(known, RowsOfLeads):
                holders = known.of(rows)
                ids = [lead_id for lead_id in ids if lead_id in holders]
                holders.update(self.ids if ids else ())
            if ids:
                rows.search([("lead_id", "in", ids)]).write({"lead_id": self.id})
