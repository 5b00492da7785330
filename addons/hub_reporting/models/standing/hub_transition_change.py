from odoo import api, models
from odoo.tools import SQL

from ..facts.hub_fact_source_mixin import Part

# The day before the next step; of several steps of a day, the last one holds.
_UNTIL = SQL(
    """(SELECT MIN(later.date) - 1 FROM hub_transition_change AS later
         WHERE later.partner_id = hub_transition_change.partner_id
           AND (later.date, later.id) > (hub_transition_change.date, hub_transition_change.id))"""
)


class HubTransitionChange(models.Model):
    """The status that a step led to lasts until the next step."""

    _inherit = "hub.transition.change"

    @api.model
    def _fact_kinds(self):
        return {**super()._fact_kinds(), "status": self.env._("Transition Status")}

    @api.model
    def _fact_parts(self):
        columns = {"date": "date", "date_end": _UNTIL, "partner_id": "partner_id", "detail": "new_status"}
        return [*super()._fact_parts(), Part("status", columns)]
