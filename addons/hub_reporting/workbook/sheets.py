"""A workbook as plain values, and how it is written; the words are those of xlsxwriter, which writes it.

Nothing here knows of Odoo. A sheet has a title with lines of words, one native table with a filter, notes below it, and
charts and pictures beside it, each with an alternative text. A long list that comes row by row is a :class:`Stream`: a
sheet whose rows go straight into the file, as ``hub_xlsx`` writes them, in memory that does not grow with them.

>>> companies = Sheet("Companies", "Companies by Commune", [Column("Commune"), Column("Companies", Kind.WHOLE)],
...     rows=[[Cell("Ixelles"), Cell(40, url="https://hub.test/odoo")], [Cell("Uccle"), HIDDEN]])
>>> write(Workbook(Properties("Report", author="Ann"), [companies]), file := io.BytesIO())
>>> file.getvalue()[:2]
b'PK'

A figure that is not shown carries nothing but a sign:

>>> Cell(3, is_suppressed=True)
Traceback (most recent call last):
ValueError: A suppressed cell has neither a value nor a link.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from odoo.addons.hub_xlsx.engine import Column as StreamColumn
from odoo.addons.hub_xlsx.engine import Limits, Style, Table
from odoo.addons.hub_xlsx.engine.archive import Archive, Writable
from odoo.addons.hub_xlsx.engine.compose import PROBE, Plan, fill
from odoo.addons.hub_xlsx.engine.names import next_sheet_name, sheet_name, table_headers
from odoo.addons.hub_xlsx.engine.notes import Notebook
from odoo.addons.hub_xlsx.engine.part import Desk, Part
from odoo.addons.hub_xlsx.engine.sheet import Sheet as StreamSheet
from odoo.addons.hub_xlsx.engine.styles import StyleBook
from odoo.addons.hub_xlsx.engine.text import cut, without_forbidden

SUPPRESSED = "–"
"""What stands in a cell whose number is not shown."""

NUMBER_FORMATS = {
    "text": "@",
    "whole": "#,##0",
    "number": "#,##0.00",
    "percent": '0.0"%"',
    "money": '#,##0.00 "€"',
    "day": "yyyy-mm-dd",
}
A4 = 9
HEIGHT = 409
"""The most that Excel allows for a row, in points."""

TEXT_LENGTH = 32_767
LINKS = 65_530
"""How many links Excel allows in a sheet; figures beyond stay without one."""

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LINK = {"font_color": "#0563c1", "underline": 1}
_HEADER = Style(bold=True)


class Kind(Enum):
    """What a column or a cell holds; a percentage is 12.5 for 12.5 %."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DAY = "day"


class Column(NamedTuple):
    """A column of a table; ``width`` is in characters, as Excel shows it."""

    title: str
    kind: Kind = Kind.TEXT
    width: float = 14


@dataclass(frozen=True)
class Cell:
    """A value with a link; nothing is an empty cell.

    :param url: of what the value opens
    :param kind: of this value, where it is not that of its column
    :param is_suppressed: its number must not be shown: there is neither a value nor a link
    """

    value: str | float | date | None = None
    url: str = ""
    kind: Kind | None = None
    bold: bool = False
    is_suppressed: bool = False

    def __post_init__(self) -> None:
        if self.is_suppressed and (self.value is not None or self.url):
            raise ValueError("A suppressed cell has neither a value nor a link.")


HIDDEN = Cell(is_suppressed=True)
EMPTY = Cell()


class Chart(NamedTuple):
    """A native chart over some rows of its sheet's table.

    :param type: ``bar``, ``column``, ``line`` or ``pie``
    :param categories: index of the column that names the points
    :param values: indexes of the columns with numbers, each a series
    :param rows: the first and the last row of the table, from 0, both included; None for all
    :param description: the alternative text
    """

    title: str
    description: str
    categories: int
    values: Sequence[int]
    type: str = "bar"
    rows: tuple[int, int] | None = None
    size: tuple[int, int] = (560, 340)


class Picture(NamedTuple):
    """A picture: PNG, its alternative text, its width and height on the sheet in pixels, and what is written above."""

    data: bytes
    description: str
    size: tuple[int, int]
    title: str = ""


@dataclass
class Sheet:
    """A sheet: words above, one native table with a filter, notes below, charts and pictures beside it.

    :param name: of the tab; is made one that Excel accepts, unique in the workbook
    :param lines: words between the title and the table
    :param rows: of the table; a table without rows has a blank one, as Excel wants it
    :param freeze_columns: how many columns stay in sight, beside the rows down to the header
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]] = ()
    lines: Sequence[str] = ()
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    pictures: Sequence[Picture] = ()
    freeze_columns: int = 1
    landscape: bool = True


@dataclass
class Stream:
    """A long list as a sheet of its own: a header, rows that come in batches, and a native table over all of them.

    What is more than a sheet can hold goes on in another one.

    :param batches: each one list a column, all equally long; read once, while the file is written
    """

    name: str
    columns: Sequence[StreamColumn]
    batches: Iterable[Sequence[Sequence[Any]]]
    freeze: tuple[int, int] = (1, 0)


@dataclass(frozen=True)
class Properties:
    """What the file says of itself."""

    title: str
    subject: str = ""
    author: str = ""
    company: str = ""
    keywords: str = ""
    comments: str = ""
    created: datetime | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what is set, as ``set_properties`` takes it."""
        names = ("title", "subject", "author", "company", "keywords", "comments", "created")
        values = {name: getattr(self, name) for name in names}
        return {
            name: without_forbidden(each) if isinstance(each, str) else each for name, each in values.items() if each
        }


@dataclass
class Workbook:
    """Sheets in their order, and after them the long lists."""

    properties: Properties
    sheets: Sequence[Sheet]
    streams: Sequence[Stream] = field(default_factory=list)
    page: str = "&P / &N"
    """What stands at the foot of each printed page, on the right; xlsxwriter's codes."""


def write(workbook: Workbook, file: Writable, limits: Limits | None = None) -> None:
    """Write a workbook; the file is neither closed nor rewound.

    What :attr:`Stream.batches` raises ends it, and what stands in the file then is of no use.
    """
    _Writer(workbook, file, limits or Limits()).write()


class _Writer:
    """Composes all that is known, and puts the rows of long lists between."""

    def __init__(self, workbook: Workbook, file: Writable, limits: Limits) -> None:
        self.workbook = workbook
        self.limits = limits
        self.archive = Archive(file)
        self.plans: list[Plan] = []
        self.styles = _Styles(self._get_numbers)
        self.names: list[str] = []
        for sheet in workbook.sheets:
            self.names.append(sheet_name(sheet.name, self.names))
        self.desk = Desk(self.archive, self.styles, Notebook(0), limits, None, self._compose)

    def write(self) -> None:  # pylint: disable=method-required-super
        try:
            parts: dict[str, bytes] = {}
            for stream in self.workbook.streams:
                parts = self._write_stream(stream)
            for name, data in (parts or self._compose()).items():
                if name not in self.archive.names:
                    self.archive.add(name, data)
            self.archive.close()
        except BaseException:
            self.archive.abort()
            raise

    def _write_stream(self, stream: Stream) -> dict[str, bytes]:
        labels = table_headers([column.label for column in stream.columns])
        first = sheet_name(stream.name, self._get_all_names())

        def open_part(number: int) -> Part:
            name = next_sheet_name(first, number, self._get_all_names()) if number > 1 else first
            widths = [column.width for column in stream.columns]
            table = Table(f"List{len(self.plans) + 1}", style="Table Style Light 1", banded_rows=False)
            plan = Plan(name, labels, widths, freeze=stream.freeze, table=table)
            self.plans.append(plan)
            return Part(len(self.names) + len(self.plans), plan, stream.columns, _HEADER, self.desk)

        sheet = StreamSheet(len(labels), open_part)
        for batch in stream.batches:
            sheet.write_columns(batch)
        return sheet.finish()

    def _get_all_names(self) -> list[str]:
        return [*self.names, *(plan.name for plan in self.plans)]

    def _get_numbers(self, styles: Sequence[Style]) -> list[int]:
        """Return the numbers that styles of rows have beside those of the other sheets."""
        parts = self._compose(styles)
        return [int(number) for number in PROBE.findall(parts[self._probe_path()].decode())]

    def _probe_path(self) -> str:
        return f"xl/worksheets/sheet{len(self.names) + 1}.xml"

    def _compose(self, styles: Sequence[Style] | None = None) -> dict[str, bytes]:
        """Return the parts of the workbook, those of long lists without their rows."""
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, _OPTIONS)
        book.set_properties(self.workbook.properties.as_dict())
        formats = _Formats(book)
        for name, sheet in zip(self.names, self.workbook.sheets, strict=True):
            _SheetWriter(book, book.add_worksheet(name), sheet, formats, self.workbook).write()
        styles = list(self.styles.known) if styles is None else styles
        looks = [book.add_format(style.properties()) for style in styles]
        # Each style is used once, in the first list, whose cells are thrown away: only then it has a number.
        for number, plan in enumerate(self.plans or ([Plan("Probe", (), ())] if styles else [])):
            worksheet = book.add_worksheet(plan.name)
            if number == 0:
                for column, look in enumerate(looks, len(plan.labels)):
                    worksheet.write_blank(0, column, None, look)
            fill(book, worksheet, plan)
            _set_page(worksheet, self.workbook, landscape=True)
            worksheet.repeat_rows(0)
        book.close()
        with zipfile.ZipFile(buffer) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


class _Styles(StyleBook):
    """The styles of long lists, by their numbers beside what the other sheets need."""

    def __init__(self, get_numbers: Callable[[Sequence[Style]], list[int]]) -> None:
        super().__init__()
        self._get_numbers = get_numbers

    @property
    def known(self) -> Iterable[Style]:
        return self._numbers

    def add(self, styles: Iterable[Style | None]) -> None:
        if new := dict.fromkeys(style for style in styles if style and style not in self._numbers):
            known = [*self._numbers, *new]
            self._numbers = dict(zip(known, self._get_numbers(known), strict=True))


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._known: dict[tuple, Format] = {}

    def __getitem__(self, properties: dict[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(properties)
        return self._known[key]

    def of(self, kind: Kind, *, bold: bool = False, link: bool = False) -> Format:
        """Return the look of a value."""
        return self[
            {
                "num_format": NUMBER_FORMATS[kind.value],
                "valign": "top",
                **_placed(kind),
                **({"bold": True} if bold else {}),
                **(_LINK if link else {}),
            }
        ]

    def header_of(self, kind: Kind) -> Format:
        """Return the look of the title of a column, which stands where its values do."""
        return self[{"bold": True, "text_wrap": True, "valign": "top", **_placed(kind)}]


def _placed(kind: Kind) -> dict[str, Any]:
    """Return where a value stands; a text keeps away from a number on its left."""
    return {"text_wrap": True, "align": "left", "indent": 1} if kind is Kind.TEXT else {"align": "right"}


def _lines(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column.

    >>> _lines("Parfums", 20), _lines("Instruments, jouets et autre artisanat", 26)
    (1, 2)
    """
    # Most letters are narrower than a digit, by which columns are measured.
    room = max(int(width * 1.1) - 1, 1)
    return sum(max(1, -(-len(line) // room)) for line in text.splitlines()) or 1


class _SheetWriter:
    """Writes one sheet, from its title down."""

    def __init__(
        self, book: xlsxwriter.Workbook, worksheet: Worksheet, sheet: Sheet, formats: _Formats, workbook: Workbook
    ) -> None:
        self.book, self.worksheet, self.name, self.sheet = book, worksheet, worksheet.get_name(), sheet
        self.formats, self.workbook = formats, workbook
        self.header = 1 + len(sheet.lines) + (1 if sheet.lines else 0)
        self.links = 0

    def write(self) -> None:  # pylint: disable=method-required-super
        sheet, worksheet = self.sheet, self.worksheet
        worksheet.hide_gridlines(2)
        for number, column in enumerate(sheet.columns):
            worksheet.set_column(number, number, column.width)
        self._write_words(0, sheet.title, {"bold": True, "font_size": 14})
        for row, line in enumerate(sheet.lines, 1):
            self._write_words(row, line, {"font_color": "#495057"})
        self._write_table()
        below = self.header + max(len(sheet.rows), 1) + 2
        for row, note in enumerate(sheet.notes, below):
            self._write_words(row, note, {"italic": True, "font_color": "#495057"})
        self._place_drawings()
        worksheet.freeze_panes(self.header + 1, sheet.freeze_columns)
        worksheet.repeat_rows(self.header)
        _set_page(worksheet, self.workbook, landscape=sheet.landscape)

    def _write_words(self, row: int, words: str, look: dict[str, Any]) -> None:
        """Write words over the width of the table, as high as they need."""
        width = sum(column.width for column in self.sheet.columns)
        lines = max(1, -(-len(words) // max(int(width * 0.95), 1)))
        last = len(self.sheet.columns) - 1
        look = self.formats[{**look, "text_wrap": True, "valign": "top"}]
        if last > 0:
            self.worksheet.merge_range(row, 0, row, last, "", look)
        self._write_text(row, 0, words, look)
        self.worksheet.set_row(row, lines * (20 if row == 0 else 15))

    def _write_text(self, row: int, column: int, text: str, look: Format) -> None:
        self.worksheet.write_string(row, column, cut(without_forbidden(text), TEXT_LENGTH), look)

    def _write_table(self) -> None:
        sheet, first = self.sheet, self.header + 1
        titles = table_headers([column.title for column in sheet.columns])
        self.worksheet.add_table(
            self.header,
            0,
            self.header + max(len(sheet.rows), 1),
            len(titles) - 1,
            {
                "columns": [
                    {"header": title, "header_format": self.formats.header_of(column.kind)}
                    for title, column in zip(titles, sheet.columns, strict=True)
                ],
                "style": "Table Style Light 1",
                "banded_rows": False,
            },
        )
        # Room for the button of the filter as well.
        self._set_height(
            self.header, [(title, column.width - 2) for title, column in zip(titles, sheet.columns, strict=True)]
        )
        for row, cells in enumerate(sheet.rows, first):
            texts = [
                (cell.value if isinstance(cell.value, str) else "", column.width * (0.9 if cell.bold else 1))
                for cell, column in zip(cells, sheet.columns, strict=True)
            ]
            self._set_height(row, texts)
            for number, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
                self._write_cell(row, number, cell, column)

    def _set_height(self, row: int, texts: Iterable[tuple[str, float]]) -> None:
        """Make a row as high as its texts need, each with the width that it has: not each program does by itself."""
        lines = max(_lines(text, width) for text, width in texts)
        if lines > 1:
            self.worksheet.set_row(row, min(15 * lines, HEIGHT))

    def _write_cell(self, row: int, column: int, cell: Cell, of: Column) -> None:
        if cell.is_suppressed:
            self.worksheet.write_string(row, column, SUPPRESSED, self.formats[{"align": "right", "valign": "top"}])
            return
        if cell.value is None:
            return
        link = bool(cell.url) and self.links < LINKS
        kind = cell.kind or of.kind
        look = self.formats.of(Kind.TEXT if isinstance(cell.value, str) else kind, bold=cell.bold, link=link)
        if link:
            self.links += 1
            # The text that it writes is written over.
            self.worksheet.write_url(row, column, cell.url, look, SUPPRESSED)
        if isinstance(cell.value, str):
            self._write_text(row, column, cell.value, look)
        elif isinstance(cell.value, date):
            self.worksheet.write_datetime(row, column, cell.value, look)
        else:
            self.worksheet.write_number(row, column, cell.value, look)

    def _place_drawings(self) -> None:
        """Put charts and pictures beside the table, one below the other."""
        column, row = len(self.sheet.columns) + 1, 0
        for chart in self.sheet.charts:
            self._insert_chart(row, column, chart)
            row = self._below(row, chart.size[1])
        for picture in self.sheet.pictures:
            if picture.title:
                self.worksheet.write_string(row, column, picture.title, self.formats[{"bold": True}])
                row += 1
            width, height = picture.size
            self.worksheet.insert_image(
                row,
                column,
                "picture.png",
                {
                    "image_data": io.BytesIO(picture.data),
                    "description": picture.description,
                    "object_position": 3,
                    **_scale(picture.data, width, height),
                },
            )
            row = self._below(row, height)

    def _below(self, row: int, height: int) -> int:
        """Return the row below so many pixels, and one more; rows may be higher, never lower."""
        return row + height // 20 + 2

    def _insert_chart(self, row: int, column: int, chart: Chart) -> None:
        first, last = chart.rows or (0, len(self.sheet.rows) - 1)
        first, last = self.header + 1 + first, self.header + 1 + last
        drawn = self.book.add_chart({"type": chart.type})
        # Of what is not shown, a chart draws nothing, and must not say 0.
        fills = itertools.cycle(("#2171b5", "#f28e2b", "#59a14f"))
        for values in chart.values:
            drawn.add_series(
                {
                    "name": [self.name, self.header, values],
                    "categories": [self.name, first, chart.categories, last, chart.categories],
                    "values": [self.name, first, values, last, values],
                    "fill": {"color": next(fills)},
                    "data_labels": {"value": True, "num_format": "General;-General;"} if len(chart.values) == 1 else {},
                }
            )
        drawn.set_title({"name": without_forbidden(chart.title), "name_font": {"size": 12}})
        drawn.set_size(dict(zip(("width", "height"), chart.size, strict=True)))
        if len(chart.values) == 1:
            drawn.set_legend({"none": True})
        else:
            drawn.set_legend({"position": "bottom"})
        if chart.type == "bar":
            # The first row stands at the top, as in the table.
            drawn.set_y_axis({"reverse": True})
            drawn.set_x_axis({"major_gridlines": {"visible": False}, "visible": False})
        options = {"description": chart.description, "object_position": 3}
        self.worksheet.insert_chart(row, column, drawn, options)


def _scale(data: bytes, width: int, height: int) -> dict[str, float]:
    """Return by what a PNG is scaled to be so large; its size stands in its first bytes (IHDR)."""
    own_width, own_height = (int.from_bytes(data[start : start + 4]) for start in (16, 20))
    return {"x_scale": width / own_width, "y_scale": height / own_height}


def _set_page(worksheet: Worksheet, workbook: Workbook, *, landscape: bool) -> None:
    """Print on A4, as wide as a page, with the name of the workbook and the page at the foot."""
    if landscape:
        worksheet.set_landscape()
    else:
        worksheet.set_portrait()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    # An ampersand begins a code there, and a footer has 255 characters at most.
    title = without_forbidden(workbook.properties.title).replace("&", "&&")
    worksheet.set_footer(f"&L&8{cut(title, 150)}&R&8{workbook.page}")
