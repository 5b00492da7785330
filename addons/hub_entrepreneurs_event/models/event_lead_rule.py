from odoo import models

from odoo.addons.hub_entrepreneurs.models.mixins.hub_authored_domain_mixin import AuthoredText


class EventLeadRule(models.Model):
    """Leads are made of the registrations that the author of a rule's filter finds."""

    _name = "event.lead.rule"
    _inherit = ["event.lead.rule", "hub.authored.domain.mixin"]
    _stored_domains = ("event_registration_filter",)

    event_registration_filter = AuthoredText()

    def _get_domain_model(self, name):  # noqa: ARG002
        return "event.registration"
