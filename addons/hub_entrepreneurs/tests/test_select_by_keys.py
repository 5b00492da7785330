from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestSelectByKeys(HttpCase):
    """A selection in the row of a list is filled in by keys alone, as fast as somebody types."""

    def test_typed_selections(self):
        new_test_user(self.env, login="hub_typing", groups="hub_entrepreneurs.group_hub_account_manager")
        person = self.env["res.partner"].create({"name": "Typed Person"})
        companies = self.env["res.partner"].create([{"name": f"Typed {turn}", "is_company": True} for turn in (1, 2)])
        roles = self.env["hub.company.role"].create(
            [{"partner_id": company.id, "person_id": person.id, "role": "owner"} for company in companies]
        )
        self.start_tour(f"/odoo/contacts/{person.id}", "hub_select_by_keys", login="hub_typing")
        self.assertEqual(sorted(roles.mapped("role")), ["adviser", "founder"])
