from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.limits import FIRST_DAY

from ..facts.hub_fact_source_mixin import Part


class HubCompanyPeriod(models.Model):
    """A company is known as long as nobody archives it: how many there were on a day, and what they were."""

    _name = "hub.company.period"
    _inherit = ["hub.company.period", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"company": self.env._("Known Company")}

    @api.model
    def _fact_parts(self):
        # Since when a company exists, nobody knows; its first period stands for all days before.
        begun = SQL("CASE WHEN hub_company_period.is_first THEN %s ELSE hub_company_period.date_start END", FIRST_DAY)
        columns = {"date": begun, "date_end": "date_end", "partner_id": "partner_id", "user_id": "user_id"}
        return [Part("company", columns, Domain("partner_id.active", "=", True))]
