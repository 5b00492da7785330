"""Why a figure that was given once is another one today.

Each unit that came, went or contributes something else has one cause. The causes are applied one after another to the
list that was counted, until it is today's: what the value changes by at each step is the cause's part. So the parts add
up to the difference, whatever the value is made of.

>>> then = {"a": 1.0, "b": 1.0, "c": 1.0}
>>> now = {"b": 1.0, "c": 1.0, "d": 1.0, "e": 1.0}
>>> drift = explain("total", then, now, {"a": MERGED, "d": LATE, "e": LATE})
>>> drift.given, drift.today, [(part.cause, part.difference, part.units) for part in drift.parts]
(3.0, 4.0, [('merged', -1.0, ('a',)), ('late', 2.0, ('d', 'e'))])

An average moves by who comes as well as by who goes:

>>> drift = explain("average", {"a": 2.0, "b": 4.0}, {"b": 4.0, "c": 7.0}, {"a": ERASED, "c": LATE})
>>> [(part.cause, part.difference) for part in drift.parts], drift.today - drift.given
([('erased', 1.0), ('late', 1.5)], 2.5)

Nothing has no average, and so stands for 0:

>>> explain("average", {"a": 2.0}, {}, {"a": VOIDED}).parts[0].difference
-2.0
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from .figures import value_of

MERGED, ERASED, CLOSED, VOIDED, LATE = "merged", "erased", "closed", "voided", "late"
REDATED, MOVED, CHANGED, DEFINITION = "redated", "moved", "changed", "definition"
# What is asked first of a unit, and what is applied first.
CAUSES = (MERGED, ERASED, CLOSED, VOIDED, LATE, REDATED, MOVED, CHANGED, DEFINITION)


class Part(NamedTuple):
    """What a cause has changed of a value, and by which units."""

    cause: str
    difference: float
    units: tuple


class Drift(NamedTuple):
    """A value as it was given and as it is today, with the parts that lead from one to the other."""

    given: float
    today: float
    parts: list[Part]


def changed(then: Mapping[Hashable, float], now: Mapping[Hashable, float]) -> list:
    """Return the units that came, went or contribute something else, those that went first.

    >>> changed({"a": 1, "b": 1, "c": 2}, {"b": 1, "c": 3, "d": 1})
    ['a', 'c', 'd']
    """
    return [unit for unit in {**then, **now} if then.get(unit) != now.get(unit)]


def explain(
    statistic: str,
    then: Mapping[Hashable, float],
    now: Mapping[Hashable, float],
    causes: Mapping[Hashable, str],
) -> Drift:
    """Return the difference of two lists by causes.

    :param then: what each unit contributed as it was counted
    :param now: what each unit contributes today
    :param causes: one for each unit that :func:`changed` names
    """
    current, parts = dict(then), []
    given = value = value_of(statistic, list(then.values())) or 0.0
    units_of: dict[str, list] = {}
    for unit in changed(then, now):
        units_of.setdefault(causes[unit], []).append(unit)
    for cause in sorted(units_of, key=CAUSES.index):
        for unit in units_of[cause]:
            if unit in now:
                current[unit] = now[unit]
            else:
                del current[unit]
        before, value = value, value_of(statistic, list(current.values())) or 0.0
        parts.append(Part(cause, value - before, tuple(units_of[cause])))
    return Drift(given, value, parts)
