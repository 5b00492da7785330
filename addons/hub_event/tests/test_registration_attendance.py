from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .registration_common import RegistrationCase


class AttendanceCase(RegistrationCase):
    """An action of the day before yesterday, from nine to half past twelve in Brussels."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        day = (fields.Datetime.now() - timedelta(days=2)).replace(hour=8, minute=0, second=0, microsecond=0)
        cls.day = day
        cls.held = cls.create_action(
            "Held Day",
            year=day.year,
            action_plan_id=False,
            date_begin=day,
            date_end=day + timedelta(hours=3, minutes=30),
            date_tz="Europe/Brussels",
            user_id=cls.cluster_manager.id,
            cluster_ids=cls.cluster.ids,
        )

    def talks(self, *, event=None, **values):
        """Return the conversations of an action, voided ones only where they are asked for."""
        domain = [("event_id", "=", (event or self.held).id), *((name, "=", value) for name, value in values.items())]
        return self.env["hub.interaction"].search(domain)


class TestRegistrationAttendance(AttendanceCase):
    """Who was there has spoken with the agency, once."""

    def test_one_conversation_with_its_hours(self):
        registrations = self.register(0, 1, event=self.held)
        registrations[0].with_user(self.account).action_set_done()
        [talk] = self.talks()
        self.assertEqual((talk.partner_id, talk.contact_id), (self.companies[0], self.people[0]))
        self.assertEqual((talk.channel, talk.duration, talk.date), ("event", 3.5, self.day))
        self.assertEqual((talk.user_id, talk.cluster_id, talk.note), (self.cluster_manager, self.cluster, "Held Day"))
        registrations.action_set_done()
        self.assertEqual(len(self.talks()), 2)

    def test_nobody_was_there_before_it_begins(self):
        now = fields.Datetime.now()
        coming = self.create_action(
            "Coming",
            action_plan_id=False,
            date_begin=now + timedelta(days=2),
            date_end=now + timedelta(days=3),
            cluster_ids=self.cluster.ids,
        )
        registrations = self.register(0, 1, event=coming)
        for user in (self.account, self.cluster_manager, self.director):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "“Coming” begins on"):
                registrations.with_user(user).action_set_done()
        with self.assertRaisesRegex(UserError, "Mark from that day on who was there"), self.cr.savepoint():
            self.register(2, event=coming, user=self.cluster_manager, state="done")
        self.assertFalse(self.talks(event=coming))
        coming.date_begin = now
        registrations.with_user(self.account).action_set_done()
        self.assertEqual(len(self.talks(event=coming)), 2)
        coming.write({"date_begin": now + timedelta(days=2)})
        registrations.with_user(self.account).action_set_done()
        self.assertEqual(registrations.mapped("state"), ["done", "done"], "what is marked already is no mark anew")

    def test_the_day_is_that_of_the_place(self):
        """When it is still the evening before in Brussels, the fair in Tokyo has begun."""
        abroad = self.create_action(
            "Tokyo",
            action_plan_id=False,
            date_tz="Asia/Tokyo",
            date_begin="2031-03-09 23:30:00",
            date_end="2031-03-10 08:00:00",
            cluster_ids=self.cluster.ids,
        )
        [registration] = self.register(0, event=abroad)
        with (
            self.assertRaises(UserError),
            freeze_time("2031-03-09 14:00:00"),
            self.cr.savepoint(),
        ):
            registration.with_user(self.account).action_set_done()
        with freeze_time("2031-03-09 16:00:00"):
            registration.with_user(self.account).action_set_done()
        self.assertEqual(registration.state, "done")

    def test_two_people_of_one_company_count_once(self):
        [first] = self.register(0, event=self.held)
        [second] = self.register(0, event=self.held, name="Colleague", email="colleague@example.com")
        (first + second).action_set_done()
        self.assertEqual(len(self.talks()), 1)
        first.action_cancel()
        self.assertEqual(len(self.talks()), 1, "the other one was there")
        second.state = "open"
        self.assertFalse(self.talks())

    def test_corrected_and_corrected_back(self):
        [registration] = self.register(0, event=self.held)
        registration.action_set_done()
        [talk] = self.talks()
        registration.action_confirm()
        self.assertFalse(self.talks())
        self.assertIn("corrected", talk.void_reason)
        registration.action_set_done()
        self.assertEqual(self.talks(), talk, "the same one counts again")
        registration.active = False
        self.assertFalse(self.talks())

    def test_what_a_person_voided_stays_so(self):
        [registration] = self.register(0, event=self.held)
        registration.action_set_done()
        self.talks().with_user(self.director)._void("It was somebody else.")
        registration.action_confirm()
        registration.action_set_done()
        self.assertFalse(self.talks())
        self.assertEqual(len(self.talks(active=False)), 1)

    def test_it_moves_with_its_company(self):
        [registration] = self.register(0, event=self.held)
        registration.action_set_done()
        registration.attendee_company_id = self.companies[1]
        self.assertEqual(self.talks().partner_id, self.companies[1])
        registration.unlink()
        self.assertFalse(self.talks())

    def test_the_database_refuses_a_second_one(self):
        self.register(0, event=self.held).action_set_done()
        [talk] = self.talks()
        with self.assertRefused("hub.interaction", "at this action is logged already"):
            talk.copy({"event_id": self.held.id, "partner_id": talk.partner_id.id})
            self.env.flush_all()

    def test_nobody_types_the_action_of_a_conversation(self):
        values = {"partner_id": self.companies[0].id, "channel": "event", "event_id": self.held.id}
        with self.assertRaisesRegex(UserError, "can't be typed in"), self.cr.savepoint():
            self.env["hub.interaction"].with_user(self.director).create(values)

    def test_merged_companies_count_once(self):
        first, second = self.register(0, 1, event=self.held)
        (first + second).action_set_done()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge(self.companies[:2].ids, self.companies[0])
        self.assertEqual((first + second).attendee_company_id, self.companies[0])
        self.assertEqual(self.talks().partner_id, self.companies[0])
        self.assertEqual(len(self.talks(active=False)), 1)

    def test_merged_people_are_registered_once(self):
        twin = self.env["res.partner"].create({"name": "Person 0", "parent_id": self.companies[0].id})
        first = self.register(0, event=self.held)
        second = self.env["event.registration"].create({"event_id": self.held.id, "partner_id": twin.id})
        second.action_set_done()
        self.env["base.partner.merge.automatic.wizard"]._merge((self.people[0] + twin).ids, self.people[0])
        self.assertEqual((first.state, second.state), ("cancel", "done"))
        self.assertEqual(len(self.talks()), 1)

    def test_it_counts_for_the_participation_of_members(self):
        membership = self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.companies[0].id, "date_start": "2020-01-01"}
        )
        self.assertFalse(membership.takes_part)
        self.register(0, event=self.held).action_set_done()
        membership.invalidate_recordset()
        self.assertTrue(membership.takes_part)

    def test_the_cluster_that_the_company_belongs_to(self):
        self.held.cluster_ids += self.other_cluster
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.other_cluster.id, "partner_id": self.companies[0].id, "date_start": "2020-01-01"}
        )
        self.register(0, event=self.held).action_set_done()
        self.assertEqual(self.talks().cluster_id, self.other_cluster)

    def test_a_starter(self):
        person = self.env["res.partner"].create({"name": "Starter", "user_id": self.account.id})
        self.env["event.registration"].create({"event_id": self.held.id, "partner_id": person.id}).action_set_done()
        self.assertEqual((self.talks().partner_id, self.talks().contact_id), (person, self.env["res.partner"]))

    def test_a_programme_that_does_not_run_then_is_left_out(self):
        programme = self.env["hub.programme"].create({"name": "Short", "code": "SHORT"})
        self.held.programme_id = programme
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE hub_programme SET date_end = '2020-01-01' WHERE id = %s", programme.id))
        self.env.invalidate_all()
        self.register(0, event=self.held).action_set_done()
        self.assertFalse(self.talks().programme_id)

    def test_a_day_at_the_door(self):
        values = {"event_id": self.held.id, "partner_id": self.people[0].id, "state": "done"}
        self.env["event.registration"].with_user(self.cluster_manager).create(values)
        self.assertEqual(len(self.talks()), 1)

    def test_a_certificate_for_who_was_there(self):
        registrations = self.register(0, 1, event=self.held)
        registrations[0].action_set_done()
        report = self.env["ir.actions.report"].with_user(self.account)
        page = report._render_qweb_html("hub_event.certificate", registrations[:1].ids)[0].decode()
        for words in ("Certificate of Attendance", "Person 0", "Registering 0", "Held Day"):
            self.assertIn(words, page)
        with self.assertRaisesRegex(UserError, "Person 1 was not there"):
            report._render_qweb_html("hub_event.certificate", registrations.ids)

    def test_certificates_in_the_language_of_the_person(self):
        [registration] = self.register(0, event=self.held)
        registration.action_set_done()
        for lang, word in (("fr_BE", "Attestation de participation"), ("nl_BE", "Deelnameattest")):
            self.speak(lang)
            self.people[0].lang = lang
            page = self.env["ir.actions.report"]._render_qweb_html("hub_event.certificate", registration.ids)[0]
            self.assertIn(word, page.decode())


class TestAttendanceQueries(AttendanceCase, QueryCountCase):
    """Marking many costs as much as marking a few."""

    def _mark(self, count):
        companies = self.env["res.partner"].create(
            [{"name": f"Many {count} {rank}", "is_company": True} for rank in range(count)]
        )
        registrations = self.env["event.registration"].create(
            [{"event_id": self.held.id, "partner_id": company.id} for company in companies]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        registrations.with_user(self.cluster_manager).action_set_done()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_five_hundred_attendances(self):
        self._mark(5)
        few, many = self._mark(20), self._mark(500)
        self.assertEqual(len(self.talks()), 525)
        # What core's cache reads in portions of a thousand, and what it writes in portions of a hundred.
        self.assertLessEqual(many, few + 30, f"{few} queries for 20, {many} for 500")

    def test_list_and_kanban(self):
        known = self.register(*range(6), event=self.held)
        strangers = self.env["event.registration"].create(
            [
                {"event_id": self.held.id, "name": f"Guest {rank}", "email": f"company{rank % 6}@example.com"}
                for rank in range(12)
            ]
        )
        self.held.criteria_domain = "[('size_class', '=', 'micro')]"
        # Of both kinds among the first ones.
        registrations = strangers[:1] + known + strangers[1:]
        for view, kind in (
            ("hub_event.event_registration_view_list_action", "list"),
            ("hub_event.event_registration_view_kanban_action", "kanban"),
        ):
            specification = self._fields_of(view, kind, "event.registration")
            rows = registrations.browse(registrations.ids).with_user(self.account)
            few, many = (self._count(each.web_read, specification) for each in (rows[:3], rows))
            self.assertLessEqual(many, few, f"{view}: {few} queries for 3 rows, {many} for {len(rows)}")
