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
            "unit": SQL("%s", "eur") if self.env.company.currency_id.name == "EUR" else SQL("NULL"),
        }
        all_leads = Domain("active", "in", (True, False))
        closed = all_leads & Domain("date_closed", "!=", False)
        return [
            Part("lead_opened", {**what, "date": "create_date"}, all_leads),
            Part("lead_won", {**what, "date": "date_closed"}, closed & Domain("won_status", "=", "won")),
            Part("lead_lost", {**what, "date": "date_closed"}, closed & Domain("won_status", "=", "lost")),
        ]
