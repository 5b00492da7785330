"""What is asked of an indicator, and what it answers, as plain values.

>>> year_of(2026)
Period(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 12, 31))
>>> Period(date(2026, 5, 1), date(2026, 4, 30)).is_in_order
False

What each unit contributes to a cell makes its value, in one of these ways:

>>> of = [1.0, 2.0, 6.0]
>>> value_of("total", of), value_of("average", of), value_of("median", of), value_of("share", [1, 0, 0, 1])
(9.0, 3.0, 2.0, 50.0)

Nothing is 0 in total, and nothing has no average:

>>> value_of("total", []), value_of("share", [])
(0, None)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import fmean, median
from typing import NamedTuple

from odoo.addons.hub_entrepreneurs.domain.days import months_later

TOTAL, AVERAGE, MEDIAN, SHARE = "total", "average", "median", "share"
# A longer period is a slip, such as 0202 for 2020.
MOST_YEARS = 100


class Period(NamedTuple):
    """Days that are asked about, both included."""

    start: date
    end: date

    @property
    def is_in_order(self) -> bool:
        """Whether it ends on its first day or later."""
        return self.start <= self.end

    @property
    def is_too_long(self) -> bool:
        """Whether nobody means so many years."""
        return self.end.year - self.start.year > MOST_YEARS


class Cell(NamedTuple):
    """A value and what it rests on.

    ``keys`` are the values of the breakdowns in their order, None where a fact has none: an id, a code, or the first
    day of a year, quarter or month. ``units`` is the length of the cell's list, ``facts`` how many facts are behind it,
    ``presumed`` how many of them are older than anything known of their company, so that what it was first stands for
    what it was then.
    """

    keys: tuple
    value: float | None
    units: int
    facts: int
    presumed: int


class Unit(NamedTuple):
    """What was counted in a cell: a company, an undertaking, a person or a record, with what it contributes.

    ``fact_ids`` are the facts behind it, ids of ``hub.fact`` in their order.
    """

    keys: tuple
    res_model: str
    res_id: int
    contribution: float
    fact_ids: tuple[int, ...]


class Figure(NamedTuple):
    """The answer of an indicator: its cells, and the total, in which each unit counts once though cells overlap."""

    total: Cell
    cells: list[Cell]


def year_of(year: int) -> Period:
    """Return the period of a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def months_of(period: Period) -> int:
    """Return how many months a period goes on for; one that has begun counts.

    >>> [months_of(Period(date(2024, 1, 31), end)) for end in (date(2024, 2, 28), date(2024, 2, 29), date(2025, 1, 30))]
    [1, 2, 12]
    """
    start, end = period
    months = max(1, (end.year - start.year) * 12 + end.month - start.month)
    return months + (months_later(start, months) <= end)


def intervals(period: Period, interval: str) -> Iterator[Period]:
    """Yield the parts of a period that lie in each year, quarter or month; without an interval it is one part.

    >>> parts = intervals(Period(date(2025, 2, 9), date(2026, 1, 3)), "quarter")
    >>> [f"{part.start:%d.%m.%y}-{part.end:%d.%m.%y}" for part in parts]
    ['09.02.25-31.03.25', '01.04.25-30.06.25', '01.07.25-30.09.25', '01.10.25-31.12.25', '01.01.26-03.01.26']
    """
    months = {"year": 12, "quarter": 3, "month": 1}.get(interval)
    if not months:
        yield period
        return
    start = period.start
    while start <= period.end:
        years, month = divmod(start.year * 12 + (start.month - 1) // months * months + months, 12)
        end = date(years, month + 1, 1) - timedelta(days=1) if years <= date.max.year else date.max
        yield Period(start, min(end, period.end))
        if end == date.max:
            return
        start = end + timedelta(days=1)


def is_whole(period: Period, interval: str) -> bool:
    """Tell whether a period is a year, quarter or month from its first day to its last.

    >>> is_whole(year_of(2025), "year"), is_whole(Period(date(2025, 1, 1), date(2025, 12, 30)), "year")
    (True, False)
    """
    months = {"year": 12, "quarter": 3, "month": 1}[interval]
    return all(day.day == 1 and (day.month - 1) % months == 0 for day in (period.start, period.end + timedelta(days=1)))


def value_of(statistic: str, contributions: Sequence[float]) -> float | None:
    """Return the value of a cell from what its units contribute; a share is in percent."""
    if statistic == TOTAL:
        return sum(contributions)
    if not contributions:
        return None
    if statistic == MEDIAN:
        return float(median(contributions))
    return fmean(contributions) * (100 if statistic == SHARE else 1)
