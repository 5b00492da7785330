from odoo import models


class CrmLead(models.Model):
    """Merging leads keeps what was said about them and what came of them.

    Core: crm/models/crm_lead.py, 19.0. Contract: test_core_crm_lead.
    """

    _inherit = "crm.lead"

    def _merge_dependences(self, opportunities):
        # As superuser, as core does with messages: nothing is lost by whoever merges.
        for model in ("hub.interaction", "hub.outcome"):
            self.env[model].sudo().search([("lead_id", "in", opportunities.ids)]).write({"lead_id": self.id})
        return super()._merge_dependences(opportunities)
