"""The days of mandates, without a database: what is left of a period where another one takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from odoo.addons.hub_entrepreneurs.domain.days import day_after, day_before


class Days(NamedTuple):
    """A period of whole days, both included; without a last day it goes on."""

    start: date
    end: date | None

    def meets(self, other: Days) -> bool:
        """Tell whether the two have a day in common."""
        return (not other.end or self.start <= other.end) and (not self.end or other.start <= self.end)


def without(days: Days, others: Iterable[Days]) -> list[Days]:
    """Return what is left of a period without the days of others, in order.

    >>> without(Days(date(2026, 1, 1), None), [Days(date(2026, 3, 1), date(2026, 3, 31))])
    [Days(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 2, 28)), \
Days(start=datetime.date(2026, 4, 1), end=None)]
    """
    left = [days]
    for other in others:
        left = [piece for each in left for piece in _cut(each, other)]
    return left


def _cut(days: Days, other: Days) -> list[Days]:
    if not days.meets(other):
        return [days]
    pieces = []
    if days.start < other.start:
        pieces.append(Days(days.start, day_before(other.start)))
    if other.end and other.end < (days.end or date.max):
        pieces.append(Days(day_after(other.end), days.end))
    return pieces
