from datetime import timedelta

from odoo.exceptions import UserError, ValidationError

from .hours_common import DAY, HoursCase


class TestHoursChanged(HoursCase):
    """What happens to hours that somebody has booked, and what an hour can't be."""

    def test_a_booked_hour_does_not_move(self):
        """Nobody would tell the company, which comes at the old time."""
        self.book(subject="France")
        slot = self.slot.with_user(self.director)
        for values in ({"start_hour": 8.5}, {"date": DAY + timedelta(days=1)}, {"end_hour": 10}):
            with self.subTest(**values), self.assertRaisesRegex(UserError, "Test Atelier .France. has booked"):
                with self.cr.savepoint():
                    slot.write(values)
        with self.assertRaisesRegex(UserError, "has booked"), self.cr.savepoint():
            self.hours.with_user(self.director).date_tz = "Asia/Tokyo"
        slot.write({"date": DAY, "start_hour": 9, "place": "First floor"})
        slot.user_id = self.adviser
        other = self.create_slot(14)
        self.slot.registration_ids.with_user(self.director).event_slot_id = other
        slot.write({"start_hour": 8})
        self.assertEqual((other.booked_for, self.slot.is_free), ("Test Atelier (France)", True))

    def test_nobody_was_there_before_the_hour(self):
        booking = self.book()
        for way in (
            lambda: booking.with_user(self.account).action_set_done(),
            lambda: booking.with_user(self.director).write({"state": "done"}),
            lambda: self.env["event.registration"].with_user(self.director).register_attendee(booking.barcode, False),
            lambda: (
                self.env["event.registration"]
                .with_user(self.director)
                .create(
                    {
                        "event_id": self.hours.id,
                        "event_slot_id": self.create_slot(16).id,
                        "partner_id": self.other_person.id,
                        "state": "done",
                    }
                )
            ),
        ):
            with self.assertRaisesRegex(UserError, "still to come"), self.cr.savepoint():
                way()
        self.assertFalse(self.env["hub.interaction"].search([("event_id", "=", self.hours.id)]))

    def test_a_link_is_an_address(self):
        for link in ("javascript:alert(1)", "meet.example.com/room", "data:text/html,x", "https://"):
            with self.subTest(link), self.assertRaisesRegex(ValidationError, "Video Link"), self.cr.savepoint():
                self.slot.with_user(self.director).video_link = link
            with self.subTest(link), self.assertRaisesRegex(ValidationError, "Video Link"), self.cr.savepoint():
                self.series(channel="video", video_link=link).action_make()
        self.slot.video_link = "https://meet.example.com/room?a=b"

    def test_an_adviser_works_for_the_agency(self):
        visitor = self.env["res.users"].create(
            {"name": "Visitor", "login": "hub_visitor", "group_ids": [(6, 0, [self.env.ref("base.group_portal").id])]}
        )
        with self.assertRaisesRegex(ValidationError, "does not work for the agency"), self.cr.savepoint():
            self.slot.with_user(self.director).user_id = visitor
        with self.assertRaisesRegex(ValidationError, "does not work for the agency"), self.cr.savepoint():
            self.series(user_id=visitor.id, hour_from=14, hour_to=15).action_make()

    def test_who_left_keeps_what_was_booked(self):
        booking = self.book()
        self.archive_in_the_past(self.account)
        self.assertFalse(self.slot.is_free)
        self.assertEqual(booking.state, "open")
        self.end_hour()
        booking.with_user(self.director).action_set_done()
        talk = self.env["hub.interaction"].search([("event_slot_id", "=", self.slot.id)])
        self.assertEqual(talk.partner_id, self.company)

    def test_whoever_is_archived_is_written_to_by_nobody(self):
        """The action was the matter of a colleague who left: the conversation is not."""
        held = self.create_action("Held", year=2020, action_plan_id=False, user_id=self.colleague.id)
        self.company.user_id = self.account
        self.archive_in_the_past(self.colleague)
        self.env["event.registration"].create({"event_id": held.id, "partner_id": self.person.id}).action_set_done()
        talk = self.env["hub.interaction"].search([("event_id", "=", held.id)])
        self.assertEqual(talk.user_id, self.account)
