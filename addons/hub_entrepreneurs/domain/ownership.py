"""How much of a company belongs to how many at once, from dated shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .days import day_after, day_before

WHOLE = 100.0
# Shares have two decimals: what adds up to less than half of the last one is rounding.
_ROUNDING = 2


@dataclass(frozen=True)
class Share:
    """A percentage held from ``start`` to ``end``, both included; None is since always, and until further notice."""

    percent: float
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Peak:
    """The days on which the shares add up to the most: from ``start`` to ``end``, both included."""

    total: float
    start: date | None
    end: date | None

    @property
    def exceeds_the_whole(self) -> bool:
        """Whether more was given away than there is."""
        return self.total > WHOLE

    def day(self, today: date) -> date:
        """Return the first of the days; where there is no first one, one that says most to a reader of today."""
        return self.start or min(self.end or today, today)


def peak(shares: Iterable[Share]) -> Peak:
    """Return the first stretch of days on which the shares add up to the most."""
    steps: dict[date, float] = defaultdict(float)
    for share in shares:
        steps[share.start or date.min] += share.percent
        if share.end and share.end != date.max:
            steps[day_after(share.end)] -= share.percent
    days = sorted(steps)
    total, highest, at = 0.0, 0.0, None
    for place, day in enumerate(days):
        total = round(total + steps[day], _ROUNDING)
        if total > highest:
            highest, at = total, place
    if at is None:
        return Peak(0.0, None, None)
    start = None if days[at] == date.min else days[at]
    end = day_before(days[at + 1]) if at + 1 < len(days) else None
    return Peak(highest, start, end)
