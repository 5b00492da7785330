"""The cells of an Excel workbook.

openpyxl gives up on styles that no cell needs (an empty ``<fill/>``), does not know Strict workbooks, and hides what
is asked here: hidden rows, merged cells, formulas without a result.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from datetime import datetime
from functools import partial

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from . import sheets
from .parts import EnoughError, Parts, Text, attribute
from .sheets import DamagedError, ErrorValue, Merged, Row, Sheet, TooManyCellsError, Uncalculated, share

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)


def read(archive: zipfile.ZipFile) -> list[Sheet]:
    """Return the visible sheets of a workbook in their order; each is read when its rows are asked for.

    :raises DamagedError: if this is no workbook
    :raises TooManyCellsError: if it has too many rows or cells
    """
    book = _Book(Parts(archive))
    strings, date_styles = book.strings(), book.date_styles()
    epoch = CALENDAR_MAC_1904 if book.counts_from_1904 else CALENDAR_WINDOWS_1900

    def load(part: str, most: int) -> list[Row]:
        return _Cells(strings, date_styles, epoch, most).rows_of(book.parts, part)

    return [Sheet(name, partial(load, part), epoch) for name, part in book.sheets]


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


class _Book:
    """What the parts around the sheets say."""

    def __init__(self, parts: Parts):
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
                part = paths.get(attribute(attributes, "id"), "")
                # A sheet may be a chart.
                if "chartsheet" not in part:
                    self.sheets.append((attributes.get("name", ""), part))

        parts.parse(path, start)
        if len(self.sheets) > sheets.MAX_SHEETS:
            raise TooManyCellsError
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
        text, spoken = Text(), False

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

    def __init__(self, strings: list[str], date_styles: set[int], epoch: datetime, most: int):
        self.strings, self.date_styles, self.epoch, self.most = strings, date_styles, epoch, most
        self.rows: list[Row] = []
        self.merged: list[Merged] = []
        self.row = Row(0, {})
        self.seen_rows = self.column = 0
        self.kind, self.style = "n", ""
        self.text, self.formula = Text(), ""

    def rows_of(self, parts: Parts, part: str) -> list[Row]:
        parts.parse(part, self.start, self.end, self.text)
        share(self.rows, self.merged)
        return self.rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._start_row(attributes)
        elif name == "c":
            reference = attributes.get("r")
            self.column = place(reference)[1] if reference else self.column + 1
            if self.column >= sheets.LAST_COLUMN:
                raise TooManyCellsError
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.formula = ""
        elif name in {"v", "t", "f"}:
            self.text.start()
        elif name == "mergeCell":
            first, _colon, last = attributes.get("ref", "").partition(":")
            (top, left), (bottom, right) = place(first), place(last or first)
            self.merged.append(Merged(top, bottom, left, right))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.seen_rows += 1
        number = int(attributes.get("r", self.row.number + 1))
        if number > sheets.LAST_ROW or self.seen_rows > sheets.LAST_ROW:
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
        elif name == "row" and not self.row.is_blank:
            self.rows.append(self.row)
            if len(self.rows) >= self.most:
                raise EnoughError

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
