import inspect

from odoo.fields import Field

from .core_case import CoreCase


class TestCoreTransitionHistory(CoreCase):
    def test_a_computation_leads_through_one_method(self):
        """Core computes a stored field with the field protected, so that inside it still reads as before."""
        self.assertInOrder(
            inspect.getsource(Field.compute_value),
            ["env.protecting(fields, records)", "records._compute_field_value(self)"],
            "core computes stored fields in another way",
        )
        self.assertParameters("res.partner", "_compute_field_value", "field")
