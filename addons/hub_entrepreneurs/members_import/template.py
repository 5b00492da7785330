"""Workbooks of members to hand out: the empty one with its explanation, and the lines that could not be loaded."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from .workbook import MAX_LINES, Column

DATE_FORMAT = "dd/mm/yyyy"


def write_lines(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet of texts under headers."""
    output = io.BytesIO()
    with _new_book(output) as book:
        _write_table(book, book.add_worksheet(), headers, rows)
    return output.getvalue()


def write_template(
    headers: Sequence[str],
    titles: tuple[str, str],
    notes: Sequence[str],
    lists: dict[Column, tuple[str, Sequence[str]]],
) -> bytes:
    """Return an empty workbook of members with a second sheet that explains it.

    :param headers: the names of the columns, in the order of :class:`Column`
    :param titles: the names of the two sheets
    :param notes: the explanation, one sentence a line
    :param lists: for a column, the title and the values that it may hold, offered in its cells
    """
    output = io.BytesIO()
    with _new_book(output) as book:
        members, explanation = (book.add_worksheet(title) for title in titles)
        _write_table(book, members, headers, ())
        places = {column: place for place, column in enumerate(Column)}
        members.set_column(places[Column.NUMBER], places[Column.NUMBER], 20, book.add_format({"num_format": "@"}))
        members.set_column(
            places[Column.JOINED], places[Column.JOINED], 14, book.add_format({"num_format": DATE_FORMAT})
        )
        explanation.set_column(0, 0, 100)
        explanation.write_column(0, 0, notes)
        for place, (column, (title, values)) in enumerate(lists.items(), 2):
            explanation.set_column(place, place, 30)
            explanation.write_column(0, place, [title, *values])
            source = f"='{titles[1]}'!${chr(65 + place)}$2:${chr(65 + place)}${len(values) + 1}"
            if values:
                # Only a help: other spellings are understood too.
                options = {"validate": "list", "source": source, "error_type": "information", "show_error": False}
                members.data_validation(1, places[column], MAX_LINES, places[column], options)
    return output.getvalue()


def _new_book(output: io.BytesIO) -> xlsxwriter.Workbook:
    # A name that begins with = stays a name.
    return xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})


def _write_table(book, sheet, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet.write_row(0, 0, headers, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headers) - 1, 24)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
