"""The workbook of members: read its lines and judge each without the database.

A cell may hold what people and other programs put there: numbers typed as numbers, dates as Excel dates or as text, the
columns in any order, named in English, French or Dutch. What is wrong is told as a :class:`Problem`; the sentences,
which need the user's language, are in ``sentences.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import Enum

from ..domain import enterprise_number
from . import days, numbers
from .files import FileProblem, WorkbookError, guarded, open_sheets
from .headers import SAMPLE, Column, find_number_column, text
from .sheets import ErrorValue, Row, Sheet, Uncalculated
from .where import MAX_ABOVE, Headers, find_headers

MAX_LINES = 20_000
# How many rows tell whether a sheet has the list.
_HEAD = MAX_ABOVE + 2 + SAMPLE

NEEDED = (Column.NUMBER, Column.NAME, Column.CLUSTER, Column.JOINED)


class LineProblem(Enum):
    """Why a cell can't be used, or has to be looked at."""

    MISSING = "missing"
    DATE = "date"
    NUMBER = "number"
    ERROR = "error"
    UNCALCULATED = "uncalculated"
    SHORTENED = "shortened"
    # A line is loaded with these, and they are told.
    ORDER = "order"
    NO_DAY = "no_day"
    SHIFTED = "shifted"


_DOUBTS = {days.Doubt.ORDER: LineProblem.ORDER, days.Doubt.NO_DAY: LineProblem.NO_DAY}
# As programs show them in English, French and Dutch.
_ERRORS = re.compile(
    r"#(?:N/A|N/B|REF!|VERW!|VALUE!|VALEUR!|WAARDE!|NAME\?|NOM\s?\?|NAAM\?|DIV/0\s?!|DEEL/0!|NUM!|NOMBRE!|GETAL!|NULL!|NUL!"
    r"|LEEG!|SPILL!|PROPAGATION!|OVERLOOP!|CALC!)|#{3,}|Err:\d{3}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell, or with the whole line; ``cause`` refines it."""

    column: Column | None
    kind: LineProblem
    value: str = ""
    cause: enterprise_number.Problem | None = None


@dataclass(frozen=True)
class Line:
    """One line of the workbook: the texts as typed, by column, and what they mean where they mean something."""

    row: int
    texts: dict[Column, str]
    number: str | None
    joined: date | None
    problems: tuple[Problem, ...]
    hidden: bool = False
    remarks: tuple[Problem, ...] = ()
    """What there is to know about cells that are used all the same."""

    @property
    def name(self) -> str:
        return self.texts[Column.NAME]


@dataclass(frozen=True)
class Listing:
    """The lines of a workbook without blank ones, the header of each column that was read, and the other headers."""

    lines: list[Line]
    headers: dict[Column, str]
    unread: list[str]


def read(content: bytes) -> list[Line]:
    """Return the lines of a workbook without blank ones; a WorkbookError says why there are none."""
    return read_listing(content).lines


def read_listing(content: bytes, zone: tzinfo = UTC, sheet: str = "") -> Listing:
    """Return what a workbook holds, and which of its columns were read; a WorkbookError says why nothing was.

    :param zone: where the day of a moment is looked up
    :param sheet: the name of the sheet that is meant, where several have a list
    """
    sheets = open_sheets(content, _most_rows() + 1)
    return guarded(_find_listing, sheets, zone, sheet)


def _most_rows() -> int:
    """The lines, what stands above them, and two rows of headers."""
    return MAX_LINES + MAX_ABOVE + 2


def _find_listing(sheets: Sequence[Sheet], zone: tzinfo, named: str) -> Listing:
    """Read the one sheet that names all needed columns and has lines; the one that names most says what it lacks."""
    heads = [each.load(_HEAD) for each in sheets]
    found = [_find_columns(rows) for rows in heads]
    fitting = [place for place, headers in enumerate(found) if not _missing(headers.places)]
    filled = [place for place in fitting if len(heads[place]) > found[place].above + 1]
    labels = {place: _label(sheets, place) for place in filled}
    meant = [place for place in filled if labels[place] == named] or filled
    if len(meant) > 1:
        raise WorkbookError(FileProblem.SHEETS, sheets=list(labels.values()))
    if not meant:
        if fitting or not any(heads):
            raise WorkbookError(FileProblem.EMPTY)
        best = max((headers.places for headers in found), key=len)
        raise WorkbookError(FileProblem.COLUMNS, _missing(best))
    return _read_sheet(sheets[meant[0]], zone)


def _label(sheets: Sequence[Sheet], place: int) -> str:
    """Return what a sheet is called, with its place where that does not tell which one it is."""
    name = text(sheets[place].name)[:100]
    return (
        name if name and sum(text(each.name)[:100] == name for each in sheets) == 1 else f"{name} ({place + 1})".strip()
    )


def _find_columns(rows: Sequence[Row]) -> Headers:
    headers = find_headers(rows)
    if headers.places and Column.NUMBER not in headers.places:
        # A number has check digits: its cells tell it under any header.
        sample = rows[headers.above + 1 : headers.above + 1 + SAMPLE]
        others = {place for row in sample for place in row.cells} - set(headers.places.values())
        number = find_number_column({place: [row.cells.get(place) for row in sample] for place in sorted(others)})
        if number is not None:
            headers.places[Column.NUMBER] = number
    return headers


def _read_sheet(sheet: Sheet, zone: tzinfo) -> Listing:
    rows = sheet.rows(_most_rows())
    headers = _find_columns(rows)
    rows = rows[headers.above + 1 :]
    if len(rows) > MAX_LINES:
        raise WorkbookError(FileProblem.TOO_MANY_LINES)
    cells = [{column: row.cells.get(place) for column, place in headers.places.items()} for row in rows]
    month_first = any(days.is_month_first(each.get(Column.JOINED)) for each in cells)
    lines = [
        _with_row(parse_line(row.number, each, sheet.epoch, zone, month_first=month_first), row)
        for row, each in zip(rows, cells, strict=True)
    ]
    return Listing(
        lines,
        {column: headers.texts.get(place, "") for column, place in headers.places.items()},
        [name for place, name in sorted(headers.texts.items()) if name and place not in headers.places.values()],
    )


def _with_row(line: Line, row: Row) -> Line:
    """Add what is to be told of the row as such."""
    shifted = (Problem(None, LineProblem.SHIFTED),) if row.shifted else ()
    return replace(line, hidden=row.hidden, remarks=(*shifted, *line.remarks))


def _missing(places: Mapping[Column, int]) -> list[Column]:
    return [column for column in NEEDED if column not in places]


def parse_line(
    row: int, cells: dict[Column, object], epoch: datetime, zone: tzinfo = UTC, *, month_first: bool = False
) -> Line:
    """Return one line with everything that is wrong with it, judged without the database.

    :param month_first: whether other lines write the month before the day
    """
    texts = {column: text(cells.get(column)) for column in Column}
    for column in (Column.NUMBER, Column.POSTCODE):
        texts[column] = numbers.whole(texts[column])
    # Whether a name is needed depends on the database.
    needed = (column for column in NEEDED if column is not Column.NAME)
    bad = {column: kind for column, value in cells.items() if (kind := _lacks_value(value))}
    problems = [Problem(column, kind, texts[column]) for column, kind in bad.items()]
    problems += [Problem(column, LineProblem.MISSING) for column in needed if not texts[column]]
    remarks: list[Problem] = []
    number = joined = None
    if texts[Column.NUMBER] and Column.NUMBER not in bad:
        try:
            number = enterprise_number.normalise(texts[Column.NUMBER])
        except enterprise_number.EnterpriseNumberError as error:
            kind = LineProblem.SHORTENED if numbers.is_shortened(texts[Column.NUMBER]) else LineProblem.NUMBER
            problems.append(Problem(Column.NUMBER, kind, texts[Column.NUMBER], error.problem))
    if texts[Column.JOINED] and Column.JOINED not in bad:
        if day := days.read(cells[Column.JOINED], epoch, zone):
            joined = day.date
            doubt = day.doubt or (days.Doubt.ORDER if month_first and day.month_first else None)
            if doubt:
                remarks.append(Problem(Column.JOINED, _DOUBTS[doubt], texts[Column.JOINED]))
            texts[Column.JOINED] = f"{joined:%d/%m/%Y}"
        else:
            problems.append(Problem(Column.JOINED, LineProblem.DATE, texts[Column.JOINED]))
    return Line(row, texts, number, joined, tuple(problems), remarks=tuple(remarks))


def _lacks_value(value: object) -> LineProblem | None:
    """Tell why a cell shows no value but an error, also one that was pasted as a text."""
    if isinstance(value, Uncalculated):
        return LineProblem.UNCALCULATED
    return LineProblem.ERROR if isinstance(value, ErrorValue) or _ERRORS.fullmatch(text(value)) else None
