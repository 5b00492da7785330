from .core_case import CoreCase


class TestCoreWords(CoreCase):
    """Where core takes the labels of fields and views from."""

    def test_fields(self):
        self.assertParameters("crm.lead", "fields_get", "allfields", "attributes")
        self.assertInOrder(
            self.source("base", "fields_get"),
            ["field.get_description(", "attributes=attributes"],
            "labels come otherwise",
        )

    def test_views(self):
        self.assertParameters("crm.lead", "_get_view", "view_id", "view_type", "options")
        self.assertParameters("crm.lead", "_get_view_cache_key", "view_id", "view_type", "options")

    def test_actions(self):
        self.assertParameters("ir.actions.actions", "get_bindings", "model_name")
        self.assertTrue(self.env.ref("crm.action_crm_send_mass_convert"), "leads are converted by another action")
