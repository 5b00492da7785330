"""The cells of an OpenDocument spreadsheet, zipped (.ods) or not (.fods).

odfpy, which Odoo's own import uses, builds the whole document before it can be refused, and repeats what a cell says
is repeated. Here a repetition of blanks costs nothing, and one of values counts as what it stands for.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import BinaryIO

from . import sheets
from .parts import Parts, Text, attribute
from .sheets import DamagedError, ErrorValue, Merged, Row, Sheet, TooManyCellsError, Uncalculated, share

# The most rows that LibreOffice can be set to; below the last filled one they are blank.
_LAST_BLANK_ROW = 2**24
_CELLS = {"table-cell", "covered-table-cell"}
_NUMBERS = {"float", "currency", "percentage"}
_BLANKS = {"s", "tab", "line-break"}
_ERROR = re.compile(r"#[A-Z/0]+[?!]?|Err:\d{3}")


def read(parts: Parts, stream: BinaryIO, most: int) -> list[Sheet]:
    """Return the visible sheets of a document in their order, no more than so many rows of each.

    :raises DamagedError: if this is no spreadsheet
    :raises TooManyCellsError: if it has too many cells
    """
    content = _Content(parts, most)
    parts.parse_stream(stream, content.start, content.end, content.text)
    if not content.is_spreadsheet:
        raise DamagedError("spreadsheet")
    for _name, rows, merged in content.tables:
        share(rows, merged)
    return [Sheet(name, rows.__getitem__) for name, rows, _merged in content.tables]


class _Rows(list):
    """Rows of which the first so many are asked for."""

    def __getitem__(self, most):
        return list.__getitem__(self, slice(most))


def _local(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes without the prefixes of their namespaces; of two kinds of value, the error goes first."""
    local = {key[key.find(":") + 1 :]: value for key, value in attributes.items()}
    if "error" in attributes.values() and any(
        value == "error" and key.endswith(":value-type") for key, value in attributes.items()
    ):
        local["value-type"] = "error"
    return local


def _times(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)


class _Content:
    """The tables of a document, without those inside of drawings, cells and links."""

    def __init__(self, parts: Parts, most: int):
        self.parts, self.most = parts, most
        self.is_spreadsheet = False
        self.tables: list[tuple[str, _Rows, list[Merged]]] = []
        self.rows, self.merged = _Rows(), []
        self.depth = self.table_depth = self.cell_depth = 0
        self.style, self.invisible = "", set()
        self.row: dict[str, str] = {}
        self.cells: dict[int, object] = {}
        self.first_row = self.next_row = 1
        self.next_column = 0
        self.cell: dict[str, str] = {}
        self.text = Text()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.cell_depth:
            self._start_in_cell(name)
        elif name in _CELLS and self.table_depth:
            self.cell, self.cell_depth = _local(attributes) if attributes else attributes, self.depth
        elif name == "table-row" and self.table_depth:
            self._start_row(attributes)
        elif name == "table" and not self.table_depth:
            self._start_table(attributes)
        elif name == "spreadsheet":
            self.is_spreadsheet = True
        elif name == "style":
            self.style = attribute(attributes, "name")
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self.invisible.add(self.style)
        elif name in {"shapes", "dde-links", "tracked-changes"}:
            # What is in there may have tables of its own.
            self.cell, self.cell_depth = {}, self.depth

    def end(self, name: str) -> None:
        if self.depth == self.cell_depth:
            if name in _CELLS:
                self._end_cell(covered=name != "table-cell")
            self.cell_depth = 0
            self.text.take()
        elif self.cell_depth and self.depth == self.cell_depth + 1:
            self.text.reading = False
        elif name == "table-row" and not self.cell_depth and self.table_depth:
            self._end_row()
        elif self.depth == self.table_depth:
            self.table_depth = 0
        self.depth -= 1

    def _start_in_cell(self, name: str) -> None:
        """A cell's own paragraphs count, not those of its comment or of a drawing."""
        if name == "p" and self.depth == self.cell_depth + 1:
            if self.text.pieces:
                self.text.start()
                self.text.add("\n")
            self.text.start()
        elif name in _BLANKS:
            self.text.add(" ")

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.table_depth = self.depth
        self.rows, self.merged, self.next_row = _Rows(), [], 1
        if len(self.tables) >= sheets.MAX_SHEETS:
            raise TooManyCellsError
        if attribute(attributes, "style-name") not in self.invisible:
            self.tables.append((attribute(attributes, "name"), self.rows, self.merged))

    def _start_row(self, attributes: dict[str, str]) -> None:
        if len(self.rows) >= self.most:
            # More than what is wanted: passed over like a drawing.
            self.cell, self.cell_depth = {}, self.depth
            return
        self.row = _local(attributes) if attributes else attributes
        self.cells, self.next_column, self.first_row = {}, 0, self.next_row
        self.next_row += _times(self.row, "number-rows-repeated")
        if self.next_row > _LAST_BLANK_ROW:
            raise TooManyCellsError

    def _end_row(self) -> None:
        if not self.cells:
            return
        if self.next_row > sheets.LAST_ROW + 1:
            raise TooManyCellsError
        hidden = self.row.get("visibility") in {"collapse", "filter"}
        self.parts.count((self.next_row - self.first_row - 1) * len(self.cells))
        numbers = range(self.first_row, self.next_row)[: self.most - len(self.rows)]
        rows = [Row(number, dict(self.cells), hidden) for number in numbers]
        if not rows[0].is_blank:
            self.rows += rows

    def _end_cell(self, *, covered: bool) -> None:
        column, cell = self.next_column, self.cell
        self.next_column += _times(cell, "number-columns-repeated")
        if self.next_column > sheets.LAST_COLUMN:
            raise TooManyCellsError
        value = None if covered or not (cell or self.text.pieces) else self._value()
        if value is None or value == "":
            return
        if self.next_column > column + 1:
            # A cell is two elements: itself and its paragraph.
            self.parts.count(2 * (self.next_column - column - 1))
        self.cells.update(dict.fromkeys(range(column, self.next_column), value))
        rows, columns = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            top, right = self.first_row, min(column + columns, sheets.LAST_COLUMN) - 1
            self.merged.append(Merged(top, min(top + rows - 1, sheets.LAST_ROW), column, right))

    def _value(self) -> object:
        """Return what the cell that ends here holds."""
        shown = self.text.take()
        kind, formula = self.cell.get("value-type"), self.cell.get("formula")
        if kind == "error" or (formula and _ERROR.fullmatch(shown)):
            return ErrorValue(shown)
        if formula and not kind and not shown:
            return Uncalculated("=" + formula.partition("=")[2][:100])
        if kind in _NUMBERS:
            return float(self.cell.get("value", ""))
        if kind == "date":
            return _moment(self.cell.get("date-value", ""))
        return self.cell.get("string-value") or shown


def _moment(written: str) -> datetime | str:
    """Return a day as Excel's are; a moment with its offset stays a text."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    return written if moment.tzinfo else moment
