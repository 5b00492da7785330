from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .hours_common import DAY, YEAR, HoursCase


class TestHoursBooking(HoursCase):
    """An hour is booked by phone, once; it becomes the conversation, or is free again."""

    def test_by_phone_in_two_clicks(self):
        action = self.slot.with_user(self.account).action_book()
        form = Form(self.env["hub.slot.booking"].with_user(self.account).with_context(**action["context"]))
        form.partner_id = self.company
        self.assertEqual(form.contact_id, self.person, "the only person of the company is proposed")
        self.assertEqual(form.email, "person@example.com")
        form.subject = "France"
        form.save().action_book()
        booking = self.slot.registration_ids
        self.assertEqual((booking.state, booking.partner_id), ("open", self.person))
        self.assertEqual((booking.attendee_company_id, booking.create_uid), (self.company, self.account))
        self.assertEqual(self.slot.booked_for, "Test Atelier (France)")

    def test_from_the_page_of_the_company(self):
        for contact in (self.company, self.person):
            action = contact.with_user(self.account).action_book_hour()
            dialog = Form(self.env["hub.slot.booking"].with_user(self.account).with_context(**action["context"]))
            self.assertEqual((dialog.partner_id, dialog.contact_id), (self.company, self.person))

    def test_from_the_page_it_is_two_clicks(self):
        """The next free hour is proposed: of whoever keeps the company, or else of anybody."""
        # Those of the demonstration are of the same people.
        self.env["event.event"].search([("id", "!=", self.hours.id)]).kanban_state = "cancel"
        sooner = self.create_slot(8, user_id=self.director.id)
        for keeper, slot in ((self.account, self.slot), (self.director, sooner), (self.adviser, sooner)):
            self.company.user_id = keeper
            action = self.company.with_user(self.account).action_book_hour()
            dialog = Form(self.env["hub.slot.booking"].with_user(self.account).with_context(**action["context"]))
            self.assertEqual(dialog.slot_id, slot)
        dialog.save().action_book()
        self.assertEqual(sooner.registration_ids.attendee_company_id, self.company)
        self.company.user_id = False
        dialog = Form(self.env["hub.slot.booking"].with_user(self.account).with_context(**action["context"]))
        self.assertEqual(dialog.slot_id, self.slot, "of whoever is asked")

    def test_a_link_is_for_an_hour_that_somebody_has_chosen(self):
        """One that is only proposed says nothing of whom the company wants to see."""
        self.env["event.event"].search([("id", "!=", self.hours.id)]).kanban_state = "cancel"
        other = self.create_slot(15, user_id=self.director.id)
        action = self.company.with_user(self.account).action_book_hour()
        for chosen, adviser in ((False, False), (other, self.director)):
            dialog = Form(self.env["hub.slot.booking"].with_user(self.account).with_context(**action["context"]))
            self.assertEqual(dialog.slot_id, self.slot)
            if chosen:
                dialog.slot_id = chosen
            dialog.save().action_send_link()
            invitation = self.env["hub.slot.invitation"].search([], limit=1, order="id desc")
            self.assertEqual(invitation.user_id, adviser or self.env["res.users"])

    def test_hours_are_named_as_one_says_them(self):
        self.slot.channel = "video"
        slot = self.slot.with_user(self.account).with_context(hub_to_choose=True)
        named = slot.display_name.replace("\u202f", " ")
        self.assertEqual(named, f"Mon 10 Mar, 9:00 AM – 9:30 AM · {self.account.name} · By Video")
        self.assertNotIn("By Video", slot.with_context(hub_to_choose=False).display_name)
        session = self._create_session().with_context(hub_to_choose=True)
        self.assertEqual(session.display_name, session.with_context(hub_to_choose=False).display_name, "as core has it")

    def _create_session(self):
        """Create a free session of an action that has several, and that is no hour of anybody's."""
        values = self.values_of("Seminar", is_multi_slots=True, country_id=self.belgium.id, event_mail_ids=False,
                                date_begin=f"{YEAR}-03-10 05:00:00")  # fmt: skip
        event = self.env["event.event"].create(values)
        return self.env["event.slot"].create(
            {"event_id": event.id, "date": f"{YEAR}-03-10", "start_hour": 7, "end_hour": 8, "user_id": self.director.id}
        )

    def test_a_session_of_a_seminar_is_not_proposed(self):
        self.env["event.event"].search([("id", "!=", self.hours.id)]).kanban_state = "cancel"
        session = self._create_session()
        self.assertTrue(session.is_free)
        for adviser in (self.director, self.env["res.users"]):
            self.assertEqual(self.env["event.slot"]._get_next_free(adviser), self.slot)

    def test_the_next_hour_comes_first(self):
        other = self.create_action(
            "Earlier", action_type_id=self.hours_type.id, date_begin=f"{YEAR}-01-01 06:00:00",
            date_end=f"{YEAR}-12-31 18:00:00",
        )  # fmt: skip
        later, sooner = self.create_slot(16), self.create_slot(8, event_id=other.id)
        slots = (later + sooner + self.slot).with_user(self.account)
        found = slots.search([("id", "in", slots.ids)])
        self.assertEqual(found.ids, [sooner.id, self.slot.id, later.id])

    def test_a_company_of_a_colleague(self):
        """Whoever answers the phone books for any company."""
        self.company.user_id = self.director
        self.assertEqual(self.book().state, "open")

    def test_a_starter(self):
        """A person without a company books as well, and has the conversation."""
        starter = self.env["res.partner"].create({"name": "Test Starter", "email": "starter@example.com"})
        booking = self.book(partner_id=starter.id, contact_id=False, subject="First steps")
        self.assertEqual((booking.partner_id, booking.attendee_company_id.id), (starter, False))
        self.end_hour()
        self.slot.with_user(self.account).action_booking_done()
        self.assertEqual(self.env["hub.interaction"].search([("event_slot_id", "=", self.slot.id)]).partner_id, starter)

    def test_what_is_not_free(self):
        self.book()
        with self.assertRaisesRegex(UserError, "booked already"), self.cr.savepoint():
            self.book(partner_id=self.other_company.id, contact_id=self.other_person.id)
        self.assertEqual(len(self.slot.registration_ids), 1)
        past = self.create_slot(11)
        self.end_hour(past)
        with self.assertRaisesRegex(UserError, "begun already"), self.cr.savepoint():
            self.book(past)
        away = self.create_slot(11, day=DAY + timedelta(days=1))
        self.env["hub.stand.in"].create(
            {
                "user_id": self.account.id,
                "stand_in_id": self.director.id,
                "date_start": away.date,
                "date_end": away.date,
            }
        )
        with self.assertRaisesRegex(UserError, "is not there"), self.cr.savepoint():
            self.book(away)
        self.hours.kanban_state = "cancel"
        with self.assertRaisesRegex(UserError, "not held"), self.cr.savepoint():
            self.book(self.create_slot(14))

    def test_no_other_way_past_it(self):
        """A registration that is made, moved or confirmed by hand is no way around what is free."""
        self.end_hour(past := self.create_slot(11))
        rows = self.env["event.registration"].with_user(self.director)
        values = {"event_id": self.hours.id, "partner_id": self.person.id}
        for make in (
            lambda: rows.create({**values, "event_slot_id": past.id}),
            lambda: rows.with_context(default_event_slot_id=past.id).create(values),
        ):
            with self.assertRaisesRegex(UserError, "begun already"), self.cr.savepoint():
                make()
        booking = self.book().with_user(self.director)
        with self.assertRaisesRegex(UserError, "begun already"), self.cr.savepoint():
            booking.event_slot_id = past
        booking.action_cancel()
        self.book(partner_id=self.other_company.id, contact_id=self.other_person.id)
        with self.assertRaisesRegex(UserError, "booked already"), self.cr.savepoint():
            booking.action_confirm()

    def test_cancelled_it_is_free_again(self):
        booking = self.book()
        self.slot.with_user(self.account).action_booking_cancel()
        self.assertEqual((booking.state, self.slot.is_free), ("cancel", True))
        self.assertEqual(self.book(partner_id=self.other_company.id, contact_id=self.other_person.id).state, "open")

    def test_it_becomes_the_conversation_once(self):
        booking = self.book(subject="France")
        with self.assertRaisesRegex(UserError, "still to come"), self.cr.savepoint():
            self.slot.with_user(self.account).action_booking_done()
        self.end_hour()
        self.slot.with_user(self.account).action_booking_done()
        talk = self.env["hub.interaction"].search([("event_slot_id", "=", self.slot.id)])
        self.assertEqual((talk.partner_id, talk.contact_id, talk.user_id), (self.company, self.person, self.account))
        self.assertEqual((talk.channel, talk.note, talk.event_id), ("office", "France", self.hours))
        self.assertAlmostEqual(talk.duration, 1)
        booking.with_user(self.account).action_set_done()
        self.assertEqual(len(self.env["hub.interaction"].search([("event_slot_id", "=", self.slot.id)])), 1)
        booking.with_user(self.account).action_cancel()
        self.assertFalse(self.env["hub.interaction"].search([("event_slot_id", "=", self.slot.id)]))

    def test_two_hours_of_a_company_are_two_conversations(self):
        other = self.create_slot(15, channel="video", user_id=self.director.id)
        for slot in (self.slot, other):
            self.book(slot)
            self.end_hour(slot)
            slot.with_user(self.director).action_booking_done()
        talks = self.env["hub.interaction"].search([("event_id", "=", self.hours.id)], order="id")
        self.assertEqual(talks.mapped("channel"), ["office", "video"])
        self.assertEqual(talks.user_id, self.account + self.director)

    def test_who_did_not_come(self):
        self.book()
        domain = [("is_over", "=", True), ("registration_ids", "any", [("state", "=", "open")])]
        self.assertNotIn(self.slot, self.env["event.slot"].search(domain))
        self.end_hour()
        self.assertIn(self.slot, self.env["event.slot"].search(domain))
        self.assertFalse(self.env["hub.interaction"].search([("event_slot_id", "=", self.slot.id)]))

    def test_how_an_hour_stands(self):
        def standing():
            self.env.invalidate_all()
            return self.slot.with_user(self.account).standing

        self.assertEqual(standing(), "free")
        self.book()
        self.assertEqual(standing(), "booked")
        self.end_hour()
        self.assertEqual(standing(), "missed")
        self.slot.with_user(self.account).action_booking_done()
        self.assertEqual(standing(), "came")
        self.slot.registration_ids.action_cancel()
        self.assertEqual(standing(), "closed")

    def test_the_reminder_is_cores(self):
        """Whoever has booked is reminded before the hour, and nobody whose appointment was cancelled."""
        template = self.env.ref("event.event_reminder")
        self.hours.event_mail_ids = [
            (0, 0, {"interval_nbr": 1, "interval_unit": "days", "interval_type": "before_event",
                    "template_ref": f"mail.template,{template.id}"})
        ]  # fmt: skip
        self.book()
        other = self.create_slot(15)
        self.book(other, partner_id=self.other_company.id, contact_id=self.other_person.id).action_cancel()
        self.move_hour(self.slot, 3)
        self.hours.event_mail_ids.execute()
        mails = self.env["mail.mail"].search([("model", "=", "event.registration")])
        mails = mails.filtered(lambda mail: mail.res_id in self.hours.registration_ids.ids)
        self.assertEqual(mails.mapped("res_id"), self.slot.registration_ids.ids)

    def test_who_books(self):
        for user in (self.account, self.cluster_manager, self.adviser, self.director):
            with self.subTest(user.login):
                self.book(user=user).sudo().action_cancel()
        for user in (self.analyst, self.privacy, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.book(user=user)

    def test_a_company_that_one_may_not_read(self):
        self.company.company_id = self.env["res.company"].create({"name": "Other Agency"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.book()

    def test_who_keeps_the_appointment(self):
        """The adviser, whoever has booked it, whoever keeps the company, and whoever runs the action."""
        self.company.user_id = self.director
        self.slot.user_id = self.adviser
        booking = self.book()
        self.assertEqual(booking.create_uid, self.account)
        for user in (self.account, self.adviser, self.director):
            booking.with_user(user).check_access("write")
        with self.assertRaises(AccessError), self.cr.savepoint():
            booking.with_user(self.cluster_manager).check_access("write")

    def test_criteria_hold_for_hours_as_well(self):
        self.hours.criteria_domain = "[('size_class', '=', 'large')]"
        with self.assertRaisesRegex(UserError, "can't book this hour"), self.cr.savepoint():
            self.book()
