"""Dates as Excel counts them: days since the end of 1899, with a 29 February 1900 that never was.

The system of 1900 of ECMA-376 part 1, 18.17.4.1; in its corners (before March 1900) numbers are xlsxwriter's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

EPOCH = datetime(1899, 12, 31)
EPOCH_ORDINAL = EPOCH.toordinal()
LEAP_DAY = 59
"""The last serial number before the day that never was."""


def date_serials(dates: Sequence[date]) -> list[int]:
    """The serial numbers of days."""
    if min(dates).year > 1900:
        offset = EPOCH_ORDINAL - 1
        return [day.toordinal() - offset for day in dates]
    days = [day.toordinal() - EPOCH_ORDINAL for day in dates]
    return [day + (day > LEAP_DAY) for day in days]


def datetime_serials(moments: Sequence[datetime]) -> list[float]:
    """The serial numbers of moments, the time of day as a fraction; time zones are dropped, the clock stays."""
    if not any(moment.tzinfo for moment in moments) and min(moments).year > 1900:
        # The same sums, without a call for each.
        deltas = [moment - EPOCH for moment in moments]
        return [delta.days + (delta.seconds + delta.microseconds / 1e6) / 86_400 + 1 for delta in deltas]
    return [_datetime_serial(moment) for moment in moments]


def _datetime_serial(moment: datetime) -> float:
    if moment.tzinfo:
        moment = moment.replace(tzinfo=None)
    serial = _days(moment - EPOCH)
    if moment.year == 1900 and moment.month == moment.day == 1:
        serial -= 1
    return serial + (serial > LEAP_DAY)


def time_serials(times: Sequence[time]) -> list[float]:
    """Times of day as fractions of one."""
    return [_days(datetime.combine(EPOCH, moment.replace(tzinfo=None)) - EPOCH) for moment in times]


def duration_serials(durations: Sequence[timedelta]) -> list[float]:
    """Durations in days."""
    return [_days(duration) for duration in durations]


def _days(delta: timedelta) -> float:
    return delta.days + (delta.seconds + delta.microseconds / 1e6) / 86_400
