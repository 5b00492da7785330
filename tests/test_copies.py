"""Duplicate, in the menu of a form, either works or is not offered."""

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("standard", "post_install")
class TestCopies(TransactionCase):
    def test_what_can_be_duplicated_is_duplicated_twice(self):
        models = list(self._models_that_offer_it())
        self.assertIn("hub.service", models)
        for name in models:
            record = self.env[name].with_context(active_test=False).search([], limit=1)
            with self.subTest(model=name), self.cr.savepoint(flush=True), mute_logger("odoo.sql_db"):
                self.assertTrue(record, "the demo data have no example")
                self.assertEqual(len(record.copy() + record.copy()), 2)

    def test_a_code_that_is_taken_is_not_given_to_a_copy(self):
        service = self.env["hub.service"].create({"name": "Advice", "code": "ADVICE"})
        self.assertEqual((service + service).copy().mapped("code"), ["ADVICE (copy)", "ADVICE (copy) (copy)"])

    def _models_that_offer_it(self):
        """Yield the models of ours whose own form can be opened to make a new record and to duplicate one."""
        for view in self.env["ir.ui.view"].search([("type", "=", "form"), ("mode", "=", "primary")]):
            model = self.env.get(view.model)
            if model is None or not view.model.startswith("hub.") or model._transient or not model._auto:
                continue
            form = view._get_combined_arch()
            if all(form.get(what, "true") not in ("false", "0") for what in ("create", "duplicate")):
                yield view.model
