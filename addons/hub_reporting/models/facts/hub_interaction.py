from odoo import api, models

from .hub_fact_source_mixin import Part


class HubInteraction(models.Model):
    """A conversation is support on its day, for as long as it took."""

    _name = "hub.interaction"
    _inherit = ["hub.interaction", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"support": self.env._("Support")}

    @api.model
    def _fact_parts(self):
        columns = {
            "date": "day",
            "partner_id": "partner_id",
            "person_id": "contact_id",
            "user_id": "user_id",
            "service_id": "service_id",
            "programme_id": "programme_id",
            "cluster_id": "cluster_id",
            "lead_id": "lead_id",
            "channel": "channel",
            "hours": "duration",
            "commune_id": "commune_id",
            "is_reportable": "reportable",
        }
        return [Part("support", columns)]
