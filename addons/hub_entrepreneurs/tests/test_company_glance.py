from datetime import datetime, timedelta

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError

from ..tools.dates import today
from .briefing_common import BriefingCase
from .common import QueryCountCase


class TestCompanyGlance(BriefingCase):
    """What the page of a company says first."""

    def _glance(self, company=None, user=None):
        company = (company or self.company).with_user(user or self.account)
        company.invalidate_recordset()
        return company.glance

    def test_a_company_of_which_nothing_is_known(self):
        self.assertEqual(self._glance(), {"next": False, "last": False, "lapses": False, "person": False})
        self.assertFalse(self.env["res.partner"].new({"is_company": True}).glance)

    def test_the_next_step_is_the_nearest_of_all_kinds(self):
        day = today(self.env)
        start = datetime.combine(day + timedelta(days=20), datetime.min.time().replace(hour=12))
        self.env["calendar.event"].create(
            {"name": "Visit", "start": start, "stop": start + timedelta(hours=1), "partner_ids": self.company.ids}
        )
        self.assertEqual(self._glance()["next"]["what"], "Visit")
        self.env["hub.commitment"].create({"partner_id": self.company.id, "name": "No deadline"})
        self.assertEqual(self._glance()["next"]["what"], "Visit", "what has no day comes last")
        self.env["hub.commitment"].create(
            {"partner_id": self.company.id, "name": "Repair", "date_deadline": day + timedelta(days=9)}
        )
        self.assertEqual(self._glance()["next"]["what"], "Repair")
        lead = self.env["crm.lead"].create({"name": "Lead", "partner_id": self.company.id})
        lead.activity_schedule(
            "mail.mail_activity_data_todo", day - timedelta(days=1), summary="Call back", user_id=self.colleague.id
        )
        following = self._glance()["next"]
        self.assertEqual(
            (following["what"], following["who"], following["is_late"], following["more"]),
            ("Call back", self.colleague.name, True, "3 more"),
        )
        self.assertEqual(following["model"], "mail.activity")

    def test_the_last_contact(self):
        now = fields.Datetime.now()
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": self.company.id})
        spoken = {"partner_id": self.company.id, "contact_id": person.id}
        self.env["hub.interaction"].with_user(self.colleague).create([
            {**spoken, "date": now - timedelta(days=days), "channel": channel}
            for days, channel in ((40, "visit"), (4, "phone"), (90, "video"))
        ])  # fmt: skip
        last = self._glance()["last"]
        self.assertEqual(last["how"], "Phone")
        self.assertIn(self.colleague.name, last["who"])
        self.assertIn("Test Person", last["who"])

    def test_what_lapses_first(self):
        day = today(self.env)
        self.create_evidence(self.company, "2020-01-01", day + timedelta(days=400))
        first = self.create_evidence(self.company, "2020-01-01", day + timedelta(days=30), exemplary=False)
        lapses = self._glance()["lapses"]
        self.assertEqual((lapses["id"], lapses["model"], lapses["is_soon"]), (first.id, "hub.evidence", True))
        first.sudo().state = "rejected"
        self.assertFalse(self._glance()["lapses"]["is_soon"])
        conversation = {"partner_id": self.other_company.id, "service_id": self.service.id}
        self.env["hub.interaction"].create(conversation)
        lapses = self._glance(self.other_company)["lapses"]
        self.assertEqual((lapses["what"], lapses["model"]), ("Aware", "res.partner"))

    def test_the_person_to_ring_up(self):
        self.fill(self.company)
        people = self.env["res.partner"].create([
            {"name": "No Number", "parent_id": self.other_company.id},
            {"name": "With Number", "parent_id": self.other_company.id, "phone": "+32 2 000 00 09"},
        ])  # fmt: skip
        self.assertEqual(self._glance(self.other_company)["person"]["phone"], "+32 2 000 00 09")
        self.env["hub.company.role"].create(
            {"partner_id": self.other_company.id, "person_id": people[0].id, "role": "owner"}
        )
        self.assertEqual(self._glance(self.other_company)["person"]["name"], "With Number", "who can be reached")
        self.assertEqual(self._glance()["person"]["what"], "Owner")

    def test_who_may(self):
        self.fill(self.company)
        for user in (self.account, self.cluster_manager, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertTrue(self._glance(user=user)["last"])
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._glance(user=user)


class TestTimeline(BriefingCase):
    """Conversations, emails, notes and changes in one line of time."""

    def _told(self, user=None, before=False):
        return self.company.with_user(user or self.account).get_timeline(before)

    def test_all_kinds_in_one_line(self):
        company = self.company.with_context(tracking_disable=False)
        person = self.env["res.partner"].create({"name": "Test Person", "parent_id": company.id})
        lead = self.env["crm.lead"].create({"name": "Test Lead", "partner_id": person.id})
        now = fields.Datetime.now()
        self.env["hub.interaction"].create(
            {
                "partner_id": company.id,
                "date": now - timedelta(days=1),
                "note": "Wants a loan",
                "service_id": self.service.id,
            }
        )
        self.flush_history()
        messages = company.message_post(body="Only for us", message_type="comment", subtype_xmlid="mail.mt_note")
        messages |= lead.message_post(
            body=Markup("<p>Dear Madam</p>"), message_type="email", subtype_xmlid="mail.mt_comment"
        )
        messages.date = now - timedelta(days=2)
        told = {entry["kind"]: entry for entry in reversed(self._told())}
        self.assertEqual(told["conversation"]["text"], "Wants a loan")
        self.assertEqual(told["note"]["text"], "Only for us")
        self.assertIn("Test Lead", told["mail"]["title"])
        self.assertEqual(told["mail"]["text"], "Dear Madam")
        dates = [entry["date"] for entry in self._told()]
        self.assertEqual(dates, sorted(dates, reverse=True))
        changes = [entry["text"] for entry in self._told() if entry["kind"] == "change"]
        self.assertIn("Unknown → Aware", changes)

    def test_older_ones_are_asked_for(self):
        now = fields.Datetime.now()
        self.env["hub.interaction"].create([
            {"partner_id": self.company.id, "date": now - timedelta(days=rank), "note": f"Talk {rank}"}
            for rank in range(30)
        ])  # fmt: skip
        first = self._told()
        self.assertEqual(len(first), 20)
        older = self._told(before=first[-1]["date"])
        keys = {entry["key"] for entry in first} | {entry["key"] for entry in older}
        talks = {key for key in keys if key.startswith("hub.interaction")}
        self.assertEqual(len(talks), 30)

    def test_who_may(self):
        self.company.message_post(body="Only for us", message_type="comment", subtype_xmlid="mail.mt_note")
        for user in (self.account, self.analyst):
            with self.subTest(user.login):
                self.assertIn("Only for us", [entry["text"] for entry in self._told(user)])
        for user in (self.outsider, self.privacy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._told(user)
        self.company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        with self.assertRaises(AccessError):
            self._told()


class TestGlanceQueries(BriefingCase, QueryCountCase):
    """A page costs the same, however much there is to say."""

    def test_queries_do_not_grow(self):
        self.fill(self.other_company, times=1)
        self.fill(self.company, times=9)
        few, many = (
            self._count(lambda company=company: company.with_user(self.account).read(["glance"]))
            for company in (self.other_company, self.company)
        )
        self.assertEqual(few, many)
        self.assertLess(few, 40)
        few, many = (
            self._count(lambda company=company: company.with_user(self.account).get_timeline())
            for company in (self.other_company, self.company)
        )
        self.assertLessEqual(many, few)
