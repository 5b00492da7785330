from odoo import models

from odoo.addons.hub_entrepreneurs.tools.quiet import AS_AUTHOR, AUTOMATIC


class EventLeadRule(models.Model):
    """The filter of a rule is evaluated for its author, and not as the superuser that core makes of whoever registers.

    Core: event_crm/models/event_lead_rule.py, 19.0. Contract: test_core_event_lead_rule.
    """

    _inherit = "event.lead.rule"

    def _filter_registrations(self, registrations):
        rule = self.with_context(**{AS_AUTHOR: AUTOMATIC})
        return super(EventLeadRule, rule)._filter_registrations(registrations)
