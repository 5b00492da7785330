"""A dialog is of whoever opened it: each of ours says so by the mixin, and has the rule that the mixin makes."""

from odoo.tests import TransactionCase, tagged


@tagged("standard", "post_install")
class TestOwnDialogsGuard(TransactionCase):
    def _dialogs(self):
        return {
            name: model for name, model in self.env.items()
            if name.startswith("hub.") and model._transient and not model._abstract
        }  # fmt: skip

    def test_each_dialog_has_the_mixin_and_its_rule(self):
        dialogs = self._dialogs()
        self.assertGreaterEqual(len(dialogs), 14)
        heirs = self.env.registry.descendants(["hub.own.dialog.mixin"], "_inherit")
        self.assertEqual(sorted(dialogs.keys() - heirs), [], "it inherits hub.own.dialog.mixin")
        for name, model in dialogs.items():
            with self.subTest(model=name):
                rule = self.env.ref(f"{model._original_module}.{model._table}_rule_own")
                self.assertEqual((rule.model_id.model, rule.groups.ids, rule.active), (name, [], True))
                self.assertTrue(rule.perm_read and rule.perm_write and rule.perm_create and rule.perm_unlink)
                self.assertEqual(rule.domain_force, "[('create_uid', '=', user.id)]")

    def test_an_older_rule_is_made_anew(self):
        rule = self.env.ref("hub_campaign.hub_campaign_freeze_line_rule_own")
        right = rule.domain_force
        rule.domain_force = "[(1, '=', 1)]"
        self.env["hub.campaign.freeze.line"]._make_own_rule()
        self.assertEqual(rule.domain_force, right)
