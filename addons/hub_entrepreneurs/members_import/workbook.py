"""The workbook of members: read its lines and judge each without the database.

A cell may hold what people and other programs put there: numbers typed as numbers, dates as Excel dates or as text, the
columns in any order, named in English, French or Dutch. What is wrong is told as a :class:`Problem`; the sentences,
which need the user's language, are in ``sentences.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import Enum

from ..domain import enterprise_number
from . import days, numbers
from .files import FileProblem, WorkbookError, guarded, open_sheets
from .guessing import Found
from .headers import FURTHER, SAMPLE, Column, text
from .sheets import ErrorValue, Row, Sheet, Uncalculated
from .table import Reading, Table, find_table
from .where import MAX_ABOVE, find_headers

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


_NO_TEXTS = dict.fromkeys(Column, "")
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
    """What there is to know about cells that are used all the same, or that a line can do without."""

    @property
    def name(self) -> str:
        return self.texts[Column.NAME]


@dataclass(frozen=True)
class Listing:
    """The lines of a workbook without blank ones, and what each of its columns was taken for."""

    lines: list[Line]
    columns: list[Found]
    places: dict[int, Column]
    """The columns that were read: as they were chosen, or else as they were guessed."""

    @property
    def headers(self) -> dict[Column, str]:
        return {self.places[each.place]: each.header for each in self.columns if each.place in self.places}

    @property
    def unread(self) -> list[str]:
        return [each.header for each in self.columns if each.header and each.place not in self.places]

    @property
    def missing(self) -> list[Column]:
        return _missing(self.places.values())


def read(content: bytes) -> list[Line]:
    """Return the lines of a workbook without blank ones; a WorkbookError says why there are none."""
    return read_listing(content).lines


def read_listing(content: bytes, reading: Reading | None = None) -> Listing:
    """Return what a workbook holds, and what its columns were taken for; a WorkbookError says why nothing was read."""
    return guarded(_find_listing, open_sheets(content, _most_rows() + 1), reading or Reading())


def _most_rows() -> int:
    """The lines, what stands above them, and two rows of headers."""
    return MAX_LINES + MAX_ABOVE + 2


def _find_listing(sheets: Sequence[Sheet], reading: Reading) -> Listing:
    """Read the sheet that has most of the needed columns, and lines; ask which one is meant if several have."""
    tables = {place: _find_table(each.load(_HEAD), each, reading) for place, each in enumerate(sheets)}
    lacking = {place: _missing(table.places.values()) for place, table in tables.items() if table and table.is_named}
    if not lacking:
        raise WorkbookError(FileProblem.COLUMNS if any(tables.values()) else FileProblem.EMPTY, [*NEEDED])
    fewest = min(map(len, lacking.values()))
    fitting = [place for place, columns in lacking.items() if len(columns) == fewest]
    filled = {place: _label(sheets, place) for place in fitting if tables[place].rows}
    if fewest and (reading.is_strict or not filled):
        raise WorkbookError(FileProblem.COLUMNS, lacking[fitting[0]])
    if not filled:
        raise WorkbookError(FileProblem.EMPTY)
    meant = [place for place, label in filled.items() if label == reading.sheet] or list(filled)
    if len(meant) > 1:
        raise WorkbookError(FileProblem.SHEETS, sheets=list(filled.values()))
    sheet = sheets[meant[0]]
    table = _find_table(sheet.rows(_most_rows()), sheet, reading)
    if len(table.rows) > MAX_LINES:
        raise WorkbookError(FileProblem.TOO_MANY_LINES)
    return _read_table(table, reading)


def _find_table(rows: Sequence[Row], sheet: Sheet, reading: Reading) -> Table | None:
    return find_table(rows, find_headers(rows), sheet.epoch, reading) if rows else None


def _label(sheets: Sequence[Sheet], place: int) -> str:
    """Return what a sheet is called, with its place where that does not tell which one it is."""
    name = text(sheets[place].name)[:100]
    return (
        name if name and sum(text(each.name)[:100] == name for each in sheets) == 1 else f"{name} ({place + 1})".strip()
    )


def _read_table(table: Table, reading: Reading) -> Listing:
    places = table.places if reading.chosen is None else dict(reading.chosen)
    headers = {each.place: each.header for each in table.columns}
    places = {place: column for place, column in places.items() if place in headers}
    everywhere = {column: value for column, value in reading.everywhere.items() if column not in places.values()}
    remarks = [place for place, column in places.items() if column is Column.REMARK]
    joined = next((place for place, column in places.items() if column is Column.JOINED), None)
    month_first = any(days.is_month_first(row.cells.get(joined)) for row in table.rows)
    lines = []
    for row in table.rows:
        cells = everywhere | {column: row.cells.get(place) for place, column in places.items()}
        if len(remarks) > 1:
            noted = {headers[place]: text(row.cells.get(place)) for place in remarks}
            cells[Column.REMARK] = "; ".join(f"{header}: {note}" for header, note in noted.items() if note)
        lines.append(_with_row(parse_line(row.number, cells, table.epoch, reading.zone, month_first=month_first), row))
    return Listing(lines, table.columns, places)


def _with_row(line: Line, row: Row) -> Line:
    """Add what is to be told of the row as such."""
    shifted = (Problem(None, LineProblem.SHIFTED),) if row.shifted else ()
    return replace(line, hidden=row.hidden, remarks=(*shifted, *line.remarks))


def _missing(columns: Iterable[Column]) -> list[Column]:
    there = set(columns)
    return [column for column in NEEDED if column not in there]


def parse_line(
    row: int, cells: dict[Column, object], epoch: datetime, zone: tzinfo = UTC, *, month_first: bool = False
) -> Line:
    """Return one line with everything that is wrong with it, judged without the database.

    :param month_first: whether other lines write the month before the day
    """
    texts = _NO_TEXTS | {column: text(value) for column, value in cells.items() if value is not None}
    for column in (Column.NUMBER, Column.POSTCODE):
        texts[column] = numbers.whole(texts[column])
    # Whether a name is needed depends on the database.
    needed = (column for column in NEEDED if column is not Column.NAME)
    bad = {column: kind for column, value in cells.items() if (kind := _lacks_value(value, texts[column]))}
    told = [Problem(column, kind, texts[column]) for column, kind in bad.items()]
    # What a line can do without is left out of it, and told.
    problems = [problem for problem in told if problem.column not in FURTHER]
    remarks = [problem for problem in told if problem.column in FURTHER]
    texts |= {column: "" for column in bad if column in FURTHER}
    problems += [Problem(column, LineProblem.MISSING) for column in needed if not texts[column]]
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


def _lacks_value(value: object, shown: str) -> LineProblem | None:
    """Tell why a cell shows no value but an error, also one that was pasted as a text."""
    if isinstance(value, Uncalculated):
        return LineProblem.UNCALCULATED
    return LineProblem.ERROR if isinstance(value, ErrorValue) or _ERRORS.fullmatch(shown) else None
