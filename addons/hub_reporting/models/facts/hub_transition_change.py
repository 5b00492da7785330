from odoo import api, models
from odoo.tools import SQL

from .hub_fact_source_mixin import Part


class HubTransitionChange(models.Model):
    """A step of a company on its way, on the day on which it took effect."""

    _name = "hub.transition.change"
    _inherit = ["hub.transition.change", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"status_rise": self.env._("Rise of the Status"), "status_fall": self.env._("Fall of the Status")}

    @api.model
    def _fact_parts(self):
        columns = {"date": "date", "partner_id": "partner_id", "detail": "new_status"}
        return [Part(f"status_{direction}", columns, [("direction", "=", direction)]) for direction in ("rise", "fall")]

    @api.model
    def _join_status_on(self, query, alias, partner, day):
        """Join to a query the status of a company on a day; return its term: unknown before its first step.

        :param SQL partner: the id of the company
        :param SQL day: the day
        """
        joined = query.make_alias(alias, "status")
        # Of several steps on a day, the last one holds: to the others no day belongs.
        steps = SQL(
            """(SELECT partner_id, new_status, date,
                       LEAD(date) OVER (PARTITION BY partner_id ORDER BY date, id) AS next_date
                  FROM hub_transition_change)"""
        )
        on_day = SQL(
            """%(status)s.partner_id = %(partner)s AND %(status)s.date <= %(day)s
               AND (%(status)s.next_date IS NULL OR %(status)s.next_date > %(day)s)""",
            status=SQL.identifier(joined),
            partner=partner,
            day=day,
        )
        query.add_join("LEFT JOIN", joined, steps, on_day)
        status = SQL.identifier(joined, "new_status")
        return SQL("CASE WHEN %s IS NOT NULL THEN COALESCE(%s, 'unknown') END", partner, status)
