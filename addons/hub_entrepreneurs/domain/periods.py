"""Periods of whole days, as plain pairs of dates.

What goes in: periods with a first and a last day. What comes out: which of them overlap, and the days that they have
together. The rule, which ``hub.period.mixin`` holds for records, in domains and in SQL:

1. Both days are included: a period that ends on the day on which another begins overlaps with it.
2. No last day means that it goes on.
3. No first day means that it always ran; a model may say instead that it has not begun.
4. Periods that overlap one after the other are one chain.
5. A chain runs from its earliest first day to its latest last day.

>>> from types import SimpleNamespace as Days
>>> spring = Days(date_start=date(2026, 3, 1), date_end=date(2026, 5, 31))
>>> open_end = Days(date_start=date(2026, 5, 31), date_end=None)
>>> [chain] = overlapping([open_end, spring])
>>> union(chain)
(datetime.date(2026, 3, 1), None)
>>> list(overlapping([spring, Days(date_start=date(2026, 6, 1), date_end=None)]))
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol


class Period(Protocol):
    """What has a first and a last day; a false last day means that it goes on, a false first one that it always ran."""

    date_start: date | None
    date_end: date | None


def _start(period: Period) -> date:
    return period.date_start or date.min


def _end(period: Period) -> date:
    return period.date_end or date.max


def overlapping(periods: Iterable[Period]) -> Iterator[list[Period]]:
    """Yield the chains of periods that overlap, each with two or more of them, in the order of their first days."""
    chain: list[Period] = []
    end = date.min
    for period in sorted(periods, key=_start):
        if chain and _start(period) <= end:
            chain.append(period)
            end = max(end, _end(period))
            continue
        if len(chain) > 1:
            yield chain
        chain, end = [period], _end(period)
    if len(chain) > 1:
        yield chain


def union(periods: Iterable[Period]) -> tuple[date | None, date | None]:
    """Return the first and the last day of all periods together; None where one has no such day."""
    periods = list(periods)
    start, end = min(map(_start, periods)), max(map(_end, periods))
    return (None if start == date.min else start), (None if end == date.max else end)
