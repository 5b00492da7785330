"""Periods of whole days, both included, as plain pairs of dates."""

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
