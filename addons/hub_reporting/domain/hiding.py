"""Which numbers of a table are hidden, so that nobody works out a small one from those that are left.

A table is given with its margins. Two communes, two years; ``ALL`` stands where a key is left out:

>>> counts = {("A", 1): 3, ("A", 2): 9, ("B", 1): 12, ("B", 2): 20}
>>> totals = {("A", ALL): 12, ("B", ALL): 32, (ALL, 1): 15, (ALL, 2): 29, (ALL, ALL): 44}
>>> cells = [Cell(keys, units) for keys, units in {**counts, **totals}.items()]

The small number alone would follow from any of its totals, so three others go with it, small ones first:

>>> sorted(hide(cells, (EXCLUSIVE, EXCLUSIVE)))
[('A', 1), ('A', 2), ('B', 1), ('B', 2)]

Where a company may stand in several cells, as in two years, they don't add up; a small cell alone tells less:

>>> cells = [Cell((1,), 3), Cell((2,), 40), Cell((ALL,), 41)]
>>> hide(cells, (EXCLUSIVE,)) == {(1,), (2,)}
True

But how many were in the total and not in the second year is a small number as well, so here the same are hidden. Not so
where there are enough of them:

>>> hide([Cell((1,), 3), Cell((2,), 33), Cell((3,), 31), Cell((ALL,), 60)], (OVERLAPPING,))
{(1,)}

The rules:

1. A cell of 1 to ``smallest`` - 1 units is hidden. Nothing is not hidden: so whoever sees that a cell is hidden knows
   that there is at least one unit in it.
2. What is in a total and not in one of its cells is hidden likewise, if it is that few.
3. As many others are hidden as it takes until, by all published numbers together, each of these could as well be
   ``smallest`` or more (linear programming, :mod:`.exposure`); sums behind it could be a tenth more, or less.
4. The smallest ones go first, and a total goes last.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from . import exposure

SMALLEST = 5
"""From how many units on a number is published, unless a parameter says otherwise."""
LEAST_SMALLEST = 3
"""With fewer, whoever is one of two units would know the other one."""

EXCLUSIVE, OVERLAPPING, APART = "exclusive", "overlapping", "apart"
"""How the cells of a key stand to their total: each unit in one of them; in several; or the total counts otherwise."""


class _All(Enum):
    ALL = "all"

    def __repr__(self) -> str:
        return "ALL"

    def __lt__(self, other: object) -> bool:
        return False

    def __gt__(self, other: object) -> bool:
        return other is not self


ALL = _All.ALL
"""Stands in the place of a key that is left out: the cell is a total over it."""

Keys = tuple


class Cell(NamedTuple):
    """A number of a table, with what it rests on.

    ``units`` is how many companies or persons it tells about. ``amount`` is what adds up beside them, such as hours or
    the sum behind an average; None where that is the units themselves, or where nothing adds up.
    """

    keys: Keys
    units: int
    amount: float | None = None


class Line(NamedTuple):
    """A total and its cells, by their places; ``adds_up`` says whether it is known to be their sum."""

    total: int
    parts: tuple[int, ...]
    adds_up: bool


class Need(NamedTuple):
    """What has to stay possible: that ``more`` minus ``less``, or ``more`` alone, is ``bound`` or above."""

    more: int
    less: int | None
    bound: float


class Table:
    """The cells of a table by their places, with how they depend on each other."""

    def __init__(self, cells: Iterable[Cell], axes: Sequence[str]) -> None:
        self.cells = list(cells)
        self.axes = tuple(axes)
        self.places = {cell.keys: place for place, cell in enumerate(self.cells)}
        self.units = [cell.units for cell in self.cells]
        self.lines = list(self._find_lines())

    def _find_lines(self) -> Iterable[Line]:
        for axis, kind in enumerate(self.axes):
            if kind == APART:
                continue
            parts: dict[Keys, list[int]] = {}
            for place, cell in enumerate(self.cells):
                if cell.keys[axis] is not ALL:
                    parts.setdefault((*cell.keys[:axis], ALL, *cell.keys[axis + 1 :]), []).append(place)
            for keys, places in parts.items():
                if (total := self.places.get(keys)) is not None:
                    added = sum(self.units[place] for place in places)
                    yield Line(total, tuple(places), kind == EXCLUSIVE or added == self.units[total])

    def overlapping_totals_of(self, place: int) -> Iterable[int]:
        """Yield the places of the totals that a cell is part of, together with cells that may overlap with it.

        Where none may, what is in the total and not in the cell are cells of their own.
        """
        keys = self.cells[place].keys
        open_axes = [axis for axis, key in enumerate(keys) if key is not ALL and self.axes[axis] != APART]
        for count in range(1, len(open_axes) + 1):
            for chosen in combinations(open_axes, count):
                total = self.places.get(tuple(ALL if axis in chosen else key for axis, key in enumerate(keys)))
                if total is not None and any(self.axes[axis] == OVERLAPPING for axis in chosen):
                    yield total


def threshold(text: str | bool | None) -> int:
    """Return the smallest number that is published, as a parameter says; what is no number counts as the default.

    >>> threshold("10"), threshold("2"), threshold("many"), threshold(None)
    (10, 3, 5, 5)
    """
    try:
        return max(int(text or SMALLEST), LEAST_SMALLEST)
    except ValueError:
        return SMALLEST


def hide(
    cells: Iterable[Cell],
    axes: Sequence[str],
    smallest: int = SMALLEST,
    more: Mapping[Keys, int] | None = None,
) -> set[Keys]:
    """Return the keys of the cells that are hidden, see the rules of this module.

    :param cells: of one table, with all totals that are published; a total has ``ALL`` in its keys
    :param axes: for each key, how its cells stand to their total
    :param more: cells that are hidden for other reasons, each with the number of units that has to stay possible
    """
    table = Table(cells, axes)
    needs = _get_needs(table, smallest, more or {})
    hidden = {need.more for need in needs if need.less is None}
    hidden |= {need.less for need in needs if need.less is not None and need.more not in hidden}
    if not hidden:
        return set()
    for numbers in exposure.get_numbers(table):
        exposure.cover(table, hidden, numbers.get_goals(needs), numbers)
    return {table.cells[place].keys for place in hidden}


def hide_beside_total(
    units: Mapping[Hashable, int], total: int, smallest: int = SMALLEST, *, adds_up: bool = True
) -> set[Hashable]:
    """Return the keys of the cells that are hidden beside one total, and ``ALL`` where the total is hidden as well.

    :param units: of each cell, by its key
    :param adds_up: each unit is in one of the cells; else they may overlap

    >>> sorted(hide_beside_total({"a": 40, "b": 3, "c": 12, "d": 0}, 55))
    ['b', 'c']
    >>> hide_beside_total({"a": 40, "b": 12}, 52), hide_beside_total({"a": 3}, 3) == {"a", ALL}
    (set(), True)
    """
    cells = [Cell((key,), count) for key, count in units.items()]
    hidden = hide([*cells, Cell((ALL,), total)], (EXCLUSIVE if adds_up else OVERLAPPING,), smallest)
    return {key for [key] in hidden}


def _get_needs(table: Table, smallest: int, more: Mapping[Keys, int]) -> list[Need]:
    needs = [Need(place, None, smallest) for place, units in enumerate(table.units) if 0 < units < smallest]
    needs += [Need(table.places[keys], None, bound) for keys, bound in more.items() if keys in table.places]
    for place, units in enumerate(table.units):
        for total in table.overlapping_totals_of(place) if units else ():
            if 0 < table.units[total] - units < smallest:
                needs.append(Need(total, place, smallest))
    return needs
