from .core_case import CoreCase


class TestCoreIrModel(CoreCase):
    """Core counts the rows of a model's table, past all access rules."""

    def test_count(self):
        self.assertParameters("ir.model", "_compute_count")
        self.assertIn("SELECT COUNT(*) FROM", self.source("ir.model", "_compute_count"))
        self.assertFalse(self.env["ir.model"]._fields["count"].compute_sudo)
