"""Which hours of consultation a series has: days of the week, from an hour to another one, each of the same length.

>>> week = days_of(date(2026, 3, 2), date(2026, 3, 8), {0, 4})
>>> [day.isoformat() for day in week]
['2026-03-02', '2026-03-06']
>>> hours_of(9, 10.5, 30)
[(9.0, 9.5), (9.5, 10.0), (10.0, 10.5)]

What is left at the end is no hour:

>>> hours_of(9, 10, 40), hours_of(10, 9, 30), hours_of(9, 10, 0)
([(9.0, 9.666666666666666)], [], [])
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta


def days_of(first: date, last: date, weekdays: Collection[int]) -> list[date]:
    """Return the days from the first to the last one that are such days of the week; Monday is 0."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if day.weekday() in weekdays]


def hours_of(start: float, end: float, minutes: int) -> list[tuple[float, float]]:
    """Return the beginning and the end of each hour of a day, as a clock with decimals."""
    if minutes <= 0:
        return []
    begins = range(round(start * 60), round(end * 60) - minutes + 1, minutes)
    return [(begin / 60, (begin + minutes) / 60) for begin in begins]
