from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreCrmLead(CoreCase):
    """How a lead and its contact share an address, who follows a new lead, and what a merge hands over."""

    def test_one_method_decides_on_each_address(self):
        for name, address in (("email", "email_from"), ("phone", "phone")):
            asked = f"lead._get_partner_{name}_update("
            with self.subTest(name=name):
                self.assertParameters("crm.lead", f"_get_partner_{name}_update", "force_void")
                for method in (
                    f"_compute_{address}",
                    f"_inverse_{address}",
                    f"_compute_partner_{name}_update",
                ):
                    self.assertIn(asked, self.source("crm.lead", method), "an address is shared without asking")

    def test_followers_are_added_by_one_method(self):
        self.assertParameters("crm.lead", "_message_auto_subscribe", "updated_values", "followers_existing_policy")
        self.assertIn(
            "thread._message_auto_subscribe(create_values, followers_existing_policy='update')",
            self.source("mail.thread", "create"),
            "a new record gets its followers in another way",
        )
        self.assertIn("self._message_auto_subscribe(vals)", self.source("mail.thread", "write"))

    def test_dependences_move_before_leads_go(self):
        self.assertParameters("crm.lead", "_merge_dependences", "opportunities")
        self.assertInOrder(
            self.source("crm.lead", "_merge_opportunity"),
            ["opportunities_head._merge_dependences(opportunities_tail)", "opportunities_tail.sudo().unlink()"],
            "leads that are merged are deleted before what hangs on them has moved",
        )
