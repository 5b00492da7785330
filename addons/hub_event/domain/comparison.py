"""A plan against the one of the year before: what is added, kept, moved or dropped, and when an action comes again.

>>> fair = Taking(month=3, country="FR")
>>> [kind_of(now, before) for now, before in ((fair, fair), (fair, None), (None, fair))]
['kept', 'added', 'dropped']
>>> [kind_of(Taking(month=5, country="FR"), fair), kind_of(Taking(month=3, country="DE"), fair)]
['moved', 'moved']
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

CHANGED = frozenset({"added", "moved", "dropped"})
"""What a plan says why: only what is kept needs no reason."""

_UTC = ZoneInfo("UTC")
_WEEKS = timedelta(weeks=52)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Taking:
    """When and where an action takes place: its month, and the country as whatever names one."""

    month: int
    country: object


def kind_of(now: Taking | None, before: Taking | None) -> str:
    """Tell what became of an action against the year before; of the two, at least one takes place.

    An action of every year has another day each time: it is moved once it is in another month or another country.
    """
    if now is None:
        return "dropped"
    if before is None:
        return "added"
    return "kept" if now == before else "moved"


def year_later(day: date) -> timedelta:
    """Tell how much later an action comes again: on the same day of the week and in the same month, a year after.

    In another month it would be moved, and nobody has moved it.

    >>> [date(2026, 3, 9) + year_later(date(2026, 3, 9)), date(2026, 1, 1) + year_later(date(2026, 1, 1))]
    [datetime.date(2027, 3, 8), datetime.date(2027, 1, 7)]
    >>> [date(2026, 3, 1) + year_later(date(2026, 3, 1)), date(2023, 5, 2) + year_later(date(2023, 5, 2))]
    [datetime.date(2027, 3, 7), datetime.date(2024, 5, 7)]
    >>> date(2024, 12, 31) + year_later(date(2024, 12, 31))
    datetime.date(2025, 12, 30)
    """
    return _WEEKS if (day + _WEEKS).month == day.month else _WEEKS + _WEEK


def later_on_the_clock(moment: datetime, by: timedelta, timezone: ZoneInfo) -> datetime:
    """Return a moment in UTC so much later on the clock of a place: nine o'clock stays nine o'clock.

    In 2029 the clocks in Brussels go forward on 25 March, and in 2030 on 31 March:

    >>> later_on_the_clock(datetime(2029, 3, 27, 7), timedelta(weeks=52), ZoneInfo("Europe/Brussels"))
    datetime.datetime(2030, 3, 26, 8, 0)
    """
    clock = moment.replace(tzinfo=_UTC).astimezone(timezone).replace(tzinfo=None) + by
    return clock.replace(tzinfo=timezone).astimezone(_UTC).replace(tzinfo=None)
