from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged


class LogCase(HttpCase):
    """An account manager, a colleague, and a company that the colleague talked to."""

    def setUp(self):
        super().setUp()
        self.account, self.colleague = (
            new_test_user(
                self.env,
                login=f"hub_tour_{login}",
                groups="base.group_user,hub_entrepreneurs.group_hub_account_manager",
            )
            for login in ("account", "colleague")
        )
        self.company = self.env["res.partner"].create({"name": "Test Atelier", "is_company": True})
        self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        self.before = (
            self.env["hub.interaction"]
            .with_user(self.colleague)
            .create(
                {
                    "partner_id": self.company.id,
                    "date": fields.Datetime.now() - timedelta(days=9),
                    "service_id": self.env.ref("hub_entrepreneurs.hub_service_financing").id,
                }
            )
        )
        self.page = f"/odoo/hub-companies/{self.company.id}"

    def _logged(self):
        conversation = self.company.interaction_ids - self.before
        self.assertEqual((len(conversation), conversation.user_id), (1, self.account))
        self.assertLess(fields.Datetime.now() - conversation.date, timedelta(minutes=10))
        return conversation


@tagged("post_install", "-at_install")
class TestLogConversation(LogCase):
    """The dialog in a browser."""

    def test_with_the_keyboard_only(self):
        last = {"partner_id": self.env["res.partner"].create({"name": "Test Starter"}).id, "channel": "video"}
        self.env["hub.interaction"].with_user(self.account).create(last)
        self.start_tour(self.page, "hub_log_conversation", login=self.account.login)
        conversation = self._logged()
        self.assertEqual(conversation.contact_id, self.company.child_ids)
        self.assertEqual(conversation.service_id, self.env.ref("hub_entrepreneurs.hub_service_transition_talk"))
        self.assertEqual((conversation.channel, conversation.duration), ("video", 1.25))
        self.assertEqual(conversation.note, "Wants to use what is left over.")
        self.assertEqual(self.company.transition_status, "aware")

    def test_leaving_the_page_logs_nothing(self):
        """The defaults make a valid conversation, which Odoo would save when the page is left; the text is kept."""
        self.start_tour(self.page, "hub_log_conversation_leave", login=self.account.login)
        self.assertEqual(self.company.interaction_ids, self.before)

    def test_the_page_behind_shows_it(self):
        self.start_tour("/odoo/hub-conversations", "hub_log_shows_anew", login=self.account.login)
        self.assertEqual(self._logged().channel, "office")

    def test_the_page_behind_shows_what_a_menu_logged(self):
        self.start_tour(self.page, "hub_log_menu_shows_anew", login=self.account.login)
        self.assertEqual(self._logged().note, "From the menu.")

    def test_finishing_a_call(self):
        activity = self.company.with_user(self.account).activity_schedule(
            "mail.mail_activity_data_call", user_id=self.account.id
        )
        self.start_tour(self.page, "hub_finish_call", login=self.account.login)
        conversation = self._logged()
        self.assertEqual((conversation.mail_activity_id, conversation.channel), (activity, "phone"))
        self.assertEqual(conversation.note, "They will think about it.")
        self.assertFalse(activity.active)

    def test_a_workshop_from_the_list(self):
        self.env["res.partner"].create({"name": "Test Forge", "is_company": True})
        # Only ours: the list is of a database with or without demonstration data.
        action = self.env.ref("hub_entrepreneurs.res_partner_action")
        action.domain = "[('is_company', '=', True), ('name', 'in', ('Test Atelier', 'Test Forge'))]"
        self.start_tour("/odoo/hub-companies", "hub_log_workshop", login=self.account.login)
        self.assertEqual(self._logged().note, "Workshop on packaging.")


@tagged("post_install", "-at_install")
class TestLogConversationPhone(LogCase):
    """The dialog on a phone 390 pixels wide."""

    browser_size = "390x844"
    touch_enabled = True

    def test_on_a_phone(self):
        self.start_tour(self.page, "hub_log_conversation_phone", login=self.account.login)
        self.assertEqual(self._logged().note, "Met on the market.")
        self.assertEqual(self.company.activity_ids.summary, "Call back")
        self.assertEqual(self.company.activity_ids.user_id, self.account)
