from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..tools import dates
from .day_common import DayCase


class TestDayAgenda(DayCase):
    """The meetings of the agency's day, with the company, the place, and whether they are logged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.env["res.partner"].create({"name": "Test Person", "parent_id": cls.company.id})

    def meet(self, start, hours=1, people=None, user=None, **values):
        user = user or self.account
        people = self.person if people is None else people
        return (
            self.env["calendar.event"]
            .with_user(user)
            .with_context(dont_notify=True)
            .create(
                {
                    "name": "Visit",
                    "start": start,
                    "stop": start + timedelta(hours=hours),
                    "partner_ids": [Command.set((people | user.partner_id).ids)],
                    **values,
                }
            )
        )

    def test_a_meeting_with_a_company(self):
        event = self.meet(self.noon(self.today), location="Quay 3")
        [line] = self.lines("agenda")
        self.assertEqual((line["title"], line["text"]), ("Test Atelier", "Visit · Quay 3"))
        self.assertEqual((line["log"], line["partner_id"]), (("calendar.event", event.id), self.company.id))
        self.assertIn("12:00", line["badge"])
        self.assertEqual(self.titles("agenda", self.colleague), [])

    def test_the_day_is_the_agencys(self):
        zone = dates.zone(self.env)
        begin, end = dates.start_of(self.today, zone), dates.start_of(self.ahead(days=1), zone)
        self.meet(begin, name="First")
        self.meet(end - timedelta(minutes=30), name="Last")
        self.meet(end, name="Tomorrow")
        self.meet(begin - timedelta(hours=1), name="Over")
        self.meet(begin - timedelta(minutes=30), name="Goes On")
        texts = [line["text"].partition(" · ")[0] for line in self.lines("agenda")]
        self.assertEqual(texts, ["Goes On", "First", "Last"])

    def test_whole_days(self):
        for name, first, last in (("Fair", 1, -1), ("Open Day", 0, 0), ("Over", 3, 1), ("Later", -1, -2)):
            start, stop = self.noon(self.ago(days=first)), self.noon(self.ago(days=last))
            self.meet(start, name=name, allday=True, start_date=start.date(), stop_date=stop.date(), stop=stop)
        self.assertEqual(
            {(each["text"], each["badge"]) for each in self.lines("agenda")},
            {("Fair", "all day"), ("Open Day", "all day")},
        )

    def test_what_one_declined(self):
        event = self.meet(self.noon(self.today), user=self.colleague, people=self.person | self.account.partner_id)
        self.assertEqual(len(self.lines("agenda")), 1)
        event.sudo().attendee_ids.filtered(lambda each: each.partner_id == self.account.partner_id).state = "declined"
        self.assertEqual(self.lines("agenda"), [])
        self.assertEqual(len(self.lines("agenda", self.colleague)), 1)

    def test_colleagues_are_no_company(self):
        self.meet(self.noon(self.today), people=self.colleague.partner_id)
        self.assertEqual(self.titles("agenda"), ["Visit"])

    def test_private_meetings(self):
        self.meet(self.noon(self.today), name="Dentist", privacy="private", people=self.env["res.partner"])
        self.assertEqual(self.titles("agenda"), ["Dentist"])
        self.assertEqual(self.titles("agenda", self.colleague), [])
        self.assertEqual(self.titles("agenda", self.director), [])

    def test_a_meeting_about_a_lead_or_a_company(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "type": "opportunity", "partner_id": self.other_company.id})
        self.meet(self.noon(self.today), people=self.env["res.partner"], opportunity_id=lead.id)
        self.assertEqual(self.titles("agenda"), ["Test Forge"])

    def test_what_is_logged_is_not_logged_again(self):
        event = self.meet(self.noon(self.today))
        self.env["hub.interaction"].with_user(self.account).create(
            {"partner_id": self.company.id, "calendar_event_id": event.id}
        )
        [line] = self.lines("agenda")
        self.assertEqual((line["log"], line["ticked"]), (None, True))
        self.assertIn("conversation logged", line["text"])

    def test_what_was_voided_can_be_logged_again(self):
        event = self.meet(self.noon(self.today))
        conversation = (
            self.env["hub.interaction"]
            .with_user(self.account)
            .create({"partner_id": self.company.id, "calendar_event_id": event.id})
        )
        conversation._void("Somebody else's")
        [line] = self.lines("agenda")
        self.assertEqual((line["log"], line["ticked"]), (("calendar.event", event.id), None))

    def test_a_company_of_another_agency_is_not_named(self):
        self.meet(self.noon(self.today))
        self.company.company_id = self.agency
        [line] = self.lines("agenda")
        self.assertEqual((line["title"], line["partner_id"]), ("Visit", None))


class TestDayDue(DayCase):
    """What is due and overdue is named by its company, and done or moved from there."""

    def test_named_by_company(self):
        lead = self.env["crm.lead"].create(
            {"name": "Second shop", "type": "opportunity", "partner_id": self.company.id}
        )
        commitment = self.env["hub.commitment"].create({"partner_id": self.company.id, "name": "repair"})
        due = "hub_entrepreneurs.mail_activity_type_commitment_due"
        self.plan(commitment, self.ago(days=11), activity_type=due, summary=False)
        self.plan(lead, self.ago(days=1))
        self.plan(self.company, self.today)
        self.plan(self.company, self.ahead(days=1), summary="Not yet")
        told = [(line["title"], line["text"], line["badge"], line["late"]) for line in self.lines("due")]
        self.assertEqual(
            told,
            [
                ("Test Atelier", "commitment: repair", "11 days late", True),
                ("Test Atelier", "lead: Second shop", "1 day late", True),
                ("Test Atelier", "Call back", "today", False),
            ],
        )
        self.assertEqual(self.titles("due", self.colleague), [])

    def test_a_person_stands_for_the_company(self):
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        self.plan(person, self.today)
        self.assertEqual(self.titles("due"), ["Test Atelier"])

    def test_an_archived_document_is_still_to_be_seen(self):
        self.plan(self.company, self.today)
        self.company.action_archive()
        self.assertEqual(self.titles("due"), ["Test Atelier (archived)"])

    def test_what_is_done_is_gone(self):
        activity = self.plan(self.company, self.today)
        activity.with_user(self.account).action_done()
        self.assertEqual(self.lines("due"), [])

    def test_a_document_that_is_not_there_or_not_for_the_user(self):
        gone, foreign = self.env["res.partner"].create(
            [{"name": "Gone", "is_company": True}, {"name": "Foreign", "is_company": True}]
        )
        self.plan(gone, self.today, summary="About nobody")
        self.plan(foreign, self.today, summary="About a stranger")
        foreign.company_id = self.agency
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE mail_activity SET res_id = 2147483000 WHERE res_id = %s AND res_model = 'res.partner'", gone.id)
        )
        for line in self.lines("due"):
            self.assertIn(line["title"], ("About nobody", "About a stranger"))
            self.assertEqual((line["opens"], line["partner_id"], line["log"]), (("", 0), None, None))
            self.assertIn("not for you to see", line["text"])
        self.assertEqual(len(self.lines("due")), 2)

    def test_without_a_document(self):
        self.env["mail.activity"].create(
            {"summary": "Tidy up", "user_id": self.account.id, "date_deadline": self.today}
        )
        [line] = self.lines("due")
        self.assertEqual((line["title"], line["text"], line["opens"]), ("Tidy up", "", None))

    def test_a_thousand_of_them(self):
        values = {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": self.company.id,
            "user_id": self.account.id,
            "date_deadline": self.ago(days=3),
            "summary": "x" * 5000,
        }
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create([values] * 1000)
        card = self.day()["due"]
        self.assertEqual((card["count"], len(card["lines"])), (1000, 8))

    def test_all_of_them_open_as_on_the_card(self):
        self.plan(self.company, self.today)
        self.plan(self.company, self.ahead(days=1))
        domain = self.day()["due"]["opens"]["domain"]
        self.assertEqual(self.env["mail.activity"].with_user(self.account).search_count(domain), 1)

    def test_moved_to_the_next_working_day_and_back(self):
        activity = self.plan(self.company, self.ago(days=2))
        day = self.env["hub.day"].with_user(self.account)
        result = day.move_activity(activity.id)
        self.assertGreater(activity.date_deadline, self.today)
        self.assertLess(activity.date_deadline.weekday(), 5)
        self.assertEqual(result["day"], str(activity.date_deadline))
        day.move_activity(activity.id, result["before"])
        self.assertEqual(activity.date_deadline, self.ago(days=2))

    def test_what_can_not_be_moved(self):
        activity = self.plan(self.company, self.today, user=self.colleague)
        with self.assertRaises(AccessError):
            self.env["hub.day"].with_user(self.privacy).move_activity(activity.id)
        day = self.env["hub.day"].with_user(self.colleague)
        for nonsense in ("nonsense", "2026-13-40", "0001-01-01", ["x"], {"a": 1}, 7, True):
            with self.subTest(day=nonsense), self.assertRaisesRegex(UserError, "calendar"):
                day.move_activity(activity.id, nonsense)
        for nonsense in ("x' OR 1=1 --", -1, 10**12, [], {"id": 1}):
            with self.subTest(activity=nonsense), self.assertRaisesRegex(UserError, "done already"):
                day.move_activity(nonsense)
        activity.unlink()
        with self.assertRaisesRegex(UserError, "done already"):
            day.move_activity(activity.id)
