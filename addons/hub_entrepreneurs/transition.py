"""Where a company stands in its transition on any day, from its dated facts.

The stored status, its history and the reports all rest on the functions here, so that a figure of last
year can be rebuilt next year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

UNKNOWN = "unknown"
IN_TRANSITION = "in_transition"
EXEMPLARY = "exemplary"
# From the lowest to the highest.
STATUSES = (UNKNOWN, IN_TRANSITION, EXEMPLARY)

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fact:
    """Something that gives a company a status from ``start`` to ``end``, both included.

    ``end`` is None when nothing ends it.
    """

    status: str
    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact holds on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def status_on(day: date, facts: Iterable[Fact]) -> str:
    """Return the highest status that holds on a day."""
    return max((fact.status for fact in facts if fact.holds_on(day)), key=STATUSES.index, default=UNKNOWN)


def status_until(day: date, facts: Sequence[Fact]) -> date | None:
    """Return the last day on which the status of ``day`` holds if nothing is added.

    Facts that follow on one another without a gap are counted through. None: there is no last day.
    """
    present = status_on(day, facts)
    turning_points = {fact.start for fact in facts} | {fact.end + _DAY for fact in facts if fact.end}
    for turning_point in sorted(point for point in turning_points if point > day):
        if status_on(turning_point, facts) != present:
            return turning_point - _DAY
    return None
