from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from .hours_common import DAY, YEAR, HoursCase


class TestHoursFree(HoursCase):
    """Which hours nobody can book, and what a link shows of them."""

    def setUp(self):
        super().setUp()
        # A link shows those of the next weeks, of all actions that take place.
        others = self.env["event.event"].search([("event_slot_ids", "!=", False), ("id", "!=", self.hours.id)])
        others.kanban_state = "cancel"

    def _is_free(self, slot=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return (slot or self.slot).is_free

    def _invite(self, **values):
        dialog = self.env["hub.slot.booking"].with_user(self.account)
        dialog.create({"partner_id": self.company.id, "contact_id": self.person.id, **values}).action_send_link()
        return self.env["hub.slot.invitation"].search([("partner_id", "=", self.company.id)], limit=1, order="id desc")

    def _soon(self, **values):
        """Return an hour of the next days."""
        slot = self.create_slot(15, **values)
        self.move_hour(slot, 30)
        return slot

    def test_places_that_are_held_back(self):
        self.hours.write({"seats_max": 2, "seats_held_back": 1})
        self.assertTrue(self._is_free())
        self.book()
        self.assertFalse(self._is_free())

    def test_an_appointment_that_is_archived_or_offered(self):
        booking = self.book()
        values = {"event_id": self.hours.id, "event_slot_id": self.slot.id, "partner_id": self.other_person.id}
        waiting = self.env["event.registration"].create(values)
        self.assertEqual(waiting.place_state, "waiting")
        booking.active = False
        self.assertEqual(waiting.place_state, "offered")
        self.assertFalse(self._is_free(), "it is kept for who waits")
        waiting.action_decline_offer()
        self.assertTrue(self._is_free())

    def test_others_who_are_away_and_other_days(self):
        self.env["hub.stand.in"].create(
            [
                {"user_id": user.id, "stand_in_id": self.adviser.id, "date_start": day, "date_end": day}
                for user, day in ((self.director, DAY), (self.account, DAY + timedelta(days=1)))
            ]
        )
        self.assertTrue(self._is_free())

    def test_what_was_called_off_is_noted_afterwards(self):
        self.end_hour()
        values = {"event_id": self.hours.id, "event_slot_id": self.slot.id, "partner_id": self.person.id}
        registrations = self.env["event.registration"].with_user(self.director)
        self.assertEqual(registrations.create({**values, "state": "cancel"}).state, "cancel")

    def test_a_link_shows_hours_of_its_agency_alone(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        theirs = self.create_action(
            "Theirs",
            action_type_id=self.hours_type.id,
            date_begin=f"{YEAR}-01-01 06:00:00",
            date_end=f"{YEAR}-12-31 18:00:00",
            action_plan_id=False,
            company_id=agency.id,
            address_id=False,
            organizer_id=False,
        )
        slot, own = self._soon(event_id=theirs.id, user_id=False), self._soon()
        invitation = self._invite()
        self.assertTrue(self._is_free(slot))
        self.assertEqual(invitation._get_free(), own)
        with self.assertRaisesRegex(UserError, "not free any more"), self.cr.savepoint():
            invitation._book(slot.id, "Theirs")

    def test_a_link_of_one_action_shows_that_one(self):
        other = self.create_action("Other", action_type_id=self.hours_type.id, date_begin=f"{YEAR}-01-01 06:00:00",
                                   date_end=f"{YEAR}-12-31 18:00:00")  # fmt: skip
        own, elsewhere = self._soon(user_id=False), self._soon(event_id=other.id, user_id=False)
        self.assertEqual(self._invite(slot_id=own.id)._get_free(), own)
        self.assertEqual(self._invite()._get_free(), own + elsewhere)

    def test_a_link_shows_the_next_weeks(self):
        soon, far = self._soon(), self.create_slot(16)
        self.assertTrue(self._is_free(far))
        self.assertEqual(self._invite()._get_free(), soon)

    def test_a_link_of_a_company_that_has_ceased(self):
        slot, invitation = self._soon(), self._invite()
        self.company.entrepreneur_stage = "ceased"
        self.assertEqual(invitation._get_standing(), "closed")
        with self.assertRaises(UserError), self.cr.savepoint():
            invitation._book(slot.id, "Too late")

    def test_a_link_books_one_hour_at_a_time(self):
        slot, second, invitation = self._soon(), self._soon(user_id=False), self._invite()
        invitation._book(slot.id, "France")
        with self.assertRaisesRegex(UserError, "booked an hour already"), self.cr.savepoint():
            invitation._book(second.id, "Japan")
        self.assertFalse(second.registration_ids)

    def test_an_appointment_that_has_begun_is_not_cancelled_by_link(self):
        slot, invitation = self._soon(), self._invite()
        invitation._book(slot.id, "France")
        self.move_hour(slot, -0.5)
        invitation._cancel()
        self.assertEqual((invitation.registration_id.state, invitation._get_standing()), ("open", "booked"))
        self.move_hour(slot, 5)
        invitation._cancel()
        self.assertEqual(invitation.registration_id.state, "cancel")

    def test_an_appointment_of_hours_that_were_dropped(self):
        """The page shows no appointment to which nobody comes."""
        slot, invitation = self._soon(), self._invite()
        invitation._book(slot.id, "France")
        self.assertEqual(invitation._get_standing(), "booked")
        self.hours.kanban_state = "cancel"
        self.assertEqual((invitation._get_standing(), invitation._get_free()), ("open", slot.browse()))
        self.hours.kanban_state = "normal"
        self.assertEqual(invitation._get_standing(), "booked", "the same one, once they are held after all")

    def test_a_link_that_has_expired(self):
        slot, invitation = self._soon(), self._invite()
        with self.on_day(invitation.date_expires):
            self.assertEqual(invitation._get_standing(), "open", "the last day is included")
        with self.on_day(invitation.date_expires + timedelta(days=1)):
            self.assertEqual(invitation._get_standing(), "expired")
            with self.assertRaises(UserError), self.cr.savepoint():
                invitation._book(slot.id, "Too late")

    def test_hours_and_companies_of_another_agency(self):
        agency = self.env["res.company"].create({"name": "Other Agency"})
        dialogs = self.env["hub.slot.booking"].with_user(self.account)
        self.other_company.company_id = agency
        # The person is nobody's alone, and may be read; the company is the other agency's.
        with self.assertRaises(AccessError), self.cr.savepoint():
            dialogs.create({"slot_id": self.slot.id, "partner_id": self.other_person.id}).action_book()
        own = dialogs.create({"slot_id": self.slot.id, "partner_id": self.company.id})
        self.hours.write({"action_plan_id": False, "company_id": agency.id})
        self.env.invalidate_all()
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.action_book()
        self.assertFalse(self.slot.registration_ids)

    def test_no_hours_of_the_past(self):
        self.hours.write({"action_plan_id": False, "date_begin": "2020-01-01 06:00:00"})
        self.assertEqual(self.series(date_from="2020-03-10", date_to="2020-03-12").slot_count, 0)

    def test_no_more_than_a_thousand_at_once(self):
        series = self.series(date_from=f"{YEAR}-01-02", date_to=f"{YEAR}-12-30", hour_to=12)
        self.assertGreater(series.slot_count, 1000)
        with self.assertRaisesRegex(UserError, "1000 at most"), self.cr.savepoint():
            series.action_make()
