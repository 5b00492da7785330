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
    def _get_status_on_sql(self, partner, day):
        """Return the SQL for the status of a company on a day: unknown before its first step.

        :param SQL partner: the id of the company
        :param SQL day: the day
        """
        return SQL(
            """CASE WHEN %(partner)s IS NOT NULL THEN COALESCE(
                   (SELECT step.new_status FROM hub_transition_change AS step
                     WHERE step.partner_id = %(partner)s AND step.date <= %(day)s
                  ORDER BY step.date DESC, step.id DESC LIMIT 1),
                   'unknown') END""",
            partner=partner,
            day=day,
        )
