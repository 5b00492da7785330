from odoo.tests import Form

from .hours_common import YEAR, HoursCase


class TestHoursReminder(HoursCase):
    """When who has booked an hour is reminded of it stands on the appointment."""

    def test_when_it_is_reminded_of(self):
        template = self.env.ref("event.event_reminder")
        booking = self.book()
        seen = booking.with_user(self.account)
        self.assertEqual(seen.reminder, "None: the action reminds nobody")
        self.hours.event_mail_ids = [
            (0, 0, {"interval_nbr": number, "interval_unit": unit, "interval_type": kind,
                    "template_ref": f"mail.template,{template.id}"})
            for number, unit, kind in (
                (1, "days", "before_event"), (2, "hours", "before_event"), (1, "days", "after_event"),
            )
        ]  # fmt: skip
        # On the clock of the action: the hour begins at nine.
        self.assertEqual(seen.reminder, f"Mail: 3/9/{YEAR % 100}, 9:00\u202fAM, Mail: 3/10/{YEAR % 100}, 7:00\u202fAM")
        self.assertEqual(self.slot.with_user(self.account).reminder, seen.reminder)
        self.hours.event_mail_ids[1:].unlink()
        self.move_hour(self.slot, 3)
        self.assertEqual(seen.reminder, "Mail: with the next mails")
        self.hours.event_mail_ids.execute()
        self.assertRegex(seen.reminder, "Mail: .*, sent$")
        booking.action_cancel()
        self.env.invalidate_all()
        self.assertFalse(seen.reminder)
        self.assertEqual(self.book().reminder, "Mail: booked after it was sent")
        for user in (self.account, self.adviser, self.analyst, self.director):
            self.assertTrue(Form(self.slot.with_user(user), "hub_event.event_slot_view_form_hours").reminder)

    def test_a_reminder_that_never_went(self):
        template = self.env.ref("event.event_reminder")
        self.hours.event_mail_ids = [
            (0, 0, {"interval_nbr": 1, "interval_unit": "days", "interval_type": "before_event",
                    "template_ref": f"mail.template,{template.id}"})
        ]  # fmt: skip
        booking = self.book()
        self.end_hour()
        self.assertEqual(booking.reminder, "Mail: not sent")
