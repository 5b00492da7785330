from odoo import api, models


class CrmLead(models.Model):
    """A lead counts with the market that it is for."""

    _inherit = "crm.lead"

    @api.model
    def _fact_parts(self):
        return [
            part._replace(columns={**part.columns, "country_id": "target_country_id"}) for part in super()._fact_parts()
        ]
