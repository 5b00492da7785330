from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreEventLeadRule(CoreCase):
    """Core reads the filter of a rule from the rule, on which it runs as superuser."""

    def test_the_filter_is_read_from_the_rule(self):
        self.assertParameters("event.lead.rule", "_filter_registrations", "registrations")
        source = self.source("event.lead.rule", "_filter_registrations")
        self.assertIn("literal_eval(self.event_registration_filter)", source)
        self.assertIn(
            ".sudo()._run_on_registrations(", self.source("event.registration", "_apply_lead_generation_rules")
        )
