from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part

from .event_event import IS_ACTION


class HubActionContact(models.Model):
    """A contact that a company, or the agency, made at an action counts on the day on which they met, in its market."""

    _name = "hub.action.contact"
    _inherit = ["hub.action.contact", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"contact_made": self.env._("Contact Made at an Action")}

    @api.model
    def _fact_parts(self):
        what = {
            "date": "date",
            "partner_id": "partner_id",
            "lead_id": "lead_id",
            "programme_id": "event_id.programme_id",
            "event_id": "event_id",
            "action_type_id": "event_id.action_type_id",
            "country_id": "country_id",
            "detail": "kind",
        }
        return [Part("contact_made", what, Domain("event_id", "any", IS_ACTION))]
