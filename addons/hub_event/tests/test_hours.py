from datetime import date, datetime, timedelta
from itertools import pairwise

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import mute_logger

from odoo.addons.hub_entrepreneurs.tests.common import QueryCountCase

from .hours_common import DAY, YEAR, HoursCase


class TestHours(QueryCountCase, HoursCase):
    """Hours of advisers: made in a series, free or not, and never two at once."""

    def test_an_action_with_hours_begins_with_one_place_an_hour(self):
        self.assertTrue(self.hours.is_multi_slots and self.hours.seats_limited)
        self.assertEqual((self.hours.seats_max, self.hours.date_tz), (1, "Europe/Brussels"))
        form = Form(self.env["event.event"].with_user(self.director))
        form.name, form.action_type_id = "New", self.hours_type
        self.assertTrue(form.is_multi_slots)
        self.assertFalse(self.create_action().is_multi_slots)

    def test_a_series(self):
        last = DAY + timedelta(days=13)
        series = self.series(
            date_to=last, friday=False, hour_from=13, hour_to=14.5, channel="video", video_link="https://example.com/a"
        )
        self.assertEqual(series.slot_count, 24)
        series.action_make()
        slots = self.hours.event_slot_ids - self.slot
        self.assertEqual(len(slots), 24)
        self.assertEqual({slot.date.weekday() for slot in slots}, {0, 1, 2, 3})
        self.assertEqual(set(slots.mapped("start_hour")), {13, 13.5, 14})
        self.assertEqual((slots.user_id, set(slots.mapped("channel"))), (self.account, {"video"}))
        self.assertTrue(all(slots.mapped("is_free")))
        with self.assertRaisesRegex(UserError, "carried out already"), self.cr.savepoint():
            series.action_make()

    def test_what_a_series_leaves_out(self):
        self.env["hub.stand.in"].create(
            {
                "user_id": self.account.id,
                "stand_in_id": self.director.id,
                "date_start": DAY + timedelta(days=1),
                "date_end": DAY + timedelta(days=1),
            }
        )
        series = self.series(date_to=DAY + timedelta(days=2))
        self.assertEqual(series.slot_count, 7, "on Monday one of four is there already, on Tuesday the adviser is away")
        other = self.create_action("Other", action_type_id=self.hours_type.id, date_begin=f"{YEAR}-01-01 06:00:00",
                                   date_end=f"{YEAR}-12-31 18:00:00")  # fmt: skip
        self.assertEqual(self.series(event_id=other.id).slot_count, 3, "hours of another action take time as well")
        with self.on_day(DAY + timedelta(days=60)):
            self.assertEqual(self.series(date_from=DAY, date_to=DAY).slot_count, 3)

    def test_a_series_that_is_none(self):
        for values, words in (
            ({"date_to": DAY - timedelta(days=1)}, "not before the first one"),
            ({"hour_from": 11, "hour_to": 9}, "the earlier one first"),
            ({"hour_to": 25}, "the earlier one first"),
            ({"minutes": 0}, "from 5 to 480"),
            ({"date_to": date(YEAR + 1, 1, 1)}, "runs from"),
            ({"monday": False}, "no hour to make"),
        ):
            with self.subTest(**values), self.assertRaisesRegex(UserError, words), self.cr.savepoint():
                self.series(**values).action_make()
        self.account.active = False
        with self.assertRaisesRegex(UserError, "does not work for the agency"), self.cr.savepoint():
            self.series().action_make()

    def test_who_makes_hours(self):
        for user in (self.cluster_manager, self.adviser):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.series(user, hour_from=15, hour_to=16).action_make()
        for user in (self.account, self.analyst, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.series(user)
        self.hours.office_id = self.office
        self.series(self.adviser, hour_from=15, hour_to=16).action_make()
        self.assertEqual(self.hours.event_slot_ids.office_id, self.office)

    def test_hours_keep_to_the_clock_in_winter_and_summer(self):
        """Nine o'clock is nine o'clock on both sides of both changes of the clock, and each hour is as long."""
        for sunday, before, after in ((date(YEAR, 3, 30), 8, 7), (date(YEAR, 10, 26), 7, 8)):
            self.series(
                date_from=sunday - timedelta(days=1), date_to=sunday, hour_to=9.5, saturday=True, sunday=True
            ).action_make()
            slots = self.hours.event_slot_ids.filtered(lambda each, day=sunday: abs((each.date - day).days) < 2)
            self.assertEqual([slot.start_datetime.hour for slot in slots.sorted("date")], [before, after])
            self.assertEqual({slot.end_datetime - slot.start_datetime for slot in slots}, {timedelta(minutes=30)})

    def test_a_night_hour_that_the_clock_leaves_out_is_none(self):
        sunday = date(YEAR, 3, 30)
        series = self.series(date_from=sunday, date_to=sunday, hour_from=1, hour_to=4, minutes=60, sunday=True)
        series.action_make()
        slots = self.hours.event_slot_ids.filtered(lambda each: each.date == sunday)
        moments = [(slot.start_datetime, slot.end_datetime) for slot in slots.sorted("start_datetime")]
        self.assertTrue(all(first < last for first, last in moments))
        self.assertTrue(all(one[1] <= two[0] for one, two in pairwise(moments)))

    def test_the_database_refuses_two_hours_of_an_adviser_at_once(self):
        other = self.create_action("Other", action_type_id=self.hours_type.id, date_begin=f"{YEAR}-01-01 06:00:00",
                                   date_end=f"{YEAR}-12-31 18:00:00")  # fmt: skip
        for values in ({"start_hour": 9.25, "end_hour": 9.75}, {"event_id": other.id}):
            with (
                self.subTest(**values),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.create_slot(**values)
        self.create_slot(9.5)
        self.create_slot(9, user_id=self.director.id)
        self.create_slot(9, user_id=False)

    def test_which_are_free(self):
        def found():
            return (
                self.env["event.slot"]
                .with_user(self.account)
                .search([("event_id", "=", self.hours.id), ("is_free", "=", True)])
            )

        self.assertEqual(found(), self.slot)
        self.assertIn(self.slot, self.env["event.slot"].search([("is_free", "!=", False)]))
        registrations = self.env["event.registration"]
        booked = {"event_id": self.hours.id, "event_slot_id": self.slot.id, "partner_id": self.person.id}

        def change_to(record, name, value, was):
            return lambda: record.write({name: value}), lambda: record.write({name: was})

        for change, undo in (
            (lambda: registrations.create(booked), lambda: self.slot.registration_ids.write({"state": "cancel"})),
            change_to(self.hours, "kanban_state", "cancel", "normal"),
            change_to(self.hours, "active", False, True),
            change_to(self.account, "active", False, True),
        ):
            change()
            self.env.invalidate_all()
            self.assertFalse(self.env["event.slot"].search([("event_id", "=", self.hours.id), ("is_free", "=", True)]))
            self.assertFalse(self.slot.is_free)
            self.assertIn(self.slot, self.env["event.slot"].search([("is_free", "=", False)]))
            undo()
            self.env.invalidate_all()
            self.assertTrue(self.slot.is_free)
        away = {"user_id": self.account.id, "stand_in_id": self.director.id, "date_start": DAY, "date_end": DAY}
        absence = self.env["hub.stand.in"].create(away)
        self.env.invalidate_all()
        self.assertFalse(found())
        absence.unlink()
        self.end_hour()
        self.assertFalse(found())
        self.assertIn(self.slot, self.env["event.slot"].search([("is_over", "=", True)]))

    def test_more_than_one_place_an_hour(self):
        self.hours.seats_max = 2
        self.book()
        self.assertTrue(self.slot.is_free)
        self.book(partner_id=self.other_company.id, contact_id=self.other_person.id)
        self.assertFalse(self.slot.is_free)

    def test_colleagues_see_hours_and_other_agencies_do_not(self):
        for user in (self.account, self.cluster_manager, self.adviser, self.director, self.analyst):
            with self.subTest(user.login):
                self.assertIn(self.slot, self.env["event.slot"].with_user(user).search([]))
                views = self.env.ref("hub_event.event_slot_action").view_ids
                self.env["event.slot"].with_user(user).get_views([(v.view_id.id, v.view_mode) for v in views])
        agency = self.env["res.company"].create({"name": "Other Agency"})
        self.hours.write({"action_plan_id": False, "company_id": agency.id})
        self.assertNotIn(self.slot, self.env["event.slot"].with_user(self.director).search([]))
        for user in (self.outsider, self.privacy):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.env["event.slot"].with_user(user).search([])

    def test_screens(self):
        slots = self.env["event.slot"]
        for rank in range(14):
            slots += self.create_slot(8 + rank, day=DAY + timedelta(days=1))
        for slot in slots[::2]:
            self.book(slot)
        for view_type in ("list", "kanban"):
            self._assert_flat(f"hub_event.event_slot_view_{view_type}_hours", view_type, slots)

    def test_the_moment_is_that_of_the_place(self):
        self.assertEqual(self.slot.start_datetime, datetime(YEAR, 3, 10, 8))
        self.assertIn("9:00", self.slot.with_user(self.director)._get_moment())
        self.assertGreater(self.slot.start_datetime, fields.Datetime.now())
