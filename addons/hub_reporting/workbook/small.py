"""Which numbers of a figure are too small to leave the agency.

A number that rests on fewer units than the least is not shown, and neither are as many others as it takes so that the
total does not give it away: two at least, which together rest on as many units as the least.

>>> sorted(hidden({"a": 40, "b": 3, "c": 12, "d": 0}, 5))
['b', 'c']
>>> hidden({"a": 40, "b": 12}, 5), sorted(hidden({"a": 3, "b": 4}, 5)), hidden({"a": 2}, 5)
(set(), ['a', 'b'], {'a'})

Nothing is nobody, and may be told, unless it is needed to hide another one:

>>> sorted(hidden({"a": 4, "b": 0}, 5)), sorted(hidden({"a": 40, "b": 6, "c": 1}, 5, {"a"}))
(['a', 'b'], ['a', 'c'])
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def is_small(units: float, least: int) -> bool:
    """Tell whether a number rests on somebody, but on too few."""
    return 0 < units < least


def hidden(units: Mapping[Key, float], least: int, besides: Collection[Key] = ()) -> set[Key]:
    """Return which numbers of one figure, whose total is shown, are not shown.

    :param units: what each rests on
    :param besides: those that are not shown for another reason
    """
    small = {key for key, count in units.items() if key in besides or is_small(count, least)}
    if not small:
        return small
    # What rests on somebody hides more than what rests on nobody.
    others = sorted((key for key in units if key not in small), key=lambda key: (not units[key], units[key]))
    for key in others:
        if len(small) > 1 and sum(units[each] for each in small) >= least:
            break
        small.add(key)
    return small
