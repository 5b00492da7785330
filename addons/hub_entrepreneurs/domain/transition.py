"""Where a company stands in its transition on any day, from its dated facts.

What goes in: facts, each of which gives a status from a first to a last day, both included. What comes out: the status
on a day, the last day on which it holds if nothing is added, and the steps from one status to the next. The stored
status, its history and the reports all rest on the functions here, so that a figure of last year can be rebuilt next
year. The highest status that holds on the day counts:

1. exemplary: verified evidence for the whole enterprise, of a scheme that counts for exemplarity, is valid
2. in transition: a commitment was done in the last 24 months, or other verified evidence is valid
3. committed: a commitment is open
4. diagnosed: a transition assessment was done in the last 36 months
5. aware: a conversation about a transition service took place in the last 24 months

Otherwise it is unknown.

>>> talk = Fact(AWARE, date(2026, 1, 15), last_day(date(2026, 1, 15), AWARE_MONTHS), "interaction")
>>> promise = Fact(COMMITTED, date(2026, 3, 1), date(2026, 6, 30), "commitment")
>>> status_on(date(2026, 4, 1), [talk, promise]), status_until(date(2026, 4, 1), [talk, promise])
('committed', datetime.date(2026, 6, 30))
>>> for change in changes_until(date(2028, 1, 15), [talk, promise]):
...     print(change.day, change.old, "→", change.new, "by", change.cause)
2026-01-15 unknown → aware by interaction
2026-03-01 aware → committed by commitment
2026-07-01 committed → aware by lapse
2028-01-15 aware → unknown by lapse
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

from .days import day_after, day_before, months_later

UNKNOWN = "unknown"
AWARE = "aware"
DIAGNOSED = "diagnosed"
COMMITTED = "committed"
IN_TRANSITION = "in_transition"
EXEMPLARY = "exemplary"
# From the lowest to the highest.
STATUSES = (UNKNOWN, AWARE, DIAGNOSED, COMMITTED, IN_TRANSITION, EXEMPLARY)

# Why a status changed: what gave the new one, or why the old one ended.
LAPSE = "lapse"
WITHDRAWAL = "withdrawal"
CAUSES = ("interaction", "assessment", "commitment", "evidence", LAPSE, WITHDRAWAL)

# For how many months a fact without a last day of its own holds.
AWARE_MONTHS = 24
DIAGNOSED_MONTHS = 36
COMMITMENT_DONE_MONTHS = 24


def last_day(start: date, months: int) -> date:
    """Return the last day of a term of whole months, its first day included.

    A term whose anniversary is missing in the last month, as the 29th of February is, ends with that month.
    """
    anniversary = months_later(start, months)
    return anniversary if anniversary.day < start.day or anniversary == date.max else day_before(anniversary)


@dataclass(frozen=True)
class Fact:
    """Something that gives a company a status from ``start`` to ``end``, both included.

    ``end`` is None when nothing ends it. ``cause`` is one of ``CAUSES``.
    """

    status: str
    start: date
    end: date | None = None
    cause: str = "evidence"

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact holds on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Change:
    """The step from one status to another, with the first day of the new one."""

    old: str
    new: str
    day: date
    cause: str


def status_on(day: date, facts: Iterable[Fact]) -> str:
    """Return the highest status that holds on a day."""
    return max((fact.status for fact in facts if fact.holds_on(day)), key=STATUSES.index, default=UNKNOWN)


def status_until(day: date, facts: Sequence[Fact]) -> date | None:
    """Return the last day on which the status of ``day`` holds if nothing is added.

    Facts that follow on one another without a gap are counted through. None: there is no last day.
    """
    present = status_on(day, facts)
    for turning_point in _turning_points(facts):
        if turning_point > day and status_on(turning_point, facts) != present:
            return day_before(turning_point)
    return None


def changes_until(day: date, facts: Sequence[Fact]) -> list[Change]:
    """Return every step up to and including ``day``, oldest first, as the facts of today tell it."""
    return [change for change in _changes(facts) if change.day <= day]


def changes_to_record(day: date, facts: Sequence[Fact], recorded: str, recorded_on: date | None) -> list[Change]:
    """Return the steps from the status that was recorded last to the one of ``day``, oldest first.

    ``recorded_on`` is the day on which the last recorded step took effect, or None. Steps after it are
    recorded each with its own day, from the first one that starts at the recorded status. Where none does, the past
    itself changed: a single step leads to the present status. A rise, by a back-dated fact, has the first day of the
    present status as the facts tell it now; a fall has ``day``, on which the fact was taken back.
    """
    changes = changes_until(day, facts)
    later = [change for change in changes if recorded_on is None or change.day > recorded_on]
    steps = list(dropwhile(lambda change: change.old != recorded, later))
    present = status_on(day, facts)
    if steps or present == recorded:
        return steps
    if _is_fall(recorded, present):
        return [Change(recorded, present, day, WITHDRAWAL)]
    since = changes[-1].day
    return [Change(recorded, present, since, _cause(recorded, present, since, facts))]


def _turning_points(facts: Sequence[Fact]) -> list[date]:
    return sorted({fact.start for fact in facts} | {day_after(fact.end) for fact in facts if fact.end})


def _changes(facts: Sequence[Fact]) -> Iterator[Change]:
    old = UNKNOWN
    for day in _turning_points(facts):
        new = status_on(day, facts)
        if old != new:
            yield Change(old, new, day, _cause(old, new, day, facts))
        old = new


def _cause(old: str, new: str, day: date, facts: Sequence[Fact]) -> str:
    if _is_fall(old, new):
        return LAPSE
    return next(fact.cause for fact in facts if fact.status == new and fact.holds_on(day))


def _is_fall(old: str, new: str) -> bool:
    return STATUSES.index(new) < STATUSES.index(old)
