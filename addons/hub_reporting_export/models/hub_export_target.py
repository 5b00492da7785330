from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part

_FIRST, _LAST = (SQL("make_date(hub_export_target.year, %s, %s)", month, day) for month, day in ((1, 1), (12, 31)))


class HubExportTarget(models.Model):
    """Sales abroad count over their year; a market is entered in the first year with sales there."""

    _name = "hub.export.target"
    _inherit = ["hub.export.target", "hub.fact.source.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        """Besides, let a company that lacked a market no longer lack it."""
        targets = super().create(vals_list)
        self.env["hub.quality.issue"]._note_changed("res.partner", targets.partner_id.ids)
        return targets

    @api.model
    def _fact_kinds(self):
        return {"market": self.env._("Sales in a Market"), "market_entered": self.env._("Market Entered")}

    @api.model
    def _fact_parts(self):
        sold = Domain("status", "=", "exporting") & Domain("year", ">", 0)
        what = {"date": _FIRST, "partner_id": "partner_id", "country_id": "country_id", "detail": "kind"}
        amount = {"amount": "amount", "unit": SQL("%s", "eur")}
        return [
            Part("market", {**what, **amount, "date_end": _LAST}, sold & Domain("currency_id.name", "=", "EUR")),
            Part("market", {**what, "date_end": _LAST}, sold & Domain("currency_id.name", "!=", "EUR")),
            Part("market_entered", what, sold & Domain.custom(to_sql=self._is_first_year_sql)),
        ]

    @api.model
    def _is_first_year_sql(self, _model, alias, _query):
        """Return the SQL condition that a company has no sales in a market in a year before, of whatever kind."""
        own, first = SQL.identifier(alias), SQL("before")
        return SQL(
            """NOT EXISTS (
                   SELECT FROM hub_export_target AS %(first)s
                    WHERE %(first)s.partner_id = %(own)s.partner_id AND %(first)s.country_id = %(own)s.country_id
                      AND %(first)s.status = 'exporting' AND %(first)s.active
                      AND (%(first)s.year, %(first)s.id) < (%(own)s.year, %(own)s.id) AND %(first)s.year > 0)""",
            own=own,
            first=first,
        )
