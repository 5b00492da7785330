"""The workbook of members: read its lines and judge each without the database.

A cell may hold what people and other programs put there: numbers typed as numbers, dates as Excel dates or as text, the
columns in any order, named in English, French or Dutch. What is wrong is told as a :class:`Problem`; the sentences,
which need the user's language, are in ``sentences.py``.
"""

from __future__ import annotations

import io
import lzma
import math
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import Enum
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from ..domain import enterprise_number
from . import xlsx
from .guessing import Found
from .headers import FURTHER, Column, find_columns, text
from .table import Reading, Table, find_table

MAX_BYTES = 10 * 2**20
MAX_BYTES_UNPACKED = 200 * 2**20
MAX_LINES = 20_000
# What may stand above the lines: headers, a title.
MAX_ABOVE = 20
# Numbers in a cell without a date format that can only be days, from 1954 to 2119.
EXCEL_DAYS = range(20_000, 80_000)
YEARS = range(1900, 2100)

# How a damaged or foreign file fails: in its container, its compression, its encryption, its XML, its values.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, expat.ExpatError, LookupError, ValueError,
    OverflowError, OSError,
)  # fmt: skip
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")


NEEDED = (Column.NUMBER, Column.NAME, Column.CLUSTER, Column.JOINED)


class FileProblem(Enum):
    """Why a file can't be read at all."""

    NO_WORKBOOK = "no_workbook"
    OLD_FORMAT = "old_format"
    PROTECTED = "protected"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    EMPTY = "empty"
    COLUMNS = "columns"


class LineProblem(Enum):
    """Why a cell can't be used."""

    MISSING = "missing"
    DATE = "date"
    NUMBER = "number"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


_NO_TEXTS = dict.fromkeys(Column, "")
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#####"}


class WorkbookError(ValueError):
    """The file can't be read; ``problem`` says why, ``columns`` which of them are missing."""

    def __init__(self, problem: FileProblem, columns: Sequence[Column] = ()):
        super().__init__(problem.value)
        self.problem = problem
        self.columns = columns


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell; ``cause`` refines it."""

    column: Column
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
    """What is wrong with cells that a line can do without."""

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
    _check_container(content)
    try:
        return _find_listing(xlsx.read(io.BytesIO(content), max_rows=MAX_LINES + MAX_ABOVE), reading or Reading())
    except WorkbookError:
        raise
    except xlsx.TooManyCellsError as error:
        raise WorkbookError(FileProblem.TOO_MANY_LINES) from error
    except _DAMAGED as error:
        raise WorkbookError(FileProblem.NO_WORKBOOK) from error


def _check_container(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise WorkbookError(FileProblem.TOO_LARGE)
    if content.startswith(_OLE_MAGIC):
        raise WorkbookError(FileProblem.PROTECTED if _ENCRYPTED in content else FileProblem.OLD_FORMAT)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except _DAMAGED as error:
        raise WorkbookError(FileProblem.NO_WORKBOOK) from error
    if size > MAX_BYTES_UNPACKED:
        raise WorkbookError(FileProblem.TOO_LARGE)


def _find_listing(sheets: Iterable[tuple[xlsx.Sheet, datetime]], reading: Reading) -> Listing:
    """Read the first sheet that has all needed columns, or else the one that has most of them."""
    best: Table | None = None
    is_empty = True
    for sheet, epoch in sheets:
        is_empty = is_empty and not sheet.rows
        above = _find_header(sheet.rows)
        if above is None:
            continue
        table = find_table(sheet.rows, above, epoch, reading)
        if best is None or len(_missing(table.places.values())) < len(_missing(best.places.values())):
            best = table
        if not _missing(table.places.values()):
            break
    if best is None:
        raise WorkbookError(FileProblem.EMPTY if is_empty else FileProblem.COLUMNS, NEEDED)
    missing = _missing(best.places.values())
    if missing and (reading.is_strict or not best.rows):
        raise WorkbookError(FileProblem.COLUMNS, missing)
    if not best.rows:
        raise WorkbookError(FileProblem.EMPTY)
    if len(best.rows) > MAX_LINES:
        raise WorkbookError(FileProblem.TOO_MANY_LINES)
    return _read_table(best, reading)


def _find_header(rows: Sequence[xlsx.Row]) -> int | None:
    """Return how many rows stand above the headers: those that name the most columns."""
    named = [len(find_columns(map(row.cells.get, range(max(row.cells) + 1)))) for row in rows[: MAX_ABOVE + 1]]
    return named.index(max(named)) if any(named) else None


def _read_table(table: Table, reading: Reading) -> Listing:
    places = table.places if reading.chosen is None else dict(reading.chosen)
    headers = {each.place: each.header for each in table.columns}
    places = {place: column for place, column in places.items() if place in headers}
    everywhere = {column: value for column, value in reading.everywhere.items() if column not in places.values()}
    remarks = [place for place, column in places.items() if column is Column.REMARK]
    lines = []
    for row in table.rows:
        cells = everywhere | {column: row.cells.get(place) for place, column in places.items()}
        if len(remarks) > 1:
            noted = {headers[place]: text(row.cells.get(place)) for place in remarks}
            cells[Column.REMARK] = "; ".join(f"{header}: {note}" for header, note in noted.items() if note)
        lines.append(replace(parse_line(row.number, cells, table.epoch, reading.zone), hidden=row.hidden))
    return Listing(lines, table.columns, places)


def _missing(columns: Iterable[Column]) -> list[Column]:
    there = set(columns)
    return [column for column in NEEDED if column not in there]


def parse_line(row: int, cells: dict[Column, object], epoch: datetime, zone: tzinfo = UTC) -> Line:
    """Return one line with everything that is wrong with it, judged without the database."""
    texts = _NO_TEXTS | {column: text(value) for column, value in cells.items() if value is not None}
    # Whether a name is needed depends on the database.
    needed = (column for column in NEEDED if column is not Column.NAME)
    bad = {column: kind for column, value in cells.items() if (kind := _lacks_value(value, texts[column]))}
    told = [Problem(column, kind, texts[column]) for column, kind in bad.items()]
    problems = [problem for problem in told if problem.column not in FURTHER]
    texts |= {column: "" for column in bad if column in FURTHER}
    problems += [Problem(column, LineProblem.MISSING) for column in needed if not texts[column]]
    number = joined = None
    if texts[Column.NUMBER] and Column.NUMBER not in bad:
        try:
            number = enterprise_number.normalise(texts[Column.NUMBER])
        except enterprise_number.EnterpriseNumberError as error:
            problems.append(Problem(Column.NUMBER, LineProblem.NUMBER, texts[Column.NUMBER], error.problem))
    if texts[Column.JOINED] and Column.JOINED not in bad:
        joined = day(cells[Column.JOINED], epoch, zone)
        if joined:
            texts[Column.JOINED] = f"{joined:%d/%m/%Y}"
        else:
            problems.append(Problem(Column.JOINED, LineProblem.DATE, texts[Column.JOINED]))
    return Line(row, texts, number, joined, tuple(problems), remarks=tuple(set(told) - set(problems)))


def _lacks_value(value: object, shown: str) -> LineProblem | None:
    """Tell why a cell shows no value but an error, also one that was pasted as a text."""
    if isinstance(value, xlsx.Uncalculated):
        return LineProblem.UNCALCULATED
    return LineProblem.ERROR if isinstance(value, xlsx.ErrorValue) or shown.upper() in _ERRORS else None


def day(value: object, epoch: datetime, zone: tzinfo = UTC) -> date | None:
    """Return the day that a cell names: an Excel date, its bare number, day/month/year or year-month-day; else None."""
    if isinstance(value, (int, float)) and math.isfinite(value) and int(value) in EXCEL_DAYS:
        value = from_excel(value, epoch)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        value = _day_in_text(value.strip(), zone)
    return value if isinstance(value, date) and value.year in YEARS else None


def _day_in_text(value: str, zone: tzinfo) -> date | None:
    if match := _DAY_FIRST.fullmatch(value):
        day_, month, year = map(int, match.groups())
    elif _MOMENT.fullmatch(value):
        return _day_of_moment(value, zone)
    elif match := _ISO.fullmatch(value):
        year, month, day_ = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def _day_of_moment(value: str, zone: tzinfo) -> date | None:
    """Return the day on which a moment with its offset lies where we are.

    >>> from zoneinfo import ZoneInfo
    >>> str(_day_of_moment("2023-12-31T23:00Z", ZoneInfo("Europe/Brussels")))
    '2024-01-01'
    """
    try:
        return datetime.fromisoformat(value.upper()).astimezone(zone).date()
    except (ValueError, OverflowError):
        return None
