"""Days beside a day: the calendar has a first and a last one, and nobody falls off.

>>> day_after(date(2026, 12, 31)), day_after(date.max) == date.max, day_before(date.min) == date.min
(datetime.date(2027, 1, 1), True, True)
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_DAY = timedelta(days=1)
_FROM_THIS_MOMENT = re.compile(r"(?:now\b)?\s*((?:[=+-](?:\d+[dwmy]|[a-z_]{3,})\s*)*)")


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


def from_today(text: str) -> str:
    """Return a relative day, as Odoo's filters write it, so that it counts from today and not from this moment.

    What names hours, and any other text, is returned as it is.

    >>> [from_today(text) for text in ("=1d", "now -1m =monday", "now", "-90d")]
    ['today =1d', 'today -1m =monday', 'today', 'today -90d']
    >>> [from_today(text) for text in ("today =1d", "2026-01-31", "-3H", "now +1d =0H", "")]
    ['today =1d', '2026-01-31', '-3H', 'now +1d =0H', '']
    """
    found = text and _FROM_THIS_MOMENT.fullmatch(text)
    return f"today {found[1]}".strip() if found else text
