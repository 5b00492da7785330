"""What every kind of file is read as: sheets of rows of cells, with what there is to remark; and the limits of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

# Excel's own limits.
LAST_ROW = 2**20
LAST_COLUMN = 2**14
MAX_TEXT = 2**15
# What 20,000 lines of some 40 filled columns consist of; read in about a second.
MAX_ELEMENTS = 1_500_000
MAX_CELLS = 750_000
MAX_CHARACTERS = 20_000_000
MAX_TOKEN = 2**20
# Of all parts together; one may be named as several sheets.
MAX_READ = 100 * 2**20
MAX_SHEETS = 1000


class DamagedError(ValueError):
    """The file is not what it seems, or a part of it is not what it has to be."""


class TooManyCellsError(ValueError):
    """The file has more rows or cells than anybody's list."""


class ErrorValue(str):
    """What is shown where a formula failed, such as #N/A."""

    __slots__ = ()


class Uncalculated(str):
    """A formula whose result the file does not hold."""

    __slots__ = ()


@dataclass(slots=True)
class Row:
    """A row that is not blank, with its values by column.

    :param hidden: by hand or by a filter
    :param shifted: it has more cells than others, so that they may stand in wrong columns
    :param spans: the last column of each range that is merged across columns, by its first
    """

    number: int
    cells: dict[int, object]
    hidden: bool = False
    shifted: bool = False
    spans: dict[int, int] | None = None

    @property
    def is_blank(self) -> bool:
        return all(isinstance(value, str) and not value.strip() for value in self.cells.values())


@dataclass
class Sheet:
    """A visible sheet.

    :param load: returns the first so many of its rows in their order; what the cells of a merged range share stands
        in each of its rows, if all of them are loaded
    :param epoch: from when a bare number counts days
    """

    name: str
    load: Callable[[int], list[Row]]
    epoch: datetime = CALENDAR_WINDOWS_1900

    def rows(self, most: int) -> list[Row]:
        """Return all rows; refuse a sheet that has more."""
        rows = self.load(most + 1)
        if len(rows) > most:
            raise TooManyCellsError
        return rows


@dataclass(slots=True)
class Merged:
    """The cells that share one value."""

    top: int
    bottom: int
    first: int
    last: int


def share(rows: list[Row], merged: list[Merged]) -> None:
    """Write the value of a range that spans rows into each of them that there is, and note those that span columns."""
    by_number = {row.number: row for row in rows}
    filled = 0
    for each in merged:
        top = by_number.get(each.top)
        value = top.cells.get(each.first) if top else None
        if value is None:
            continue
        filled += each.bottom - each.top
        if filled > MAX_ELEMENTS:
            raise TooManyCellsError
        if each.last > each.first:
            top.spans = top.spans if top.spans is not None else {}
            top.spans[each.first] = each.last
        for number in range(each.top + 1, each.bottom + 1):
            if number in by_number:
                by_number[number].cells.setdefault(each.first, value)
