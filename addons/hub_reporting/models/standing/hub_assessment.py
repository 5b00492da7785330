from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..facts.hub_fact_source_mixin import Part

# The day before the next one of the kind; of several of a day, the last one holds.
_UNTIL = SQL(
    """(SELECT MIN(later.date) - 1 FROM hub_assessment AS later
         WHERE later.partner_id = hub_assessment.partner_id AND later.kind = hub_assessment.kind
           AND later.state = 'done' AND later.active
           AND (later.date, later.id) > (hub_assessment.date, hub_assessment.id))"""
)


class HubAssessment(models.Model):
    """An assessment tells its score and its band; the band lasts until the next assessment of its kind."""

    _inherit = "hub.assessment"

    @api.model
    def _fact_kinds(self):
        return {**super()._fact_kinds(), "band": self.env._("Band of the Last Assessment")}

    @api.model
    def _fact_parts(self):
        result = {"amount": "score", "band_id": "band_id"}
        parts = [part._replace(columns={**part.columns, **result}) for part in super()._fact_parts()]
        who = {"partner_id": "partner_id", "user_id": "user_id", "detail": "kind", **result}
        done = Domain("state", "=", "done")
        return [*parts, Part("band", {**who, "date": "date", "date_end": _UNTIL}, done)]
