"""The cells of an Excel workbook, read as a stream that stops early.

openpyxl builds what it reads before anybody can refuse it, gives up on styles that no cell needs (an empty
``<fill/>``), does not know Strict workbooks, and hides what is asked here: hidden rows, merged cells, formulas without
a result. So the few parts of the file that hold cells are read with expat, and each limit is looked at while reading.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

# Excel's own limits.
LAST_ROW = 2**20
LAST_COLUMN = 2**14
MAX_TEXT = 2**15
# What 20,000 lines of some 40 filled columns consist of; read in about a second.
MAX_ELEMENTS = 1_500_000
MAX_CHARACTERS = 20_000_000
MAX_TOKEN = 2**20
_CHUNK = 2**16
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)

Handler = Callable[[str, dict[str, str]], None]


class DamagedError(ValueError):
    """The file is no workbook, or a part of it is not what it has to be."""


class TooManyCellsError(ValueError):
    """The file has more rows or cells than anybody's list."""


class ErrorValue(str):
    """What Excel shows where a formula failed, such as #N/A."""

    __slots__ = ()


class Uncalculated(str):
    """A formula whose result the file does not hold."""

    __slots__ = ()


@dataclass
class Row:
    """A row that is not blank, with its values by column."""

    number: int
    cells: dict[int, object]
    hidden: bool = False


@dataclass
class Sheet:
    """A sheet's rows in their order; what the cells of a merged range share stands in each of its rows."""

    name: str
    rows: list[Row] = field(default_factory=list)


def read(file, *, max_rows: int) -> Iterator[tuple[Sheet, datetime]]:
    """Yield the visible sheets of a workbook in their order, each with the day from which it counts days.

    A sheet is read when its turn comes: who has found what is looked for reads no further.

    :raises DamagedError: if this is no workbook
    :raises TooManyCellsError: if it has too many rows or cells
    """
    with zipfile.ZipFile(file) as archive:
        book = _Book(_Parts(archive))
        strings, date_styles = book.strings(), book.date_styles()
        epoch = CALENDAR_MAC_1904 if book.counts_from_1904 else CALENDAR_WINDOWS_1900
        for name, part in book.sheets:
            yield Sheet(name, _Cells(strings, date_styles, epoch, max_rows).rows_of(book.parts, part)), epoch


def place(reference: str) -> tuple[int, int]:
    """Return the row, from 1, and the column, from 0, of a cell.

    >>> place("C2"), place("$AA$10")
    ((2, 2), (10, 26))
    """
    match = _PLACE.fullmatch(reference)
    if not match:
        raise DamagedError(reference[:20])
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


class _Parts:
    """The parts of a workbook; what has been read of all of them counts."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.names = set(archive.namelist())
        self.elements = self.characters = 0

    def parse(self, part: str, start: Handler, end=None, text: _Text | None = None) -> None:
        """Read a part; handlers get names without the prefix of their namespace."""
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def start_counted(name, attributes):
            self.elements += 1
            if self.elements > MAX_ELEMENTS:
                raise TooManyCellsError
            start(name.rpartition(":")[2], attributes)

        def count_text(data):
            self.characters += len(data)
            if self.characters > MAX_CHARACTERS:
                raise TooManyCellsError
            text.add(data)

        def refuse(*_args):
            # A workbook declares no entities: who does wants more than to be read.
            raise DamagedError(part)

        parser.StartElementHandler = start_counted
        parser.StartDoctypeDeclHandler = refuse
        if end:
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        if text:
            parser.CharacterDataHandler = count_text
        fed = 0
        with self.archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > MAX_TOKEN:
                    raise DamagedError(part)
        parser.Parse(b"", True)


class _Text:
    """The text of one cell at a time, no longer than Excel lets it be."""

    def __init__(self):
        self.pieces: list[str] = []
        self.length = 0
        self.reading = False

    def start(self) -> None:
        self.reading = True

    def add(self, data: str) -> None:
        if self.reading and self.length < MAX_TEXT:
            self.pieces.append(data)
            self.length += len(data)

    def take(self) -> str:
        """Return what was read since the last time."""
        text = "".join(self.pieces)[:MAX_TEXT]
        self.pieces.clear()
        self.length, self.reading = 0, False
        return text


def _attribute(attributes: dict[str, str], name: str) -> str:
    """Return an attribute that has a namespace."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


class _Book:
    """What the parts around the sheets say."""

    def __init__(self, parts: _Parts):
        self.parts = parts
        path = dict(self._relations("", "Type")).get("officeDocument", "")
        if path not in parts.names:
            raise DamagedError("workbook")
        self.related = dict(self._relations(path, "Type"))
        self.counts_from_1904 = False
        self.sheets: list[tuple[str, str]] = []
        paths = dict(self._relations(path, "Id"))

        def start(name, attributes):
            if name == "workbookPr":
                self.counts_from_1904 = attributes.get("date1904") in {"1", "true"}
            elif name == "sheet" and attributes.get("state", "visible") == "visible":
                part = paths.get(_attribute(attributes, "id"), "")
                # A sheet may be a chart.
                if "chartsheet" not in part:
                    self.sheets.append((attributes.get("name", ""), part))

        parts.parse(path, start)
        if not self.sheets or any(part not in parts.names for _name, part in self.sheets):
            raise DamagedError("sheets")

    def _relations(self, path: str, by: str) -> list[tuple[str, str]]:
        """Return which parts a part names, by the last word of the kind of relation or by its id."""
        folder, name = posixpath.split(path)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        found = []

        def start(element, attributes):
            if element == "Relationship":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found.append((attributes.get(by, "").rpartition("/")[2], target.lstrip("/")))

        if part in self.parts.names:
            self.parts.parse(part, start)
        return found

    def strings(self) -> list[str]:
        """Return the texts that cells name by their place, without the pronunciation that some carry."""
        texts: list[str] = []
        text, spoken = _Text(), False

        def start(name, _attributes):
            nonlocal spoken
            spoken = spoken or name == "rPh"
            if name == "t" and not spoken:
                text.start()

        def end(name):
            nonlocal spoken
            text.reading = False
            if name == "rPh":
                spoken = False
            elif name == "si":
                texts.append(text.take())

        part = self.related.get("sharedStrings")
        if part in self.parts.names:
            self.parts.parse(part, start, end, text)
        return texts

    def date_styles(self) -> set[int]:
        """Return the places of the styles that show a number as a day."""
        formats: dict[int, str] = dict(BUILTIN_FORMATS)
        places: list[int] = []
        inside = False

        def start(name, attributes):
            nonlocal inside
            if name == "numFmt":
                formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                inside = True
            elif name == "xf" and inside:
                places.append(int(attributes.get("numFmtId", 0)))

        def end(name):
            nonlocal inside
            inside = inside and name != "cellXfs"

        part = self.related.get("styles")
        if part in self.parts.names:
            self.parts.parse(part, start, end)
        days = {number for number, code in formats.items() if is_date_format(code)}
        return {place for place, number in enumerate(places) if number in days}


class _Cells:
    """The rows of one sheet."""

    def __init__(self, strings: list[str], date_styles: set[int], epoch: datetime, max_rows: int):
        self.strings, self.date_styles, self.epoch, self.max_rows = strings, date_styles, epoch, max_rows
        self.rows: list[Row] = []
        self.merged: list[tuple[int, int, int]] = []
        self.row = Row(0, {})
        self.seen_rows = self.column = 0
        self.kind, self.style = "n", ""
        self.text, self.formula = _Text(), ""

    def rows_of(self, parts: _Parts, part: str) -> list[Row]:
        parts.parse(part, self.start, self.end, self.text)
        self._share_merged()
        return self.rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._start_row(attributes)
        elif name == "c":
            reference = attributes.get("r")
            self.column = place(reference)[1] if reference else self.column + 1
            if self.column >= LAST_COLUMN:
                raise TooManyCellsError
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.formula = ""
        elif name in {"v", "t", "f"}:
            self.text.start()
        elif name == "mergeCell":
            first, _colon, last = attributes.get("ref", "").partition(":")
            (top, column), (bottom, _column) = place(first), place(last or first)
            if bottom > top:
                self.merged.append((top, bottom, column))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.seen_rows += 1
        number = int(attributes.get("r", self.row.number + 1))
        if number > LAST_ROW or self.seen_rows > LAST_ROW:
            raise TooManyCellsError
        self.row = Row(number, {}, attributes.get("hidden") in {"1", "true"})
        self.column = -1

    def end(self, name: str) -> None:
        if name == "f":
            self.formula = "=" + self.text.take()[:100]
        elif name in {"v", "t"}:
            self.text.reading = False
        elif name == "c":
            value = self._value()
            if value is not None and value != "":
                self.row.cells[self.column] = value
        elif name == "row" and any(not isinstance(value, str) or value.strip() for value in self.row.cells.values()):
            self.rows.append(self.row)
            if len(self.rows) > self.max_rows:
                raise TooManyCellsError

    def _value(self) -> object:
        """Return what the cell that ends here holds."""
        typed = self.text.take()
        if not typed:
            # An empty text may be a formula's result; no number is.
            return Uncalculated(self.formula) if self.formula and self.kind != "str" else None
        by_kind = {
            "s": lambda: self.strings[int(typed)],
            "e": lambda: ErrorValue(typed),
            "n": lambda: self._number(typed),
        }
        return by_kind.get(self.kind, lambda: typed)()

    def _number(self, typed: str) -> object:
        value = float(typed)
        if self.style.isdigit() and int(self.style) in self.date_styles:
            try:
                return from_excel(value, self.epoch)
            except (ValueError, OverflowError):
                return typed
        return value

    def _share_merged(self) -> None:
        """Write the value of a range that spans rows into each of them that there is."""
        by_number = {row.number: row for row in self.rows}
        filled = 0
        for top, bottom, column in self.merged:
            value = by_number[top].cells.get(column) if top in by_number else None
            if value is None:
                continue
            filled += bottom - top
            if filled > MAX_ELEMENTS:
                raise TooManyCellsError
            for number in range(top + 1, bottom + 1):
                if number in by_number:
                    by_number[number].cells.setdefault(column, value)
