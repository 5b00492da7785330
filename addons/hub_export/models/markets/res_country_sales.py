from odoo import api, fields, models
from odoo.tools import format_amount

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import READER

SHOWN_YEARS = 8


class ResCountry(models.Model):
    """What companies sold in a market, year by year."""

    _inherit = "res.country"

    sales_by_year = fields.Json(compute="_compute_sales_by_year", groups=READER)

    @api.depends("export_target_ids.amount", "export_target_ids.currency_id", "export_target_ids.year")
    @api.depends_context("uid", "allowed_company_ids", "company", "lang")
    def _compute_sales_by_year(self):
        agency, day = self.env.company, today(self.env)
        totals = {}
        for country, year, currency, amount in self.env["hub.export.target"]._read_group(
            [("country_id", "in", self.ids), ("amount", ">", 0), ("year", ">", day.year - SHOWN_YEARS)],
            ["country_id", "year", "currency_id"],
            ["amount:sum"],
        ):
            # At today's rate: the years stay comparable.
            converted = currency._convert(amount, agency.currency_id, agency, day)
            years = totals.setdefault(country, {})
            years[year] = years.get(year, 0) + converted
        for country in self:
            country.sales_by_year = [
                {
                    "year": year,
                    "value": amount,
                    "text": format_amount(self.env, agency.currency_id.round(amount), agency.currency_id),
                }
                for year, amount in sorted(totals.get(country._origin, {}).items())
            ]
