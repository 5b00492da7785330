"""Tables that are published together, and how their numbers depend on each other.

What a number is of is told by values, one for each axis that it is by; a total has none. Tables by one axis or two,
with what each of their cells adds up to, if that is published:

>>> keys = [frozenset(own) for own in ((), {("commune", 1)}, {("commune", 1), ("size", "small")})]
>>> found = depend(keys, {"commune": EXCLUSIVE, "size": OVERLAPPING})
>>> found.lines
[Line(total=0, parts=(1,), adds_up=True, covers=True), Line(total=1, parts=(2,), adds_up=False, covers=True)]

Of what overlaps, a cell is within each total:

>>> found.within
[(2, 1), (2, 0)]
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from .wholes import Whole

EXCLUSIVE, OVERLAPPING, APART = "exclusive", "overlapping", "apart"
"""How the cells of a key stand to their total: each unit in one of them; in several; or the total counts otherwise."""

Values = frozenset


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


class Cell(NamedTuple):
    """A number of a table, with what it rests on.

    ``units`` is how many companies or persons it tells about. ``amount`` is what adds up beside them, such as hours or
    the sum behind an average; None where that is the units themselves, or where nothing adds up.
    """

    keys: Hashable
    units: int
    amount: float | None = None


class Line(NamedTuple):
    """A total and its cells, by their places.

    ``adds_up`` says whether it is known to be their sum; ``covers``, whether it has nothing that is in none of them.
    """

    total: int
    parts: tuple[int, ...]
    adds_up: bool
    covers: bool = True


class Dependencies(NamedTuple):
    """How numbers depend on each other, by their places.

    ``within`` are pairs: the first is among the second, and what is in the second alone is no cell of its own.
    """

    lines: list[Line]
    within: list[tuple[int, int]]


class Table:
    """Numbers that are published together, by their places.

    ``unpublished`` ones are told to nobody, but depend on the others.

    :param within: see :class:`Dependencies`
    """

    def __init__(
        self,
        cells: Iterable[Cell],
        lines: Iterable[Line],
        within: Iterable[tuple[int, int]],
        unpublished: Iterable[int] = (),
    ) -> None:
        self.cells = list(cells)
        self.places = {cell.keys: place for place, cell in enumerate(self.cells)}
        self.units = [cell.units for cell in self.cells]
        self.within = list(within)
        self.unpublished = frozenset(unpublished)
        self.lines = [
            line._replace(adds_up=line.adds_up or (line.covers and self._add(line.parts) == self.units[line.total]))
            for line in lines
        ]

    def _add(self, places: Iterable[int]) -> int:
        return sum(self.units[place] for place in places)

    @classmethod
    def joined(
        cls, cells: Iterable[Cell], kinds: Mapping[Hashable, Mapping[Hashable, str]], wholes: Iterable[Whole] = ()
    ) -> Table:
        """Return the tables of several figures; the key of each cell is its figure, and what it is of.

        :param kinds: by figure and axis, how the cells of the axis stand to their total
        :param wholes: which figures are put together from which others
        """
        cells = list(cells)
        published = len(cells)
        shapes = closed_under_meeting(_axes(cell.keys[1]) for cell in cells)
        for figure, own_kinds in kinds.items():
            own = [cell for cell in cells[:published] if cell.keys[0] == figure]
            cells += _get_margins(own, own_kinds, shapes)
        lines: list[Line] = []
        within: list[tuple[int, int]] = []
        for figure, own_kinds in kinds.items():
            places = [place for place, cell in enumerate(cells) if cell.keys[0] == figure]
            found = depend([cells[place].keys[1] for place in places], own_kinds)
            lines += [
                Line(places[each.total], tuple(places[part] for part in each.parts), *each[2:]) for each in found.lines
            ]
            within += [(places[part], places[total]) for part, total in found.within]
        for whole in wholes:
            own_lines = list(_get_lines_of(whole, cells))
            lines += own_lines
            if not whole.is_apart:
                within += [(part, line.total) for line in own_lines for part in line.parts]
        return cls(cells, lines, within, range(published, len(cells)))

    @classmethod
    def crossed(cls, cells: Iterable[Cell], axes: Sequence[str]) -> Table:
        """Return one table with its totals: each cell has a key for each axis, ``ALL`` in a total."""
        cells = list(cells)
        keys = [Values((axis, key) for axis, key in enumerate(cell.keys) if key is not ALL) for cell in cells]
        return cls(cells, *depend(keys, dict(enumerate(axes))))


def depend(keys: Sequence[Values], kinds: Mapping[Hashable, str]) -> Dependencies:
    """Return how the numbers of one figure depend on each other.

    :param keys: what each number is of: pairs of an axis and a value
    :param kinds: how the cells of each axis stand to their total
    """
    places = {own: place for place, own in enumerate(keys)}
    by_axes: dict[frozenset, list[int]] = {}
    for place, own in enumerate(keys):
        by_axes.setdefault(_axes(own), []).append(place)
    found = Dependencies([], [])
    for axes, own in by_axes.items():
        below = [other for other in by_axes if other < axes and not any(kinds[axis] == APART for axis in axes - other)]
        for other in sorted(below, key=len, reverse=True):
            is_apart = all(kinds[axis] == EXCLUSIVE for axis in axes - other)
            parts: dict[int, list[int]] = {}
            for place in own:
                total = places.get(Values(each for each in keys[place] if each[0] in other))
                if total is not None:
                    parts.setdefault(total, []).append(place)
            if not is_apart:
                found.within.extend((place, total) for total, some in parts.items() for place in some)
            # What is between them says it more closely.
            if not any(other < each for each in below):
                found.lines.extend(Line(total, tuple(some), is_apart) for total, some in parts.items())
    return found


def closed_under_meeting(shapes: Iterable[frozenset]) -> set[frozenset]:
    """Return what tables are by, with what two of them are both by: by that, whoever has both can compare them.

    >>> sorted(sorted(shape) for shape in closed_under_meeting([frozenset("ab"), frozenset("ac")]))
    [['a'], ['a', 'b'], ['a', 'c']]
    """
    found = set(shapes)
    while not (more := {one & other for one, other in combinations(found, 2)}) <= found:
        found |= more
    return found


def _axes(values: Values) -> frozenset:
    return frozenset(axis for axis, _value in values)


def _get_margins(cells: Sequence[Cell], kinds: Mapping[Hashable, str], shapes: Iterable[frozenset]) -> Iterator[Cell]:
    """Yield the totals of a figure that nobody publishes, where whoever has a finer table of it can add them up."""
    by_axes: dict[frozenset, list[Cell]] = {}
    for cell in cells:
        by_axes.setdefault(_axes(cell.keys[1]), []).append(cell)
    for axes in shapes:
        if axes in by_axes:
            continue
        finer = (each for each in by_axes if each > axes and all(kinds[axis] == EXCLUSIVE for axis in each - axes))
        parts: dict[tuple, list[Cell]] = {}
        for cell in by_axes.get(next(finer, None), ()):
            figure, values = cell.keys
            parts.setdefault((figure, Values(each for each in values if each[0] in axes)), []).append(cell)
        for keys, own in parts.items():
            amounts = [cell.amount for cell in own]
            yield Cell(keys, sum(cell.units for cell in own), None if None in amounts else sum(amounts))


def _get_lines_of(whole: Whole, cells: Sequence[Cell]) -> Iterator[Line]:
    """Yield how the numbers of a figure depend on those of its parts, place by place, where all have such a table."""
    places = {cell.keys: place for place, cell in enumerate(cells)}
    tables = {(figure, _axes(values)) for figure, values in places}
    for (figure, values), place in places.items():
        if figure == whole.whole and all((part, _axes(values)) in tables for part in whole.parts):
            parts = tuple(places[part, values] for part in whole.parts if (part, values) in places)
            if parts:
                yield Line(place, parts, whole.is_apart, whole.covers)
