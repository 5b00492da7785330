"""Which numbers of a run are not for use outside the agency: all of its tables are looked at together.

1. A figure is published in total, by one breakdown, by two: what one table hides, another one must not tell.
2. A figure may be a part of another one, or several together be one: then their numbers add up, commune by commune.
   That is told by the lists that the run has kept.
3. A figure that is about no company and no person, such as how many missions there were, hides nothing.
4. What is hidden depends on the run alone and on no reader: two readers who put their files together learn no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from odoo.models import BaseModel
from odoo.tools import SQL

from ..domain import hiding
from ..domain.figures import AVERAGE, SHARE, TOTAL
from ..domain.tables import Cell, Table, Values
from ..domain.wholes import find_wholes


class Number(NamedTuple):
    """What a number of a run rests on, see :class:`..domain.tables.Cell`."""

    units: int
    amount: float | None = None


def _number(cell: BaseModel) -> Number:
    statistic, counted = cell.version_id.statistic, cell.version_id.counted
    if statistic == SHARE:
        return Number(cell.owners, cell.value * cell.units / 100)
    if statistic == AVERAGE:
        return Number(cell.owners, cell.value * cell.units)
    adds_up = statistic == TOTAL and counted in ("record", "sum")
    return Number(cell.owners, cell.value if adds_up else None)


class HiddenOfRun:
    """Finds the cells of a run that are not told outside the agency.

    :param least: tells on how many companies or persons a number of a version rests at least
    """

    def __init__(self, run: BaseModel, least: Callable[[BaseModel], int]) -> None:
        self.env = run.env
        self.least = least
        # As superuser: also by what one reader can't read, others could work out a number.
        cells = run.sudo().env["hub.report.cell"].search([("run_id", "=", run.id)])
        versions = cells.version_id.filtered(lambda version: version._is_of_somebody())
        self.cells = cells.filtered(lambda cell: cell.version_id in versions)
        self.of_version = self.cells.grouped("version_id")
        self.places = {cell.id: self._place(cell) for cell in self.cells}
        self.wholes = find_wholes(self._get_atoms())

    @staticmethod
    def _place(cell: BaseModel) -> tuple:
        """Return what a cell is of: the same number of two figures has one place."""
        breakdowns = cell.breakdown_id.ids + cell.second_breakdown_id.ids
        keys = [] if cell.is_total else json.loads(cell.key)
        return cell.version_id.id, Values(zip(breakdowns, keys, strict=False))

    def _get_atoms(self) -> list[set[int]]:
        """Return of which versions the total lists have the same units, contributing the same."""
        totals = [
            cell.id
            for cell in self.cells
            if cell.is_total and not cell.list_cell_id and cell.version_id.statistic == TOTAL
        ]
        if len(totals) < 2:
            return []
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT array_agg(DISTINCT cell.version_id)
                     FROM (%s) AS unit JOIN hub_report_cell AS cell ON cell.id = unit.cell_id
                 GROUP BY unit.sign, unit.contribution""",
                self.env["hub.report.cell.unit"]._get_units_sql(SQL("cell.id IN %s", tuple(totals))),
            )
        )
        return [set(versions) for [versions] in rows]

    def find(self, of: Callable[[BaseModel], Number | None] = _number, besides: Iterable[int] = ()) -> set[int]:
        """Return the ids of the cells that are hidden.

        :param of: tells what a cell rests on; nothing for one that is not told at all
        :param besides: cells that are not shown for another reason
        """
        hidden: set[int] = set()
        besides = frozenset(besides)
        for versions in self._get_families():
            hidden |= self._find_in_family(versions, of, besides)
        return hidden

    def _get_families(self) -> Iterator[BaseModel]:
        """Yield the versions whose numbers depend on each other."""
        families = {version.id: {version.id} for version in self.of_version}
        for whole in self.wholes:
            joined = set().union(*(families[name] for name in (whole.whole, *whole.parts)))
            families |= dict.fromkeys(joined, joined)
        versions = next(iter(self.of_version)).browse() if self.of_version else ()
        for family in {min(own): own for own in families.values()}.values():
            yield versions.browse(sorted(family))

    def _find_in_family(self, versions: BaseModel, of: Callable, besides: frozenset[int]) -> set[int]:
        numbers, ids = {}, {}
        for version in versions:
            for cell in self.of_version[version]:
                number = of(cell)
                if number is not None:
                    numbers[self.places[cell.id]] = number
                    ids.setdefault(self.places[cell.id], []).append(cell.id)
        if not numbers:
            return set()
        least = {version.id: self.least(version) for version in versions}
        smallest = {place: least[place[0]] for place in numbers}
        cells = [Cell(place, *number) for place, number in numbers.items()]
        kinds = {version.id: self._get_kinds(version) for version in versions}
        table = Table.joined(cells, kinds, [each for each in self.wholes if each.whole in versions._ids])
        more = {place: smallest[place] for place, own in ids.items() if not besides.isdisjoint(own)}
        for version in versions.filtered(lambda each: each.statistic == SHARE):
            for cell in self.of_version[version]:
                number = numbers.get(self.places[cell.id])
                if (
                    number
                    and number.amount is not None
                    and hiding.is_of_few(cell.units, number.amount, least[version.id])
                ):
                    more[self.places[cell.id]] = number.units
        return {id_ for place in hiding.hide_in(table, smallest, more) for id_ in ids[place]}

    def _get_kinds(self, version: BaseModel) -> dict[int, str]:
        """Return how the cells of each breakdown stand to their total."""
        cells = self.of_version[version]
        return {
            breakdown.id: breakdown._get_axis(version) for breakdown in cells.breakdown_id | cells.second_breakdown_id
        }
