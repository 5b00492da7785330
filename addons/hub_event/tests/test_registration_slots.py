from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError

from .registration_common import RegistrationCase


class TestRegistrationSlots(RegistrationCase):
    """An action in several sessions has the places, and the waiting list, of each of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        cls.course = cls.create_action(
            "Course",
            action_plan_id=False,
            date_begin=cls.now - timedelta(days=20),
            date_end=cls.now + timedelta(days=60),
            date_tz="UTC",
            is_multi_slots=True,
            seats_limited=True,
            seats_max=1,
            cluster_ids=cls.cluster.ids,
        )
        cls.first, cls.second = (
            cls.env["event.slot"].create(
                {
                    "event_id": cls.course.id,
                    "date": (cls.now + timedelta(days=days)).date(),
                    "start_hour": 10,
                    "end_hour": 12,
                }
            )
            for days in (10, 20)
        )

    def join(self, *ranks, slot=None, user=None):
        return self.register(*ranks, event=self.course, event_slot_id=(slot or self.first).id, user=user)

    def test_a_place_is_offered_while_its_session_is_to_come(self):
        """The course has begun; its second session has not."""
        given, waiting = self.join(0, 1)
        self.assertEqual(self.places(given + waiting), ["given", "waiting"])
        given.action_cancel()
        self.assertEqual(self.places(waiting), ["offered"])
        self.assertGreater(waiting.offered_until, self.now, "until the session begins, and not the course")
        waiting._answer_offer(accepts=True)
        self.assertEqual(waiting.state, "open")

    def test_never_longer_than_until_the_session_begins(self):
        self.course.offer_hours = 1000
        given, waiting = self.join(0, 1)
        given.action_cancel()
        self.assertEqual(waiting.offered_until, self.first.start_datetime)

    def test_nobody_passes_those_who_wait_by_another_session(self):
        self.join(1, slot=self.second)
        [waits] = self.join(2, slot=self.second)
        [own] = self.join(0, user=self.account)
        self.course.seats_max = 2
        self.assertEqual(self.places(waits), ["offered"])
        with self.assertRaisesRegex(UserError, "somebody else is next"), self.cr.savepoint():
            own.with_user(self.account).event_slot_id = self.second
        self.assertEqual(own.event_slot_id, self.first)

    def test_places_that_are_held_back_stay_so(self):
        self.course.write({"seats_max": 2, "seats_held_back": 1})
        self.join(1, slot=self.second)
        [own] = self.join(0)
        with self.assertRaisesRegex(UserError, "No place"), self.cr.savepoint():
            own.with_user(self.cluster_manager).event_slot_id = self.second

    def test_whoever_moves_leaves_a_place(self):
        own, waits = self.join(0, 1)
        own.with_user(self.account).event_slot_id = self.second
        self.assertEqual(self.places(own + waits), ["given", "offered"])

    def test_an_offer_is_of_one_session(self):
        self.join(2, slot=self.second)
        given, waits = self.join(0, 1)
        given.action_cancel()
        self.assertEqual(self.places(waits), ["offered"])
        waits.with_user(self.account).event_slot_id = self.second
        self.assertEqual(self.places(waits), ["waiting"])
        with self.assertRaises(UserError), self.cr.savepoint():
            waits.with_user(self.account).action_accept_offer()
        self.assertFalse(waits.mail_id.exists(), "what has not gone out is taken back")

    def test_free_places_of_all_sessions(self):
        self.course.seats_max = 3
        self.join(0, 1)
        self.join(2, slot=self.second)
        self.assertEqual(self.course.places_free, 3)

    def test_no_hour_of_consultation_is_none_to_book(self):
        """The dialog that books for any company is for hours alone."""
        others = self.companies[1]
        others.user_id = self.colleague
        for slot in (self.first, self.second):
            dialog = self.env["hub.slot.booking"].with_user(self.account)
            dialog = dialog.create({"slot_id": slot.id, "partner_id": others.id})
            with self.assertRaisesRegex(UserError, "no consultation hour"), self.cr.savepoint():
                dialog.action_book()
        self.assertFalse(self.course.registration_ids)
