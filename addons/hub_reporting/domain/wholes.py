"""Which lists are parts of which others, so that numbers of one figure tell something of those of another.

Lists are told by atoms: which of them hold the same units. Visits and calls are all talks, and no talk is both:

>>> find_wholes([{"talks", "visits"}, {"talks", "calls"}])
[Whole(whole='talks', parts=('calls', 'visits'), is_apart=True, covers=True)]

Some companies are visited and called; beside them there are those that got a letter:

>>> for found in find_wholes([{"all", "visited"}, {"all", "called"}, {"all", "called", "visited"}, {"all"}]):
...     print(found)
Whole(whole='all', parts=('called',), is_apart=False, covers=False)
Whole(whole='all', parts=('visited',), is_apart=False, covers=False)

If it were not for the letters, they would all be in one or the other:

>>> find_wholes([{"all", "visited"}, {"all", "called"}, {"all", "called", "visited"}])
[Whole(whole='all', parts=('called', 'visited'), is_apart=False, covers=True)]
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

# So many ways to put a whole together are enough, and so many steps to find them.
_WAYS, _STEPS = 20, 2000


class Whole(NamedTuple):
    """A list and parts of it.

    ``is_apart``: each unit of the whole is in one of the parts, and in no other; ``covers``: it is in one of them.
    """

    whole: Hashable
    parts: tuple
    is_apart: bool
    covers: bool


def find_wholes(atoms: Iterable[Iterable[Hashable]]) -> list[Whole]:
    """Return which lists are put together from which others, and which are but within another one.

    :param atoms: the names of the lists that hold some unit, for each combination that there is
    """
    lists: dict[Hashable, set[int]] = {}
    for rank, names in enumerate(atoms):
        for name in names:
            lists.setdefault(name, set()).add(rank)
    found = []
    for whole, own in lists.items():
        inside = [name for name, ranks in lists.items() if name != whole and ranks <= own]
        ways = list(_partitions(own, {name: lists[name] for name in sorted(inside, key=str)}))
        found += [Whole(whole, way, is_apart=True, covers=True) for way in ways]
        left = [name for name in sorted(inside, key=str) if not any(name in way for way in ways)]
        if len(left) > 1 and not ways and set().union(*map(lists.get, left)) == own:
            found.append(Whole(whole, tuple(left), is_apart=False, covers=True))
            continue
        found += [Whole(whole, (name,), is_apart=False, covers=False) for name in left]
    return found


def _partitions(whole: set[int], parts: dict[Hashable, set[int]]) -> Iterator[tuple]:
    """Yield some ways to put a whole together from parts that have nothing in common."""
    steps = ways = 0
    waiting: list[tuple[frozenset[int], tuple]] = [(frozenset(whole), ())]
    while waiting and steps < _STEPS and ways < _WAYS:
        left, chosen = waiting.pop()
        steps += 1
        if not left:
            ways += 1
            yield tuple(sorted(chosen, key=str))
            continue
        first = min(left)
        waiting += [(left - own, (*chosen, name)) for name, own in parts.items() if first in own and own <= left]
