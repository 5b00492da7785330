from datetime import timedelta

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL

from ..tools import dates


class DayTourCase(HttpCase):
    """An account manager with a meeting, and two things that are due."""

    def setUp(self):
        super().setUp()
        self.account = new_test_user(
            self.env,
            login="hub_tour_account",
            groups="base.group_user,hub_entrepreneurs.group_hub_account_manager",
            tz="Europe/Brussels",
        )
        self.company = self.env["res.partner"].create(
            {"name": "Test Atelier", "is_company": True, "user_id": self.account.id}
        )
        self.today = dates.today(self.env)

    def plan(self, summary, days=0):
        return self.company.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.today - timedelta(days=days),
            user_id=self.account.id,
            summary=summary,
        )

    def meet(self):
        begin = dates.start_of(self.today, dates.zone(self.env))
        return (
            self.env["calendar.event"]
            .with_user(self.account)
            .with_context(dont_notify=True)
            .create(
                {
                    "name": "Visit",
                    "start": begin,
                    "stop": begin + timedelta(hours=1),
                    "location": "Quay 3",
                    "partner_ids": [Command.set((self.company | self.account.partner_id).ids)],
                }
            )
        )

    def morning(self):
        event = self.meet()
        # Named by what they are about: the company is the same.
        lead = self.env["crm.lead"].create({"name": "Send the offer", "type": "opportunity"})
        moved = lead.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.today - timedelta(days=5),
            user_id=self.account.id,
            summary="Send the offer",
        )
        done = self.plan("Ask for the bill", days=3)
        self.plan("Call back", days=1)
        self.start_tour("/odoo/hub-today", "hub_day_morning", login=self.account.login)
        conversation = self.company.interaction_ids
        self.assertEqual(
            (conversation.user_id, conversation.calendar_event_id, conversation.note),
            (self.account, event, "They open on Sundays from now on."),
        )
        self.assertGreater(moved.date_deadline, self.today)
        self.assertFalse(done.active)


@tagged("post_install", "-at_install")
class TestDayMorning(DayTourCase):
    """A morning by keys only; the page arranged; the page that reads itself again."""

    def test_a_morning_by_keys_only(self):
        self.morning()

    def test_cards_are_arranged_and_stay_so(self):
        self.meet()
        self.start_tour("/odoo/hub-today", "hub_day_layout", login=self.account.login)
        layout = self.account.res_users_settings_id.hub_day_layout
        self.assertEqual(layout["folded"], ["agenda"])
        self.assertLess(layout["order"].index("month"), layout["order"].index("agenda"))
        self.start_tour("/odoo/hub-today", "hub_day_again", login=self.account.login)

    def test_back_on_the_page(self):
        self.plan("Call back", days=2)
        self.start_tour("/odoo/hub-today", "hub_day_opened", login=self.account.login)
        opened = self.env["hub.opened.company"].search([("user_id", "=", self.account.id)])
        self.assertEqual(opened.partner_id, self.company)

    def test_the_page_reads_itself_again(self):
        self.plan("Call back", days=2)
        self.start_tour("/odoo/hub-today", "hub_day_news", login=self.account.login)

    def test_who_comes_back_sees_what_nobody_told(self):
        self.plan("Call back", days=2)
        self.start_tour("/odoo/hub-today", "hub_day_stale", login=self.account.login)

    def test_all_of_a_card(self):
        companies = self.env["res.partner"].create(
            [{"name": f"Silent {rank}", "is_company": True, "user_id": self.account.id} for rank in range(8)]
        )
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE res_partner SET create_date = '2020-01-01' WHERE id IN %s", companies._ids))
        self.env["ir.filters"].with_user(self.account).create_filter(
            {
                "name": "Only one",
                "model_id": "res.partner",
                "domain": "[('name', '=', 'Silent 1')]",
                "is_default": True,
                "action_id": self.env.ref("hub_entrepreneurs.res_partner_action").id,
                "user_ids": [Command.link(self.account.id)],
                "sort": "[]",
                "context": "{}",
            }
        )
        self.start_tour("/odoo/hub-today", "hub_day_all", login=self.account.login)

    def test_keyboards(self):
        self.plan("Call back", days=2)
        self.start_tour("/odoo/hub-today", "hub_day_keys", login=self.account.login)

    def test_business_support_opens_on_today(self):
        menus = self.env["ir.ui.menu"].with_user(self.account).load_web_menus(False)
        root = self.env.ref("hub_entrepreneurs.hub_menu_root")
        action = self.env.ref("hub_entrepreneurs.hub_day_action")
        self.assertEqual(menus[root.id]["actionID"], action.id)


@tagged("post_install", "-at_install")
class TestDayPhone(DayTourCase):
    """The same morning on a screen 390 pixels wide."""

    browser_size = "390x844"
    touch_enabled = True

    def test_a_morning_by_keys_only(self):
        self.morning()
