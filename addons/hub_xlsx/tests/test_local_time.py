"""UTC to local time, against pytz moment by moment."""

import datetime

import pytz

from odoo.tests import BaseCase

from ..reading.leaf import LocalTime

HOUR = datetime.timedelta(hours=1)


class TestLocalTime(BaseCase):
    def test_every_hour_around_changes_is_that_of_pytz(self):
        for name in ("Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"):
            zone = pytz.timezone(name)
            moments = [
                datetime.datetime(year, month, day, 0, 30) + hour * HOUR
                for year, month, day in ((1899, 12, 31), (1911, 3, 10), (2024, 3, 9), (2024, 10, 26), (2050, 7, 1))
                for hour in range(72)
            ]
            expected = [pytz.utc.localize(moment).astimezone(zone).replace(tzinfo=None) for moment in moments]
            self.assertEqual(LocalTime(zone).column(moments), expected, name)

    def test_nothing_stays_nothing(self):
        self.assertEqual(LocalTime(pytz.utc).column([None]), [""])

    def test_last_day_of_the_calendar(self):
        last = datetime.datetime(9999, 12, 31, 12)
        self.assertEqual(LocalTime(pytz.utc).column([last]), [last])
