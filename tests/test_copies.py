"""Duplicate, in the menu of a form or of a list, either works or is not offered."""

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("standard", "post_install")
class TestCopies(TransactionCase):
    def test_what_can_be_duplicated_is_duplicated_twice(self):
        models = sorted(set(self._models_that_offer_it()))
        self.assertIn("hub.service", models)
        for name in models:
            record = self.env[name].with_context(active_test=False).search([], limit=1)
            with self.subTest(model=name), self.cr.savepoint(flush=True), mute_logger("odoo.sql_db"):
                self.assertTrue(record, "the demo data have no example")
                self.assertEqual(len(record.copy() + record.copy()), 2)

    def test_a_code_that_is_taken_is_not_given_to_a_copy(self):
        service = self.env["hub.service"].create({"name": "Advice", "code": "ADVICE"})
        codes = [service.copy().code, service.with_context(lang="fr_BE").copy().code, service.copy().code]
        self.assertEqual(codes, ["ADVICE (copy)", "ADVICE (copie)", "ADVICE (copy) (copy)"])

    def _models_that_offer_it(self):
        """Yield the models of ours with a view in which records can be made, and duplicated."""
        for view in self.env["ir.ui.view"].search([("type", "in", ["form", "list"]), ("mode", "=", "primary")]):
            model = self.env.get(view.model)
            if model is None or not view.model.startswith("hub.") or model._transient or not model._auto:
                continue
            arch = view._get_combined_arch()
            if all(arch.get(what, "true") not in ("false", "0") for what in ("create", "duplicate")):
                yield view.model
