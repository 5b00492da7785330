from odoo import api, models


class HubLeadPeriod(models.Model):
    """A lead in a stage counts with the market that it is for."""

    _inherit = "hub.lead.period"

    @api.model
    def _fact_parts(self):
        return [
            part._replace(columns={**part.columns, "country_id": "lead_id.target_country_id"})
            for part in super()._fact_parts()
        ]
