from odoo import fields

from .common import HubCase

NONSENSE = ("x", ["x"], [True], {"a": 1}, 5, None, [10**12], [-1])


class TestTypedIds(HubCase):
    """Ids and moments come from a browser, or from whoever pretends to be one."""

    def test_what_a_dialog_is_started_on(self):
        for nonsense in NONSENSE:
            context = {"active_model": "res.partner", "active_ids": nonsense}
            for model, name in (
                ("hub.merge.request", "partner_ids"),
                ("hub.cluster.join", "partner_ids"),
                ("hub.cluster.leave", "partner_ids"),
            ):
                dialogs = self.env[model].with_user(self.cluster_manager).with_context(**context)
                with self.subTest(model=model, active_ids=nonsense):
                    self.assertFalse(dialogs.new(dialogs.default_get([name]))[name])

    def test_what_is_voided(self):
        for nonsense in NONSENSE:
            with self.subTest(res_ids=nonsense):
                dialog = self.env["hub.void"].with_user(self.account)
                dialog = dialog.new({"res_model": "hub.interaction", "res_ids": nonsense})
                self.assertFalse(dialog._get_rows())

    def test_the_moment_of_a_timeline(self):
        self.env["hub.interaction"].create({"partner_id": self.company.id, "date": fields.Datetime.now()})
        company = self.company.with_user(self.account)
        for nonsense in ("x", "2026-13-13", "0001-01-01", 5, [1], True, {}):
            with self.subTest(before=nonsense):
                self.assertEqual(company.get_timeline(nonsense), company.get_timeline())
        self.assertFalse(company.get_timeline("1999-01-01 00:00:00"))
