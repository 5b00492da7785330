"""Days beside a day: the calendar has a first and a last one, and nobody falls off.

>>> day_after(date(2026, 12, 31)), day_after(date.max) == date.max, day_before(date.min) == date.min
(datetime.date(2027, 1, 1), True, True)
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_DAY = timedelta(days=1)


def day_after(day: date) -> date:
    """Return the next day; after the calendar's last one comes none."""
    return day if day == date.max else day + _DAY


def day_before(day: date) -> date:
    """Return the day before; before the calendar's first one comes none."""
    return day if day == date.min else day - _DAY


def months_later(day: date, months: int) -> date:
    """Return the day some months later, at most the calendar's last one.

    >>> months_later(date(2026, 1, 31), 1), months_later(date(9999, 6, 1), 24)
    (datetime.date(2026, 2, 28), datetime.date(9999, 12, 31))
    """
    try:
        return day + relativedelta(months=months)
    except (OverflowError, ValueError):
        return date.max
