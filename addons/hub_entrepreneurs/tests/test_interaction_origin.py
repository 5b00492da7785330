from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .test_interaction import SupportCase


class TestActivity(SupportCase):
    """An activity that is done becomes a conversation, once."""

    def _plan(self, record, kind="call", user=None):
        user = user or self.account
        activity = record.with_user(user).activity_schedule(
            f"mail.mail_activity_data_{kind}", summary="Ask", user_id=user.id
        )
        return activity.with_user(user)

    def _dialog(self, action):
        model = self.env["hub.interaction"].with_user(self.account).with_context(**action["context"])
        return Form(model, view=self.env["ir.ui.view"].browse(action["view_id"][0]))

    def test_a_call_that_is_done_is_logged(self):
        activity = self._plan(self.company)
        activity.action_feedback(feedback="They agreed")
        saved = self._dialog(activity.action_log_interaction()).save()
        self.assertEqual((saved.partner_id, saved.channel, saved.note), (self.company, "phone", "Ask\nThey agreed"))
        self.assertEqual(saved.mail_activity_id, activity)
        self.assertFalse(activity.action_log_interaction(), "nothing is logged twice")
        with self.assertRefused("hub.interaction", "activity", "logged already"):
            self.log(self.other_company, mail_activity_id=activity.id)

    def test_the_ordinary_button_leads_there_for_calls_and_meetings(self):
        call, todo = self._plan(self.company), self._plan(self.company, "todo")
        action = call.action_done()
        self.assertEqual(action["res_model"], "hub.interaction")
        self.assertFalse(call.active)
        self.assertNotIsInstance(todo.action_done(), dict)
        self.assertEqual(todo.action_log_interaction()["res_model"], "hub.interaction", "where somebody asks for it")

    def test_on_a_lead_and_on_a_person(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "type": "opportunity", "partner_id": self.person.id})
        saved = self._dialog(self._plan(lead).action_done()).save()
        self.assertEqual((saved.partner_id, saved.contact_id, saved.lead_id), (self.company, self.person, lead))
        saved = self._dialog(self._plan(self.person).action_done()).save()
        self.assertEqual((saved.partner_id, saved.contact_id), (self.company, self.person))

    def test_without_the_role_an_activity_is_just_done(self):
        self.company.user_id = self.outsider
        activity = self.env["mail.activity"].create({
            "res_model_id": self.env["ir.model"]._get_id("res.partner"), "res_id": self.company.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_call").id, "user_id": self.outsider.id,
        })  # fmt: skip
        self.assertNotIsInstance(activity.with_user(self.outsider).action_done(), dict)


class TestMeeting(SupportCase):
    """A meeting becomes a conversation with each company, once."""

    def _meet(self, *partners, **values):
        return self.env["calendar.event"].with_user(self.account).create(
            {
                "name": "Talk it over",
                "start": fields.Datetime.now() - timedelta(hours=3),
                "stop": fields.Datetime.now() - timedelta(hours=1),
                "partner_ids": [self.account.partner_id.id, *(partner.id for partner in partners)],
                **values,
            }
        )  # fmt: skip

    def test_with_one_company(self):
        event = self._meet(self.person)
        self.assertTrue(event.can_log_interaction)
        action = event.action_log_interaction()
        model = self.env["hub.interaction"].with_user(self.account).with_context(**action["context"])
        saved = Form(model, view="hub_entrepreneurs.hub_interaction_view_form_log").save()
        self.assertEqual((saved.partner_id, saved.contact_id, saved.date), (self.company, self.person, event.start))
        self.assertEqual((saved.duration, saved.note), (2, "Talk it over"))
        event.invalidate_recordset()
        self.assertEqual((event.can_log_interaction, event.interaction_count), (False, 1))
        with self.assertRaisesRegex(UserError, "logged already"):
            event.action_log_interaction()
        with self.assertRefused("hub.interaction", "meeting", "logged already"):
            self.log(calendar_event_id=event.id)

    def test_with_several_companies(self):
        event = self._meet(self.person, self.other_company)
        self.log(self.other_company, calendar_event_id=event.id)
        action = event.action_log_interaction()
        self.assertEqual(action["res_model"], "hub.interaction", "one of them is left")
        event = self._meet(self.person, self.other_company)
        action = event.action_log_interaction()
        self.assertEqual(action["res_model"], "hub.interaction.log")
        wizard = self.env["hub.interaction.log"].with_user(self.account).with_context(**action["context"]).create({})
        wizard.action_log()
        self.assertEqual(event.interaction_ids.partner_id, self.company + self.other_company)
        event.invalidate_recordset()
        self.assertFalse(event.can_log_interaction)

    def test_one_to_come_is_not_logged(self):
        event = self._meet(self.person, start=datetime(2099, 1, 1, 9), stop=datetime(2099, 1, 1, 10))
        self.assertFalse(event.can_log_interaction)

    def test_its_activity_is_not_logged_besides(self):
        activity = self.company.with_user(self.account).activity_schedule(
            "mail.mail_activity_data_meeting", user_id=self.account.id
        )
        event = self._meet(self.company)
        activity.calendar_event_id = event
        self.log(calendar_event_id=event.id)
        self.assertFalse(activity.with_user(self.account).action_log_interaction())


class TestWorkshop(SupportCase):
    """One workshop is one conversation with each of the companies chosen."""

    def _wizard(self, partners, user=None, **values):
        action = partners.with_user(user or self.account).action_log_interaction()
        self.assertEqual(action["res_model"], "hub.interaction.log")
        wizards = self.env["hub.interaction.log"].with_user(user or self.account).with_context(**action["context"])
        return wizards.create({"service_id": self.talk.id, **values})

    def test_one_each(self):
        second = self.env["res.partner"].create({"name": "Second Person", "parent_id": self.other_company.id})
        third = second.copy({"name": "Third Person"})
        wizard = self._wizard(
            self.person + self.company + second + third + self.starter, note="Workshop", follow_up_on="2026-07-01"
        )
        self.assertEqual(wizard.company_count, 3)
        action = wizard.action_log()
        logged = self.env["hub.interaction"].search(action["domain"])
        self.assertEqual(logged.partner_id, self.company + self.other_company + self.starter)
        self.assertEqual(len(logged), 3)
        by_partner = {each.partner_id: each for each in logged}
        self.assertEqual(by_partner[self.company].contact_id, self.person)
        self.assertFalse(by_partner[self.other_company].contact_id, "two of its persons were there")
        self.assertEqual(set(logged.mapped("channel")), {"event"})
        self.assertEqual(set(logged.mapped("note")), {"Workshop"})
        for partner in logged.partner_id:
            self.assertEqual(partner.activity_ids.user_id, self.account)
            self.assertTrue(partner.last_interaction_date)

    def test_one_company_needs_no_wizard(self):
        action = (self.company + self.person).with_user(self.account).action_log_interaction()
        self.assertEqual(action["res_model"], "hub.interaction")

    def test_from_the_list_of_contacts(self):
        action = self.env.ref("hub_entrepreneurs.res_partner_action_log_interaction")
        context = {"active_model": "res.partner", "active_ids": (self.company + self.other_company).ids}
        result = action.with_user(self.account).with_context(**context).run()
        self.assertEqual(result["res_model"], "hub.interaction.log")
        with self.assertRaises(AccessError):
            action.with_user(self.outsider).with_context(**context).run()

    def test_somebody_elses_wizard_is_closed(self):
        wizard = self._wizard(self.company + self.other_company)
        with self.assertRaises(AccessError):
            wizard.with_user(self.colleague).action_log()
