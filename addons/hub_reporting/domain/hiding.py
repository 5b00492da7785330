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
from typing import NamedTuple

from . import exposure
from .tables import ALL, APART, EXCLUSIVE, OVERLAPPING, Cell, Table

__all__ = ["ALL", "APART", "EXCLUSIVE", "OVERLAPPING", "Cell", "hide", "hide_in", "is_of_few", "threshold"]

SMALLEST = 5
"""From how many units on a number is published, unless a parameter says otherwise."""
LEAST_SMALLEST = 3
"""With fewer, whoever is one of two units would know the other one."""


class Need(NamedTuple):
    """What has to stay possible: that ``more`` minus ``less``, or ``more`` alone, is ``bound`` or above."""

    more: int
    less: int | None
    bound: float


def threshold(text: str | bool | None) -> int:
    """Return the smallest number that is published, as a parameter says; what is no number counts as the default.

    >>> threshold("10"), threshold("2"), threshold("many"), threshold(None)
    (10, 3, 5, 5)
    """
    try:
        return max(int(text or SMALLEST), LEAST_SMALLEST)
    except ValueError:
        return SMALLEST


def is_of_few(units: int, amount: float, smallest: int) -> bool:
    """Tell whether a share is about few, though it rests on many: those who are the part, or those who are not.

    >>> is_of_few(100, 2, 5), is_of_few(100, 97, 5), is_of_few(100, 50, 5), is_of_few(100, 100, 5)
    (True, True, False, False)
    """
    part = round(amount)
    return 0 < part < smallest or 0 < units - part < smallest


def hide(
    cells: Iterable[Cell],
    axes: Sequence[str],
    smallest: int = SMALLEST,
    more: Mapping[Hashable, int] | None = None,
) -> set:
    """Return the keys of the cells that are hidden, see the rules of this module.

    :param cells: of one table, with all totals that are published; a total has ``ALL`` in its keys
    :param axes: for each key, how its cells stand to their total
    :param more: cells that are hidden for other reasons, each with the number of units that has to stay possible
    """
    return hide_in(Table.crossed(cells, axes), smallest, more)


def hide_in(
    table: Table,
    smallest: int | Mapping[Hashable, int] = SMALLEST,
    more: Mapping[Hashable, int] | None = None,
) -> set:
    """Return the keys of the cells that are hidden in tables that are published together, as :func:`hide` does.

    :param smallest: from how many units on a number is published, or that by the keys of the cells
    """
    by_keys = smallest if isinstance(smallest, Mapping) else dict.fromkeys(table.places, smallest)
    needs = _get_needs(table, [by_keys.get(cell.keys, SMALLEST) for cell in table.cells], more or {})
    hidden = {need.more for need in needs if need.less is None}
    hidden |= {need.less for need in needs if need.less is not None and need.more not in hidden}
    if not hidden:
        return set()
    hidden |= table.unpublished
    for numbers in exposure.get_numbers(table):
        exposure.cover(table, hidden, numbers.get_goals(needs), numbers)
    return {table.cells[place].keys for place in hidden - table.unpublished}


def _get_needs(table: Table, smallest: Sequence[int], more: Mapping[Hashable, int]) -> list[Need]:
    published = [place for place in range(len(table.units)) if place not in table.unpublished]
    needs = [Need(place, None, smallest[place]) for place in published if 0 < table.units[place] < smallest[place]]
    needs += [Need(table.places[keys], None, bound) for keys, bound in more.items() if keys in table.places]
    for place, total in table.within:
        units, least = table.units[place], max(smallest[place], smallest[total])
        if units and 0 < table.units[total] - units < least:
            needs.append(Need(total, place, least))
    return needs
