"""xlsxwriter's part of the work: every part of the workbook, the sheets without their rows."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from .features import Chart, Table
from .text import without_forbidden

Properties = Mapping[str, Any]
"""A style as keywords of xlsxwriter's ``add_format``."""

PROBE = re.compile(r'<c r="[A-Z]+1" s="(\d+)"/>')

STRINGS = "xl/sharedStrings.xml"
NO_STRINGS = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0" uniqueCount="0"/>"""
"""Our rows have their text in them; the strings of xlsxwriter's cells, which are thrown away, would be left over."""


@dataclass
class Plan:
    """All of a sheet but its cells.

    :param labels: of the header row
    :param widths: of the columns
    :param rows: how many there are below the header
    :param samples: the first values of the columns that charts draw, by column
    """

    name: str
    labels: Sequence[str]
    widths: Sequence[float]
    freeze: tuple[int, int] | None = None
    autofilter: bool = False
    table: Table | None = None
    charts: Sequence[Chart] = ()
    rows: int = 0
    samples: dict[int, list[float | str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for chart in self.charts:
            columns = chart.values if chart.categories is None else (*chart.values, chart.categories)
            self.samples.update((column, []) for column in columns)


def compose(
    plans: Sequence[Plan], styles: Sequence[Properties], properties: Properties, *, shared_strings: bool = False
) -> dict[str, bytes]:
    """The parts of a workbook with these sheets, by their name in the archive. Sheets hold no rows worth keeping.

    :param shared_strings: has the other parts name the one of the texts, even if xlsxwriter writes none
    """
    buffer = io.BytesIO()
    # What xlsxwriter is asked to write as text must stay text.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(buffer, options)
    workbook.set_properties({name: _clean(value) for name, value in properties.items()})
    formats = [workbook.add_format(dict(style)) for style in styles]
    for number, plan in enumerate(plans):
        sheet = workbook.add_worksheet(plan.name)
        if number == 0:
            _probe(sheet, len(plan.labels), formats)
            if shared_strings:
                sheet.write_string(0, 0, "-")
        fill(workbook, sheet, plan)
    workbook.close()
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if STRINGS in parts:
        parts[STRINGS] = NO_STRINGS
    return parts


def style_numbers(styles: Sequence[Properties]) -> list[int]:
    """The numbers that styles get in ``xl/styles.xml``, by order of first use: adding more later changes none."""
    parts = compose([Plan("Probe", (), ())], styles, {})
    return [int(number) for number in PROBE.findall(parts["xl/worksheets/sheet1.xml"].decode())]


def _probe(sheet: Worksheet, column: int, formats: Sequence[Format]) -> None:
    """Use every style once, in order, beside the columns: only then it is part of the workbook."""
    for number, cell_format in enumerate(formats):
        sheet.write_blank(0, column + number, None, cell_format)


def fill(workbook: Workbook, sheet: Worksheet, plan: Plan) -> None:
    """Give a sheet of xlsxwriter all that a plan says."""
    last_column, first = len(plan.labels) - 1, 0
    for width, columns in itertools.groupby(plan.widths):  # pylint: disable=bad-builtin-groupby
        count = len(list(columns))
        sheet.set_column(first, first + count - 1, width)
        first += count
    if plan.freeze:
        sheet.freeze_panes(*plan.freeze)
    if plan.table and plan.labels:
        _add_table(sheet, plan, last_column)
    elif plan.autofilter and plan.labels:
        sheet.autofilter(0, 0, plan.rows, last_column)
    for column, values in plan.samples.items():
        sheet.write_string(0, column, plan.labels[column])
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write(row, column, value)
    for chart in plan.charts:
        _add_chart(workbook, sheet, chart, plan)


def _add_table(sheet: Worksheet, plan: Plan, last_column: int) -> None:
    """Add the table over one row, and let it reach to the last one: xlsxwriter notes each cell of what it is given."""
    sheet.add_table(0, 0, 1, last_column, _table_options(plan.table, plan.labels))
    # Excel wants a row in a table.
    reach = xl_range(0, 0, max(plan.rows, 1), last_column)
    sheet.tables[-1] |= {"range": reach, "a_range": reach, "autofilter": reach}


def _table_options(table: Table, labels: Sequence[str]) -> dict[str, Any]:
    return {
        "name": table.name,
        "columns": [{"header": label} for label in labels],
        "style": table.style,
        "banded_rows": table.banded_rows,
    }


def _add_chart(workbook: Workbook, sheet: Worksheet, chart: Chart, plan: Plan) -> None:
    kind = {"type": chart.kind.value} | ({"subtype": "stacked"} if chart.stacked else {})
    drawn = workbook.add_chart(kind)
    last = max(plan.rows, 1)
    for column in chart.values:
        series: dict[str, Any] = {"name": [plan.name, 0, column], "values": [plan.name, 1, column, last, column]}
        if chart.categories is not None:
            series["categories"] = [plan.name, 1, chart.categories, last, chart.categories]
        drawn.add_series(series)
    drawn.set_title({"name": _clean(chart.title)} if chart.title else {"none": True})
    drawn.set_size(dict(zip(("width", "height"), chart.size, strict=True)))
    sheet.insert_chart(chart.anchor, drawn)


def _clean(value: Any) -> Any:
    return without_forbidden(value) if isinstance(value, str) else value


def split_sheet(xml: bytes) -> tuple[bytes, bytes]:
    """What comes before and after ``<sheetData>`` in a sheet's XML.

    ``<dimension>`` is left out of the first part: it is optional (ECMA-376 part 1, 18.3.1.35) and not known yet.
    """
    head, _, rest = xml.partition(b"<sheetData")
    tail = rest[2:] if rest.startswith(b"/>") else rest.partition(b"</sheetData>")[2]
    return re.sub(rb"<dimension [^>]*/>", b"", head), tail
