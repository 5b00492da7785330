from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .hub_fact_source_mixin import Part


class CrmLead(models.Model):
    """A lead counts on the day it came, and on the day it was won or lost."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "lead_opened": self.env._("Lead Opened"),
            "lead_won": self.env._("Lead Won"),
            "lead_lost": self.env._("Lead Lost"),
        }

    @api.model
    def _fact_parts(self):
        what = {
            "partner_id": "partner_id.commercial_partner_id",
            "user_id": "user_id",
            "campaign_id": "campaign_id",
            "lead_id": "id",
            "amount": "expected_revenue",
            "unit": self._get_unit_of_revenue_sql(),
        }
        all_leads = Domain("active", "in", (True, False))
        closed = all_leads & Domain("date_closed", "!=", False)
        return [
            Part("lead_opened", {**what, "date": "create_date"}, all_leads),
            Part("lead_won", {**what, "date": "date_closed"}, closed & Domain("won_status", "=", "won")),
            Part("lead_lost", {**what, "date": "date_closed"}, closed & Domain("won_status", "=", "lost")),
        ]

    @api.model
    def _get_unit_of_revenue_sql(self):
        """Return the SQL for what the revenue of a lead is in: euro, where the agency of the lead counts in euro."""
        return SQL(
            """CASE WHEN COALESCE(%s, %s) = ANY(ARRAY(
                   SELECT agency.id FROM res_company AS agency JOIN res_currency AS counted ON counted.id = currency_id
                    WHERE counted.name = 'EUR')) THEN 'eur' END""",
            SQL.identifier(self._table, "company_id"),
            self.env.company.id,
            to_flush=self.env["res.company"]._fields["currency_id"],
        )
