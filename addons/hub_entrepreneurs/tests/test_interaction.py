from datetime import date, datetime, timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from ..domain.transition import AWARE, UNKNOWN
from .common import HubCase

DAY = date(2026, 6, 15)
NOON = datetime(2026, 6, 15, 12)


class SupportCase(HubCase):
    """Services, a programme, persons, and a short way to log a conversation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.talk = cls.env.ref("hub_entrepreneurs.hub_service_transition_talk")
        cls.advice = cls.env.ref("hub_entrepreneurs.hub_service_financing")
        cls.programme = cls.env["hub.programme"].create(
            {"name": "Test Programme", "code": "TESTP", "date_start": "2026-01-01", "date_end": "2026-12-31"}
        )
        cls.person, cls.starter = cls.env["res.partner"].create(
            [{"name": "Test Person", "parent_id": cls.company.id}, {"name": "Test Starter"}]
        )

    def setUp(self):
        super().setUp()
        # The days of these tests are past, whatever the clock says.
        self.enterContext(self.on_day(max(date.today(), date(2027, 1, 31))))

    @classmethod
    def log(cls, partner=None, when=NOON, user=None, **values):
        """Log a conversation, with the company unless told."""
        partner = partner or cls.company
        user = user or cls.account
        return cls.env["hub.interaction"].with_user(user).create({"partner_id": partner.id, "date": when, **values})


class TestInteraction(SupportCase):
    """A conversation: what it needs, what it fills in by itself, and who may change it."""

    def test_good_defaults(self):
        now = fields.Datetime.now()
        first = self.env["hub.interaction"].with_user(self.account).create({"partner_id": self.company.id})
        self.assertEqual((first.user_id, first.duration, first.reportable), (self.account, 0.5, True))
        self.assertLess(abs(first.date - now), timedelta(minutes=5))
        self.assertTrue(first.channel)

    def test_channel_and_programme_of_the_last_one(self):
        self.log(channel="visit", programme_id=self.programme.id)
        self.log(user=self.colleague, when=NOON + timedelta(hours=2), channel="phone")
        after = NOON + timedelta(hours=1)
        mine = self.log(when=after)
        self.assertEqual((mine.channel, mine.programme_id), ("visit", self.programme))
        other = self.log(when=after, user=self.colleague)
        self.assertEqual((other.channel, other.programme_id.id), ("phone", False))
        self.assertFalse(self.log(when=datetime(2025, 12, 1, 12)).programme_id, "it did not run on that day")
        self.assertFalse(self.log(when=after, programme_id=False).programme_id, "none was chosen")
        mine.user_id = self.colleague
        self.assertEqual((mine.channel, mine.programme_id), ("visit", self.programme), "what is logged stays")

    def test_commune_of_the_day(self):
        self.company.write({"zip": "1030", "city": "Schaerbeek"})
        conversation = self.log()
        self.assertEqual(conversation.commune_id.name, "Schaerbeek")
        self.company.write({"zip": "1140", "city": "Evere"})
        self.assertEqual(conversation.commune_id.name, "Schaerbeek")
        conversation.commune_id = self.company.commune_id
        self.assertEqual(conversation.commune_id.name, "Evere", "it can be corrected")

    def test_a_person_of_a_company_is_spoken_to_on_its_behalf(self):
        conversation = self.log(contact_id=self.person.id)
        self.assertEqual((self.company.interaction_count, self.person.interaction_count), (1, 1))
        self.assertEqual(self.person.action_open_interactions()["domain"][2], ("contact_id", "=", self.person.id))
        found = self.env["hub.interaction"].search(self.person.action_open_interactions()["domain"])
        self.assertEqual(found, conversation)
        with self.assertRaisesRegex(ValidationError, "Test Person belongs to Test Atelier"):
            self.log(self.person)
        with self.assertRaisesRegex(ValidationError, "Spoken To: Test Forge"):
            self.log(contact_id=self.other_company.id)
        with self.assertRaisesRegex(ValidationError, "Spoken To: Test Starter"):
            self.log(self.starter, contact_id=self.starter.id)

    def test_a_starter_without_a_company(self):
        self.log(self.starter, service_id=self.talk.id)
        self.assertEqual(self.starter.last_interaction_date, DAY)
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.res_partner_action_starters")
        starters = (
            self.env["res.partner"]
            .with_user(self.account)
            .search([("is_company", "=", False), ("parent_id", "=", False), ("last_interaction_date", "!=", False)])
        )
        self.assertIn(self.starter, starters)
        self.assertNotIn(self.person, starters)
        self.assertEqual(action["path"], "hub-starters")

    def test_a_starter_who_founds_a_company(self):
        conversation = self.log(self.starter, user=self.colleague, service_id=self.talk.id)
        outcome = self.env["hub.outcome"].create({"partner_id": self.starter.id, "kind": "business_started"})
        self.starter.parent_id = self.other_company
        self.starter.with_user(self.account).action_move_support_to_company()
        self.assertEqual((conversation.partner_id, conversation.contact_id), (self.other_company, self.starter))
        self.assertEqual(outcome.partner_id, self.other_company)
        self.assertEqual((self.starter.last_interaction_date, self.other_company.last_interaction_date), (False, DAY))
        with self.assertRaises(AccessError):
            self.starter.with_user(self.analyst).action_move_support_to_company()

    def test_bad_input_gets_a_sentence(self):
        with self.assertRefused("hub.interaction", "Duration", "enter 0 or more"):
            self.log(duration=-1)
        with self.assertRaisesRegex(ValidationError, "in the future"):
            self.log(when=datetime.now() + timedelta(days=3650))
        with self.assertRaisesRegex(ValidationError, "Programme: Test Programme does not run on 01/01/2027"):
            # In Brussels it is the new year already.
            self.log(when=datetime(2026, 12, 31, 23, 30), programme_id=self.programme.id)
        conversation = self.log(programme_id=self.programme.id)
        with self.assertRaisesRegex(ValidationError, "does not run on"):
            conversation.date = datetime(2025, 12, 30)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.company.unlink()

    def test_whose_it_was_corrects_it(self):
        conversation = self.log(user_id=self.colleague.id)
        for user in (self.account, self.colleague, self.director):
            conversation.with_user(user).note = "Corrected"
        mine = self.log()
        with self.assertRaises(AccessError):
            mine.with_user(self.colleague).note = "Not mine"
        with self.assertRaises(AccessError):
            mine.with_user(self.colleague).unlink()
        mine.with_user(self.colleague).read(["note"])
        with self.assertRaisesRegex(UserError, "only who entered it takes it back"):
            mine.with_user(self.director).unlink()
        mine.unlink()

    def test_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        conversation = self.log()
        self.other_company.company_id = agency
        with self.assertRaises(AccessError, msg="nor is one pushed to a company of another agency"):
            conversation.partner_id = self.other_company
        with self.assertRaises(AccessError):
            self.log(self.other_company)
        self.company.company_id = agency
        self.assertFalse(self.env["hub.interaction"].with_user(self.director).search([("id", "=", conversation.id)]))

    def test_leads_keep_theirs_when_merged(self):
        leads = self.env["crm.lead"].create(
            [{"name": name, "type": "opportunity", "partner_id": self.company.id} for name in ("One", "Two")]
        )
        for lead in leads:
            self.log(lead_id=lead.id)
        merged = leads.with_user(self.director).merge_opportunity()
        self.assertEqual(merged.interaction_count, 2)


class TestLastContact(SupportCase):
    """The day of the last conversation follows each change."""

    def _last(self):
        return self.company.last_interaction_date, self.other_company.last_interaction_date

    def test_created_moved_changed_and_deleted(self):
        self.assertEqual(self._last(), (False, False))
        older, newer, other = (
            self.log(self.company, datetime(2026, 3, 1, 12)),
            self.log(self.company, NOON),
            self.log(self.other_company, datetime(2026, 4, 1, 12)),
        )
        self.assertEqual(self._last(), (DAY, date(2026, 4, 1)))
        newer.partner_id = self.other_company
        self.assertEqual(self._last(), (date(2026, 3, 1), DAY))
        (newer + other).sudo().write({"partner_id": self.company.id})
        self.assertEqual(self._last(), (DAY, False))
        (older + newer).sudo().write({"date": datetime(2026, 2, 1, 12)})
        self.assertEqual(self._last(), (date(2026, 4, 1), False))
        (newer + other).sudo().unlink()
        self.assertEqual(self._last(), (date(2026, 2, 1), False))
        older.sudo().unlink()
        self.assertEqual(self._last(), (False, False))

    def test_it_is_the_day_in_brussels(self):
        self.log(when=datetime(2026, 6, 15, 22, 30))
        self.assertEqual(self.company.last_interaction_date, date(2026, 6, 16))

    def test_it_is_not_typed_in(self):
        companies = self.env["res.partner"].with_user(self.account)
        with self.assertRaisesRegex(UserError, "The last contact"):
            self.company.with_user(self.account).last_interaction_date = DAY
        with self.assertRaisesRegex(UserError, "The last contact"):
            companies.create({"name": "Typed", "last_interaction_date": DAY})
        with self.assertRaisesRegex(UserError, "The last contact"):
            companies.with_context(default_last_interaction_date="2026-06-15").create({"name": "Typed"})

    def test_no_contact_for_12_months(self):
        view = (
            self.env["res.partner"]
            .with_user(self.account)
            .get_view(self.env.ref("hub_entrepreneurs.res_partner_view_search_company").id, "search")
        )
        self.assertIn('name="no_contact"', view["arch"])
        domain = ["|", ("last_interaction_date", "=", False), ("last_interaction_date", "<", "today -12m")]
        ours = [("id", "in", (self.company + self.other_company).ids)]
        self.log(when=datetime.now() - timedelta(days=10))
        self.log(self.other_company, datetime.now() - timedelta(days=400))
        found = self.env["res.partner"].with_user(self.account).search(domain + ours)
        self.assertEqual(found, self.other_company)

    def test_outsiders_see_nothing_of_it(self):
        contacts = self.env["res.partner"].with_user(self.outsider)
        view = contacts.get_view(self.env.ref("base.view_partner_form").id, "form")
        for field in ("interaction_ids", "interaction_count", "last_interaction_date", "outcome_ids"):
            self.assertNotIn(f'name="{field}"', view["arch"])
            self.assertNotIn(field, contacts.fields_get())
        self.assertNotIn("action_log_interaction", view["arch"])
        self.outsider.group_ids += self.env.ref("base.group_partner_manager")
        self.assertTrue(contacts.create({"name": "Created as before"}))
        with self.assertRaises(AccessError):
            contacts.search([("last_interaction_date", "=", False)])


class TestAware(SupportCase):
    """A conversation about the transition makes a company aware for 24 months."""

    def test_aware_until(self):
        with self.on_day(DAY):
            self.log(service_id=self.advice.id)
            self.assertEqual(self.company.transition_status, UNKNOWN)
            conversation = self.log(service_id=self.talk.id, when=datetime(2026, 6, 14, 22, 30))
            self.assertEqual(self.company.transition_status, AWARE)
            self.assertEqual(self.company.transition_status_until, date(2028, 6, 14), "it was the 15th in Brussels")
            self.flush_history()
            self.assertEqual(self.company.transition_change_ids.cause, "interaction")
            conversation.partner_id = self.other_company
            self.assertEqual(self.company.transition_status, UNKNOWN)
            self.assertEqual(self.other_company.transition_status, AWARE)
            conversation.service_id = self.advice
            self.assertEqual(self.other_company.transition_status, UNKNOWN)
            conversation.service_id = self.talk
            conversation.sudo().unlink()
            self.assertEqual(self.other_company.transition_status, UNKNOWN)

    def test_a_service_that_turns_to_the_transition_and_is_archived(self):
        with self.on_day(DAY):
            self.log(service_id=self.advice.id)
            self.advice.is_transition = True
            self.assertEqual(self.company.transition_status, AWARE)
            self.advice.active = False
            self.company.action_archive()
            self.log(self.other_company, service_id=self.advice.id)
            self.assertEqual(self.other_company.transition_status, AWARE)
            self.assertEqual(self.company.transition_status, AWARE)

    def test_it_lapses(self):
        with self.on_day(DAY):
            self.log(service_id=self.talk.id)
        with self.on_day(date(2028, 6, 15)):
            self.env["res.partner"]._cron_transition_status()
            self.assertEqual(self.company.transition_status, UNKNOWN)


class TestDialog(SupportCase):
    """The dialog, and all that opens it filled in."""

    def _dialog(self, action, user=None):
        self.assertEqual((action["res_model"], action["target"]), ("hub.interaction", "new"))
        model = self.env["hub.interaction"].with_user(user or self.account).with_context(**action["context"])
        return Form(model, view="hub_entrepreneurs.hub_interaction_view_form_log")

    def test_from_a_company(self):
        self.log(channel="phone", programme_id=self.programme.id, contact_id=self.person.id)
        dialog = self._dialog(self.company.with_user(self.account).action_log_interaction())
        self.assertEqual(dialog.partner_id, self.company)
        self.assertEqual((dialog.contact_id, dialog.channel), (self.person, "phone"), "those of the last one")
        dialog.service_id = self.advice
        dialog.note = "Agreed"
        saved = dialog.save()
        self.assertEqual((saved.user_id, saved.note), (self.account, "Agreed"))
        self.assertLess(abs(saved.date - fields.Datetime.now()), timedelta(minutes=5))

    def test_from_a_person(self):
        dialog = self._dialog(self.person.with_user(self.account).action_log_interaction())
        self.assertEqual((dialog.partner_id, dialog.contact_id), (self.company, self.person))
        dialog = self._dialog(self.starter.with_user(self.account).action_log_interaction())
        self.assertEqual((dialog.partner_id, dialog.contact_id.id), (self.starter, False))
        dialog.save()

    def test_from_the_menu(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_interaction_action_log")
        dialog = self._dialog({**action, "context": {}})
        self.log(contact_id=self.person.id)
        dialog.partner_id = self.company
        self.assertEqual(dialog.contact_id, self.person)
        dialog.partner_id = self.other_company
        self.assertFalse(dialog.contact_id, "the person belongs to another company")
        dialog.partner_id = self.person
        self.assertEqual((dialog.partner_id, dialog.contact_id), (self.company, self.person))

    def test_who_else_is_in_contact(self):
        now = datetime.now()
        self.company.user_id = self.director
        self.log(when=now - timedelta(days=1), note="My own")
        self.log(when=now - timedelta(days=40), user=self.colleague, service_id=self.advice.id)
        self.log(when=now - timedelta(days=400), user=self.cluster_manager)
        self.env["crm.lead"].create({"name": "Shop <b>abroad</b>", "type": "opportunity", "partner_id": self.person.id})
        dialog = self._dialog(self.company.with_user(self.account).action_log_interaction())
        for text in (self.colleague.name, self.advice.name, self.director.name, "Shop &lt;b&gt;abroad"):
            self.assertIn(text, dialog.contact_overview)
        for text in (self.account.name, self.cluster_manager.name):
            self.assertNotIn(text, dialog.contact_overview)
        self.log(self.other_company)
        dialog = self._dialog(self.other_company.with_user(self.account).action_log_interaction())
        self.assertIn("No colleague", dialog.contact_overview)

    def test_a_lapsed_programme_warns_while_typing(self):
        dialog = self._dialog(self.company.with_user(self.account).action_log_interaction())
        dialog.date = NOON
        dialog.programme_id = self.programme
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as logs:
            dialog.date = datetime(2025, 6, 15, 12)
        self.assertIn("does not run on", logs.output[0])

    def test_follow_up_becomes_an_activity(self):
        company = self.company.with_user(self.account)
        dialog = self._dialog(company._action_log_interaction(note="Not for the activity"))
        dialog.follow_up_on = DAY
        dialog.follow_up_summary = "Send the plan"
        dialog.save()
        activity = self.company.activity_ids
        self.assertEqual((activity.user_id, activity.date_deadline), (self.account, DAY))
        self.assertEqual((activity.summary, activity.note), ("Send the plan", False))
        lead = self.env["crm.lead"].create({"name": "Lead", "type": "opportunity", "partner_id": self.company.id})
        self.log(lead_id=lead.id, service_id=self.advice.id, follow_up_on=DAY)
        self.assertEqual(lead.activity_ids.summary, self.advice.name)
        self.assertEqual(self.company.activity_ids, activity)

    def test_from_a_lead(self):
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "type": "opportunity", "partner_id": self.person.id, "user_id": self.account.id}
        )
        dialog = self._dialog(lead.with_user(self.account).action_log_interaction())
        self.assertEqual((dialog.partner_id, dialog.contact_id, dialog.lead_id), (self.company, self.person, lead))
        saved = dialog.save()
        self.assertEqual(lead.interaction_count, 1)
        self.assertEqual(self.env["hub.interaction"].search(lead.action_open_interactions()["domain"]), saved)
        lead.partner_id = False
        self.assertFalse(self._dialog(lead.with_user(self.account).action_log_interaction()).partner_id)
