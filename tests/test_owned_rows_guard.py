"""What hangs on a company says so by inheriting the mixin, and has the global rule that makes the agency count."""

from odoo.tests import TransactionCase, tagged


@tagged("standard", "post_install")
class TestOwnedRowsGuard(TransactionCase):
    def test_rows_of_companies_inherit_the_mixin(self):
        """Those that must name a company: with the mixin alone, moving one asks the rules once more."""
        heirs = self.env.registry.descendants(["hub.of.company.mixin"], "_inherit")
        owned = {model for model in self._stored_models() if self._needs_a_company(self.env[model])}
        self.assertLessEqual({"hub.evidence", "hub.outcome", "hub.export.target", "hub.campaign.member"}, owned)
        self.assertEqual(sorted(owned - heirs), [])

    def test_each_owner_is_in_a_global_rule(self):
        heirs = self.env.registry.descendants(["hub.owned.mixin"], "_inherit") & self._stored_models()
        for model in heirs:
            rules = self.env["ir.rule"].search([("model_id.model", "=", model), ("groups", "=", False)])
            for owner in self.env[model]._owner_fields:
                with self.subTest(model=model, owner=owner):
                    named = [rule for rule in rules if f"('{owner}.company_id', 'in', company_ids" in rule.domain_force]
                    self.assertTrue(named, "the agency of the owner is asked for")
                    self.assertTrue(all(rule.perm_read and rule.perm_write and rule.perm_create for rule in named))

    def _stored_models(self):
        return {
            name for name, model in self.env.items() if name.startswith("hub.") and model._auto and not model._transient
        }

    def _needs_a_company(self, model):
        field = model._fields.get("partner_id")
        return field and field.required and field.store and not field.related and field.comodel_name == "res.partner"
