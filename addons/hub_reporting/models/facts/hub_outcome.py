from odoo import api, models

from .hub_fact_source_mixin import Part


class HubOutcome(models.Model):
    """What came of support counts on its day, as much of it as is the agency's doing."""

    _name = "hub.outcome"
    _inherit = ["hub.outcome", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"outcome": self.env._("Outcome")}

    @api.model
    def _fact_parts(self):
        columns = {
            "date": "date",
            "partner_id": "partner_id",
            "user_id": "user_id",
            "programme_id": "programme_id",
            "amount": "attributed_value",
            "unit": "unit",
            "proof_level": "proof_level",
            "detail": "kind",
            "commune_id": "commune_id",
        }
        return [Part("outcome", columns)]
