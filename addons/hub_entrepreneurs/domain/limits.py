"""What a value can't be, and what it rarely is.

>>> DURATION = Limit(least=0, most=24, unusual_above=8)
>>> [DURATION.judge(hours) for hours in (0.5, 9, 99, -1)]
[<Verdict.FINE: 1>, <Verdict.UNUSUAL: 2>, <Verdict.IMPOSSIBLE: 3>, <Verdict.IMPOSSIBLE: 3>]

A day is judged by how many days it lies ahead of today, a day of the past below zero, and by the first year of all:

>>> PAST = DayLimit(most=0, unusual_below=-365)
>>> today = date(2026, 6, 1)
>>> [PAST.judge(day, today).name for day in (today, date(2040, 1, 1), date(2024, 1, 1), date(202, 6, 1))]
['FINE', 'IMPOSSIBLE', 'UNUSUAL', 'IMPOSSIBLE']
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

# Nothing that an agency notes down happened before; an earlier day is a slip, such as 0202 for 2020.
FIRST_DAY = date(1950, 1, 1)


class Verdict(Enum):
    """What is done with a value: taken, asked about, refused."""

    FINE = 1
    UNUSUAL = 2
    IMPOSSIBLE = 3


@dataclass(frozen=True)
class Limit:
    """The bounds of a number, all of them included; None where there is none."""

    least: float | None = None
    most: float | None = None
    unusual_below: float | None = None
    unusual_above: float | None = None

    def judge(self, value: float) -> Verdict:
        """Tell what is done with a value."""
        if _outside(value, self.least, self.most):
            return Verdict.IMPOSSIBLE
        return Verdict.UNUSUAL if _outside(value, self.unusual_below, self.unusual_above) else Verdict.FINE


@dataclass(frozen=True)
class DayLimit(Limit):
    """The bounds of a day, in days from today."""

    def judge(self, value: date, today: date) -> Verdict:  # type: ignore[override]
        """Tell what is done with a day."""
        return Verdict.IMPOSSIBLE if value < FIRST_DAY else super().judge((value - today).days)


def _outside(value: float, least: float | None, most: float | None) -> bool:
    return (least is not None and value < least) or (most is not None and value > most)
