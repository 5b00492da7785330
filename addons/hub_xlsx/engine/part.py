"""One sheet of the file while it is written: its cells, its links, and the parts of the archive that they become."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from .archive import Archive
from .cells import CellWriter, Pieces, interlace
from .columns import Column, Kind
from .compose import Plan, split_sheet
from .limits import Limits
from .links import Links, LinkWriter
from .notes import Note, Notebook, NoteKind
from .serial import date_serials, datetime_serials
from .strings import Strings
from .styles import Style, StyleBook
from .text import without_forbidden

CHUNK = 1 << 18
"""How many characters of XML are gathered before they are compressed."""

SAMPLES = 1_000
"""How many points of a chart are kept for programs that show it without reading the cells."""

SAMPLE_TEXT = 255
"""How much of a text names a point."""

NOTE_DETAIL = 120
"""How much of a text a note quotes."""

FIRST_PARTS = ("_rels/.rels", "docProps/core.xml", "xl/theme/theme1.xml")
"""Written before the sheets, because programs know a workbook by its first parts; they are the same all along."""

BIGGEST = 1e300
"""Beyond what any chart draws; NaN is beyond it as well."""

TYPES = (str, bool, int, float, date, datetime, time, timedelta, type(None))


@dataclass(frozen=True)
class Desk:
    """What the sheets of a workbook share.

    :param compose: the parts of the workbook as it is now, without rows
    :param strings: the texts of the workbook, None where each cell has its own
    """

    archive: Archive
    styles: StyleBook
    notebook: Notebook
    limits: Limits
    too_long: str | None
    compose: Callable[[], dict[str, bytes]]
    strings: Strings | None = None


class Part:
    """A sheet of the file from its header on; ``number`` counts sheets from 1."""

    def __init__(self, number: int, plan: Plan, columns: Sequence[Column], header_style: Style | None, desk: Desk):
        self.plan = plan
        self.size = 0
        self._desk = desk
        self._path = f"xl/worksheets/sheet{number}.xml"
        self._relations_path = f"xl/worksheets/_rels/sheet{number}.xml.rels"
        self._links = Links(desk.limits)
        self._letters = [xl_col_to_name(position) for position in range(len(columns))]
        self._styled: dict[tuple[int, Style | None], CellWriter] = {}
        self._gathered: list[str] = []
        self._gathered_size = 0
        self._next_row = 1
        desk.styles.add([header_style, *(style for column in columns for style in column.all_styles())])
        self._writers = [self._column_writer(position, column) for position, column in enumerate(columns)]
        self._begin(header_style)

    @property
    def room(self) -> int:
        """How many rows still fit."""
        return 0 if self.size >= self._desk.limits.part else self._desk.limits.rows + 1 - self._next_row

    def write(self, columns: Sequence[Sequence[Any]]) -> None:  # pylint: disable=method-required-super
        """Write rows, given column by column; there must be room for them."""
        self._sample(columns)
        rows = self._take_rows(len(columns[0]))
        self._put(rows, [writer.encode(values, rows) for writer, values in zip(self._writers, columns, strict=True)])

    def write_row(self, values: Sequence[Any], styles: Sequence[Style | None]) -> None:
        """Write a row with a style for each cell."""
        self._sample([[value] for value in values])
        self._write_styled(values, styles)

    def finish(self) -> dict[str, bytes]:
        """End the sheet; returns the parts of the workbook with it."""
        self.plan.rows = self._next_row - 2
        parts = self._desk.compose()
        tail = split_sheet(parts[self._path])[1]
        self._flush()
        self._end_part(itertools.chain([b"</sheetData>"], self._links.into_tail(tail)))
        if relations := list(self._links.into_relations(parts.get(self._relations_path))):
            self._desk.archive.open_part(self._relations_path)
            self._end_part(relations)
        return parts

    def _end_part(self, pieces: Iterable[bytes | memoryview]) -> None:
        for piece in pieces:
            self._desk.archive.write(piece)
        self._desk.archive.close_part()

    def _begin(self, header_style: Style | None) -> None:
        parts = self._desk.compose()
        for name in FIRST_PARTS:
            if name not in self._desk.archive.names:
                self._desk.archive.add(name, parts[name])
        self._desk.archive.open_part(self._path)
        self._desk.archive.write(split_sheet(parts[self._path])[0] + b"<sheetData>")
        self._write_styled(self.plan.labels, [header_style] * len(self.plan.labels))

    def _write_styled(self, values: Sequence[Any], styles: Sequence[Style | None]) -> None:
        row = self._take_rows(1)
        writers = [self._styled_writer(position, style) for position, style in enumerate(styles)]
        self._put(row, [writer.encode([value], row) for writer, value in zip(writers, values, strict=True)])

    def _take_rows(self, count: int) -> list[str]:
        first = self._next_row
        self._next_row += count
        return list(map(str, range(first, self._next_row)))

    def _put(self, rows: Sequence[str], columns: Iterable[Pieces]) -> None:
        """Interlace the columns' cells, row by row."""
        pieces = itertools.chain(['<row r="', rows, '">'], *columns, ["</row>"])
        xml = "".join(interlace(pieces, len(rows)))
        self._gathered.append(xml)
        self._gathered_size += len(xml)
        if self._gathered_size >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        data = "".join(self._gathered).encode()
        self._gathered, self._gathered_size = [], 0
        self.size += len(data)
        self._desk.archive.write(data)

    def _sample(self, columns: Sequence[Sequence[Any]]) -> None:
        for position, kept in self.plan.samples.items():
            kept.extend(_sample(value) for value in columns[position][: SAMPLES - len(kept)])

    def _column_writer(self, position: int, column: Column) -> CellWriter | LinkWriter:
        types = {*TYPES, *column.styles}
        styles = {value_type: column.style_of(value_type) for value_type in types}
        writer = self._cell_writer(position, styles | {object: column.style_of(object)}, text=column.kind is Kind.TEXT)
        if column.kind is not Kind.LINK:
            return writer
        plain = self._cell_writer(position, {object: column.blank_style, type(None): column.blank_style})
        return LinkWriter(self._letters[position], writer, plain, self._links, self._note)

    def _styled_writer(self, position: int, style: Style | None) -> CellWriter:
        key = position, style
        if key not in self._styled:
            self._styled[key] = self._cell_writer(position, {object: style, type(None): style})
        return self._styled[key]

    def _cell_writer(self, position: int, styles: Mapping[type, Style | None], *, text: bool = False) -> CellWriter:
        numbers = {value_type: self._desk.styles.number(style) for value_type, style in styles.items()}
        desk = self._desk
        return CellWriter(
            self._letters[position],
            numbers,
            desk.limits,
            desk.too_long,
            self._note,
            strings=desk.strings,
            text_only=text,
        )

    def _note(self, cell: str, kind: NoteKind, detail: str) -> None:
        detail = without_forbidden(detail[:NOTE_DETAIL], "\ufffd")
        self._desk.notebook.add(Note(self.plan.name, cell, kind, detail))


def _sample(value: Any) -> float | str | None:
    """A value as charts keep it."""
    if isinstance(value, datetime):
        return datetime_serials([value])[0]
    if isinstance(value, date):
        return date_serials([value])[0]
    if isinstance(value, (bool, int, float)):
        return float(value) if abs(value) < BIGGEST else None
    text = value[-1] if isinstance(value, tuple) else value
    return None if text is None else str(text)[:SAMPLE_TEXT] or None
