"""The workbook of members: read its lines and judge each without the database.

A cell may hold what people and other programs put there: numbers typed as numbers, dates as Excel dates or as text, the
columns in any order, named in English, French or Dutch. What is wrong is told as a :class:`Problem`; the sentences,
which need the user's language, are in ``members_sentences.py``.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import openpyxl
from openpyxl.utils.datetime import from_excel

from ..domain import enterprise_number

MAX_BYTES = 10 * 2**20
MAX_BYTES_UNPACKED = 200 * 2**20
MAX_LINES = 20_000
# Numbers in a cell without a date format that can only be days, from 1954 to 2119.
EXCEL_DAYS = range(20_000, 80_000)
YEARS = range(1900, 2100)

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")


class Column(Enum):
    """What a column holds; the value is the column's name in the model of the preview."""

    NUMBER = "number"
    NAME = "name"
    CITY = "city"
    POSTCODE = "postcode"
    CLUSTER = "cluster"
    JOINED = "joined"


NEEDED = (Column.NUMBER, Column.NAME, Column.CLUSTER, Column.JOINED)
SPELLINGS = {
    Column.NUMBER: "Enterprise number|Numéro d'entreprise|N° d'entreprise|BCE|Ondernemingsnummer|KBO|CBE",
    Column.NAME: "Name|Company|Company name|Nom|Entreprise|Dénomination|Naam|Bedrijf|Onderneming",
    Column.CITY: "Municipality|Commune|City|Ville|Localité|Gemeente|Stad",
    Column.POSTCODE: "Postcode|Postal code|Zip|Code postal|CP",
    Column.CLUSTER: "Cluster|Grappe",
    Column.JOINED: "Joined on|Member since|Adhésion le|Membre depuis|Date d'adhésion|Affilié le|"
    "Lid sinds|Lid vanaf|Toegetreden op",
}


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

    @property
    def name(self) -> str:
        return self.texts[Column.NAME]


def read(content: bytes) -> list[Line]:
    """Return the lines of a workbook's first sheet without blank ones; a WorkbookError says why there are none."""
    _check_container(content)
    with warnings.catch_warnings():
        # openpyxl warns of what it does not know; only the cells matter here.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            return list(_lines(book.worksheets[0], book.epoch))
        except WorkbookError:
            raise
        # A damaged workbook fails anywhere in openpyxl, and a foreign XML file has any shape.
        except (zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError) as error:
            raise WorkbookError(FileProblem.NO_WORKBOOK) from error


def _check_container(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise WorkbookError(FileProblem.TOO_LARGE)
    if content.startswith(_OLE_MAGIC):
        raise WorkbookError(FileProblem.PROTECTED if _ENCRYPTED in content else FileProblem.OLD_FORMAT)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise WorkbookError(FileProblem.NO_WORKBOOK) from error
    if size > MAX_BYTES_UNPACKED:
        raise WorkbookError(FileProblem.TOO_LARGE)


def _lines(sheet, epoch: datetime) -> Iterator[Line]:
    # Some programs write a size into the file that is not the sheet's.
    sheet.reset_dimensions()
    rows = (
        (number, values) for number, values in enumerate(sheet.iter_rows(values_only=True), 1) if any(map(text, values))
    )
    _number, headers = next(rows, (0, None))
    if headers is None:
        raise WorkbookError(FileProblem.EMPTY)
    places = find_columns(headers)
    missing = [column for column in NEEDED if column not in places]
    if missing:
        raise WorkbookError(FileProblem.COLUMNS, missing)
    count = 0
    for count, (number, values) in enumerate(rows, 1):
        if count > MAX_LINES:
            raise WorkbookError(FileProblem.TOO_MANY_LINES)
        cells = {column: values[place] if place < len(values) else None for column, place in places.items()}
        yield parse_line(number, cells, epoch)
    if not count:
        raise WorkbookError(FileProblem.EMPTY)


def find_columns(headers: Iterable[object]) -> dict[Column, int]:
    """Return the place of each column that the headers name; the first of two with one name counts.

    >>> find_columns(["NOM", None, "lid sinds:"]) == {Column.NAME: 0, Column.JOINED: 2}
    True
    """
    known = {
        header_key(spelling): column for column, spellings in SPELLINGS.items() for spelling in spellings.split("|")
    }
    places: dict[Column, int] = {}
    for place, header in enumerate(headers):
        column = known.get(header_key(text(header)))
        if column:
            places.setdefault(column, place)
    return places


def header_key(header: str) -> str:
    """Return what two spellings of one header have in common: its letters and digits, without case and accents.

    >>> header_key("Numéro d’entreprise *")
    'numerodentreprise'
    """
    decomposed = unicodedata.normalize("NFKD", header.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def parse_line(row: int, cells: dict[Column, object], epoch: datetime) -> Line:
    """Return one line with everything that is wrong with it, judged without the database."""
    texts = {column: text(cells.get(column)) for column in Column}
    # Whether a name is needed depends on the database.
    needed = (column for column in NEEDED if column is not Column.NAME)
    problems = [Problem(column, LineProblem.MISSING) for column in needed if not texts[column]]
    number = joined = None
    if texts[Column.NUMBER]:
        try:
            number = enterprise_number.normalise(texts[Column.NUMBER])
        except enterprise_number.EnterpriseNumberError as error:
            problems.append(Problem(Column.NUMBER, LineProblem.NUMBER, texts[Column.NUMBER], error.problem))
    if texts[Column.JOINED]:
        joined = day(cells[Column.JOINED], epoch)
        if joined:
            texts[Column.JOINED] = f"{joined:%d/%m/%Y}"
        else:
            problems.append(Problem(Column.JOINED, LineProblem.DATE, texts[Column.JOINED]))
    return Line(row, texts, number, joined, tuple(problems))


def text(value: object) -> str:
    r"""Return a cell's value as somebody would have typed it.

    >>> text(1030.0), text("  Atelier  du\nBois "), text(None)
    ('1030', 'Atelier du Bois', '')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def day(value: object, epoch: datetime) -> date | None:
    """Return the day that a cell names: an Excel date, its bare number, day/month/year or year-month-day; else None."""
    if isinstance(value, (int, float)) and int(value) in EXCEL_DAYS:
        value = from_excel(value, epoch)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        value = _day_in_text(value.strip())
    return value if isinstance(value, date) and value.year in YEARS else None


def _day_in_text(value: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(value):
        day_, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(value):
        year, month, day_ = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day_)
    except ValueError:
        return None
