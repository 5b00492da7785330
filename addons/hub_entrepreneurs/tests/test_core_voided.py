from .core_case import CoreCase


class TestCoreVoided(CoreCase):
    """What core searches by: the context's test of active records, unless the domain names the field."""

    def test_core_voided(self):
        self.assertIn("self.env.context.get('active_test', True)", self.source("res.partner", "_search"))
        self.assertIn("leaf.field_expr == self._active_name", self.source("res.partner", "_search"))
