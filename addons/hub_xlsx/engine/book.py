"""A workbook that is written sheet by sheet, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any

from .archive import Archive, Writable
from .columns import Column
from .compose import STRINGS, Plan, compose
from .features import Chart, Table
from .limits import Limits
from .names import next_sheet_name, sheet_name, table_headers, table_name
from .notes import Note, Notebook, Texts
from .part import Desk, Part
from .sheet import Sheet
from .strings import Strings
from .styles import Style, StyleBook

BOLD = Style(bold=True)


class Book:
    """A workbook, as a context manager: complete when the block ends, never finished when it ends by an exception.

    One sheet is open at a time: beginning one ends the one before.

    :param file: is written to and neither closed nor rewound; what can't seek will do
    :param properties: title, subject, author, manager, company, category, keywords, comments, status, created
    :param too_long: stands in place of a text that a cell can't hold; None cuts the text
    :param texts: of the sheet with the notes, which is added when there are any
    :param shared_strings: puts texts into a part of their own, for programs that know no others
    """

    def __init__(
        self,
        file: Writable,
        *,
        properties: Mapping[str, Any] | None = None,
        too_long: str | None = None,
        texts: Texts | None = None,
        limits: Limits | None = None,
        shared_strings: bool = False,
    ) -> None:
        self._archive = Archive(file)
        self._properties = properties or {}
        self._texts = texts or Texts()
        self._limits = limits or Limits()
        self._styles = StyleBook()
        self._notebook = Notebook(self._limits.notes)
        self._plans: list[Plan] = []
        self._sheet: Sheet | None = None
        self._strings = Strings() if shared_strings else None
        self._desk = Desk(
            self._archive, self._styles, self._notebook, self._limits, too_long, self._compose, self._strings
        )

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            self._archive.abort()
            return
        try:
            self._finish()
        except BaseException:
            self._archive.abort()
            raise

    @property
    def notes(self) -> list[Note]:
        """What the workbook can't hold as it was given: of each batch column by column, as many as the limits say."""
        return self._notebook.notes

    @property
    def notes_left_out(self) -> int:
        """How many more notes there were."""
        return self._notebook.left_out

    def add_sheet(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        header_style: Style | None = BOLD,
        freeze: tuple[int, int] | None = None,
        autofilter: bool = False,
        table: Table | None = None,
        charts: Sequence[Chart] = (),
    ) -> Sheet:
        """Begin a sheet with its header row.

        :param name: is made one that Excel accepts, unique in the workbook
        :param freeze: how many rows and columns stay in sight
        :param table: has a filter of its own, and makes the header's texts unique
        :raises ValueError: for more columns than a sheet can have
        """
        if len(columns) > self._limits.columns:
            raise ValueError(f"A sheet has at most {self._limits.columns} columns; given were {len(columns)}.")
        self._finish_sheet()
        labels = [column.label for column in columns]
        first_name = sheet_name(name, self._names())

        def open_part(number: int) -> Part:
            again = number > 1
            tables = [plan.table.name for plan in self._plans if plan.table]
            plan = Plan(
                name=next_sheet_name(first_name, number, self._names()) if again else first_name,
                labels=table_headers(labels) if table else labels,
                widths=[column.width for column in columns],
                freeze=freeze,
                autofilter=autofilter,
                table=table and replace(table, name=table_name(table.name, tables)),
                charts=() if again else charts,
            )
            self._plans.append(plan)
            return Part(len(self._plans), plan, columns, header_style, self._desk)

        self._sheet = Sheet(len(columns), open_part)
        return self._sheet

    def _names(self) -> list[str]:
        return [plan.name for plan in self._plans]

    def _compose(self) -> dict[str, bytes]:
        return compose(self._plans, self._styles.properties, self._properties, shared_strings=self._strings is not None)

    def _finish_sheet(self) -> dict[str, bytes]:
        sheet, self._sheet = self._sheet, None
        return sheet.finish() if sheet else {}

    def _finish(self) -> None:
        if not self._plans:
            raise ValueError("A workbook needs a sheet.")
        if self.notes:
            self._write_notes()
        parts = self._finish_sheet()
        if self._strings:
            self._archive.open_part(STRINGS)
            for piece in self._strings.part():
                self._archive.write(piece)
            self._archive.close_part()
        for name, data in parts.items():
            if name not in self._archive.names:
                self._archive.add(name, data)
        self._archive.close()

    def _write_notes(self) -> None:
        columns = [
            Column(header, width=width) for header, width in zip(self._texts.headers, (20, 10, 60, 60), strict=True)
        ]
        sheet = self.add_sheet(self._texts.title, columns, freeze=(1, 0))
        sheet.write_rows(list(self._notebook.rows(self._texts)))
