from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTypedSelection(HttpCase):
    """One of a selection is chosen by keys alone, in a row of a list."""

    def test_tab_and_enter_choose_what_was_typed(self):
        account = new_test_user(self.env, "hub_tour_typist", "hub_entrepreneurs.group_hub_account_manager")
        company = self.env["res.partner"].create({"name": "Test Atelier", "is_company": True})
        rows = self.env["hub.interaction"].with_user(account)
        rows = rows.create([{"partner_id": company.id, "channel": "phone", "note": note} for note in "AB"])
        arch = '<list editable="bottom"><field name="note"/><field name="channel"/><field name="duration"/></list>'
        view = self.env["ir.ui.view"].create({"name": "Typed", "model": rows._name, "arch": arch})
        action = self.env["ir.actions.act_window"].create(
            {"name": "Typed", "res_model": rows._name, "view_id": view.id, "domain": [("id", "in", rows.ids)]}
        )
        self.start_tour(f"/odoo/action-{action.id}", "hub_typed_selection", login=account.login)
        self.assertEqual(set(rows.mapped("channel")), {"video", "visit"})
