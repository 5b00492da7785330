"""What can be worked out of hidden numbers from the published ones of a table, by linear programming.

Whoever reads the table knows: what is published; that each hidden cell has a unit in it; that cells add up to their
total, but for those that stand in several, which counts as known; and, where cells overlap, that none of them is more
than the total, and all of them together no less. A number is exposed when no table that fits to all this gives it the
room that it needs.

Tables of three keys are looked at as if units could be divided: then there is more room than with whole ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from .hiding import Need
    from .tables import Table

ROOM = 0.1
"""By what part a hidden sum could be more, or less."""
_CLOSE = 1e-6
_ALMOST_FREE = 1e-3
# More than any cells cost that could make room.
_DEAR = 100.0
# Many goals at once are quick, and hide more than one by one: so many turns are taken, where there are as many goals.
_TURNS = 40


class Goal(NamedTuple):
    """A sum of numbers, each with its sign, that has to be able to reach a bound; or any of several ones."""

    ways: tuple[tuple[Mapping[int, float], float], ...]

    def is_met(self, numbers: Sequence[float]) -> bool:
        """Tell whether these numbers of all cells reach one of the bounds."""
        return any(
            sum(sign * numbers[place] for place, sign in terms.items()) >= bound - _CLOSE for terms, bound in self.ways
        )


class Numbers(NamedTuple):
    """The numbers of all cells: units, or what is added up beside them; ``least`` is what a hidden one has at least."""

    of: Sequence[float]
    least: float
    are_units: bool

    def get_goals(self, needs: Iterable[Need]) -> list[Goal]:
        """Return what has to be possible with these numbers."""
        goals = []
        for need in needs:
            if self.are_units:
                terms = {need.more: 1.0} if need.less is None else {need.more: 1.0, need.less: -1.0}
                goals.append(Goal(((terms, need.bound),)))
            elif need.less is None and self.of[need.more]:
                own, room = self.of[need.more], ROOM * abs(self.of[need.more])
                goals.append(Goal((({need.more: 1.0}, own + room), ({need.more: -1.0}, room - own))))
        return goals


def get_numbers(table: Table) -> Iterator[Numbers]:
    """Yield the numbers of a table that can be worked with."""
    yield Numbers([float(units) for units in table.units], 1.0, are_units=True)
    amounts = [cell.amount for cell in table.cells]
    if not any(amount is None for amount in amounts):
        yield Numbers(amounts, 0.0 if min(amounts, default=0) >= 0 else -np.inf, are_units=False)


def cover(table: Table, hidden: set[int], goals: Sequence[Goal], numbers: Numbers) -> None:
    """Hide more cells until all goals can be met: for each the ones that cost least, as its total of units."""
    left = _sift(_Program(table, hidden, numbers), goals)
    if not left:
        return
    everything = _Program(table, {place for place, units in enumerate(table.units) if units}, numbers)
    at_once = -(-len(left) // _TURNS)
    while left:
        asked = left[:: -(-len(left) // at_once)]
        numbers_found, changed = everything.solve_cheaply([goal.ways[0] for goal in asked], hidden)
        still = [goal for goal in left if not goal.is_met(numbers_found)]
        if len(still) == len(left):
            # Together they leave each other no room.
            found = [everything.solve_cheaply([way], hidden) for way in left[0].ways]
            changed = min((each[1] for each in found), key=lambda each: sum(table.units[place] for place in each))
            still = left[1:]
        hidden |= changed
        left = still


def _sift(program: _Program, goals: Sequence[Goal]) -> list[Goal]:
    """Return the goals that no solution met which was looked for: one of them meets many."""
    left = list(goals)
    while left:
        met = program.solve([goal.ways[0] for goal in left])
        still = [goal for goal in left if not goal.is_met(met)]
        if len(still) == len(left):
            break
        left = still
    return left


class _Program:
    """The linear program over the cells that are free, with all others as they are published."""

    def __init__(self, table: Table, free: set[int], numbers: Numbers) -> None:
        self.numbers, self.units = np.array(numbers.of, dtype=float), table.units
        self.free = sorted(free)
        self.columns = {place: column for column, place in enumerate(self.free)}
        self.equal, self.upper = _Rows(self), _Rows(self)
        # What has less than a hidden cell is known to have stays as it is.
        self.least = [min(numbers.least, numbers.of[place]) for place in self.free]
        for line in table.lines:
            if self.columns.keys().isdisjoint((line.total, *line.parts)):
                continue
            of, total = numbers.of, numbers.of[line.total]
            added = sum(of[place] for place in line.parts)
            if line.adds_up or (line.covers and abs(added - total) < _CLOSE):
                self.equal.add([*((place, 1.0) for place in line.parts), (line.total, -1.0)], added - total)
                continue
            if numbers.least < 0 or any(of[place] > total + _CLOSE for place in line.parts):
                continue
            for place in line.parts:
                self.upper.add([(place, 1.0), (line.total, -1.0)], 0.0)
            if line.covers and added >= total:
                self.upper.add([(line.total, 1.0), *((place, -1.0) for place in line.parts)], 0.0)

    def solve(self, ways: Sequence[tuple[Mapping[int, float], float]]) -> np.ndarray:
        """Return numbers of all cells that bring these sums as near to their bounds as can be, all together."""
        extra = len(ways)
        upper = _Rows(self, self.upper)
        for rank, (terms, _bound) in enumerate(ways):
            upper.add([(place, -sign) for place, sign in terms.items()], 0.0, {len(self.free) + rank: 1.0})
        costs = np.concatenate([np.zeros(len(self.free)), -np.ones(extra)])
        limits = [*((each, None) for each in self.least), *((None, bound) for _terms, bound in ways)]
        numbers = self.numbers.copy()
        numbers[self.free] = self._run(costs, upper, self.equal, limits)[: len(self.free)]
        return numbers

    def solve_cheaply(
        self, ways: Sequence[tuple[Mapping[int, float], float]], hidden: set[int]
    ) -> tuple[np.ndarray, set[int]]:
        """Return numbers of all cells that bring these sums to their bounds, and which published ones differ.

        As many sums as there is room for together, at least one of a single one; and cells with few units differ.
        """
        count, extra = len(self.free), len(ways)
        # More and less than they are, so that both cost.
        equal, upper = self.equal.doubled(count), self.upper.doubled(count)
        for rank, (terms, _bound) in enumerate(ways):
            signs = [(self.columns[place], sign) for place, sign in terms.items() if place in self.columns]
            moves = {column: -sign for column, sign in signs} | {count + column: sign for column, sign in signs}
            known = sum(sign * self.numbers[place] for place, sign in terms.items())
            upper.add([], known, {**moves, 2 * count + rank: 1.0})
        costs = [_ALMOST_FREE if place in hidden else float(self.units[place]) for place in self.free]
        known = self.numbers[self.free]
        limits = [*((0, None) for _place in self.free), *zip(np.zeros(count), known - self.least, strict=True)]
        limits += [(None, bound) for _terms, bound in ways]
        reward = -_DEAR * max(self.units)
        found = self._run([*costs, *costs, *[reward] * extra], upper, equal, limits)
        moved = found[:count] - found[count : 2 * count]
        numbers = self.numbers.copy()
        numbers[self.free] += moved
        return numbers, {place for place, by in zip(self.free, moved, strict=True) if abs(by) > _CLOSE} - hidden

    @staticmethod
    def _run(costs, upper: _Rows, equal: _Rows, limits: Sequence[tuple]) -> np.ndarray:
        width = len(costs)
        found = linprog(costs, upper.matrix(width), upper.sides or None, equal.matrix(width), equal.sides or None,
                        limits, method="highs")  # fmt: skip
        if not found.success:
            raise ArithmeticError(found.message)
        return found.x


class _Rows:
    """Conditions of a program: sums of free numbers, and what they are, or are at most."""

    def __init__(self, program: _Program, other: _Rows | None = None) -> None:
        self.program = program
        self.entries: list[tuple[int, int, float]] = list(other.entries) if other else []
        self.sides: list[float] = list(other.sides) if other else []

    def add(self, terms: Iterable[tuple[int, float]], side: float, others: Mapping[int, float] | None = None) -> None:
        """Add one: terms by the places of cells, and others by their columns."""
        index, entries = len(self.sides), []
        for place, sign in terms:
            column = self.program.columns.get(place)
            if column is None:
                side -= sign * self.program.numbers[place]
            else:
                entries.append((index, column, sign))
        entries += [(index, column, value) for column, value in (others or {}).items()]
        if entries:
            self.entries += entries
            self.sides.append(side)

    def doubled(self, count: int) -> _Rows:
        """Return the same conditions on what free numbers differ by: more than they are, then less."""
        rows = _Rows(self.program)
        known = self.program.numbers[self.program.free]
        rows.sides = list(self.sides)
        for index, column, value in self.entries:
            rows.sides[index] -= value * known[column]
            rows.entries += [(index, column, value), (index, count + column, -value)]
        return rows

    def matrix(self, width: int):
        """Return the left sides, or nothing where there are none."""
        if not self.sides:
            return None
        where, columns, values = zip(*self.entries, strict=True)
        return csr_array((values, (where, columns)), shape=(len(self.sides), width))
