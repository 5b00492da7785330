from odoo import api, models


class CrmLead(models.Model):
    """A lead counts with the market that it is for; who forgot it takes the one market of the company."""

    _inherit = "crm.lead"

    @api.model
    def _fact_parts(self):
        return [
            part._replace(columns={**part.columns, "country_id": "target_country_id"}) for part in super()._fact_parts()
        ]

    def _mend_market(self):
        """Take the market that the company is in or wants to be in, if there is only one."""
        companies = self.partner_id.commercial_partner_id
        targets = self.env["hub.export.target"].search(
            [("partner_id", "in", companies.ids), ("status", "!=", "stopped")]
        )
        markets = {company: rows.country_id for company, rows in targets.grouped("partner_id").items()}
        for lead in self.filtered(lambda each: not each.target_country_id):
            market = markets.get(lead.partner_id.commercial_partner_id)
            if market and len(market) == 1:
                lead.target_country_id = market
