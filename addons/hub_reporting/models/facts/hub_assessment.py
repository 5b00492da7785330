from odoo import api, models

from .hub_fact_source_mixin import Part


class HubAssessment(models.Model):
    """A done assessment counts on its day, with its score."""

    _name = "hub.assessment"
    _inherit = ["hub.assessment", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"assessment": self.env._("Assessment")}

    @api.model
    def _fact_parts(self):
        columns = {"date": "date", "partner_id": "partner_id", "user_id": "user_id", "detail": "kind"}
        return [Part("assessment", columns, [("state", "=", "done")])]
