import io
import itertools
import math
import warnings
import zipfile
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum

import xlsxwriter
from markupsafe import Markup
from python_calamine import CalamineWorkbook

from odoo.tests import tagged

from ..engine import Column, Kind, Limits, NoteKind, Style
from ..engine.sheet import BATCH
from .engine_case import MAIN, EngineCase

PIECES = [
    "",
    "a",
    " ",
    "&",
    "<b>",
    "¦",
    "\n",
    "\t",
    "\r",
    "\xa0",
    "é",
    "😀",
    "=",
    "+",
    "-",
    "@",
    '"',
    "_x",
    "'",
    "\x7f",
]
TEXTS = [
    *("".join(pair) for pair in itertools.product(PIECES, repeat=2)),
    *("=1+1", "{=SUM(A1)}", "@cmd", "http://example.com", "mailto:a@b.c", "internal:A1", "0012", "1e5", "TRUE"),
    *("</t></is></c>", "]]>", "&amp;", "%s %d %%", "  two  blanks  ", "\u2028line", "\ufeffmark", "\x85", "\x1c"),
    *("<r>rich</r>", "a" * 32_767, "é" * 20_000, "\x0b\x00\x1f", "\ufffe\uffff", "x_x0041_y", "_X0041_", "_x00_"),
]
NUMBERS = [
    *(0.0, -0.0, 0.1, 1 / 3, 1e-320, 5e-324, 1.7976931348623157e308, 123456789.123456789, 1e15, 1e16, 1e17, 1e22),
    *(0, 1, -1, 2**53, 2**53 + 1, -(2**53) - 1, 12345678901234567890, 10**15, 10**16, 10**300, True, False),
]
EARLY = [date(1, 1, 1), date(1582, 10, 15), date(1899, 12, 30), date(1899, 12, 31)]
DAYS = [
    *(
        date(1900, 1, 1),
        date(1900, 2, 28),
        date(1900, 3, 1),
        date(1900, 3, 2),
        date(1904, 1, 1),
        date(1970, 1, 1),
        date(2024, 2, 29),
        date(9999, 12, 31),
    ),
]
CLOCK = [time(), time(0, 0, 1), time(11, 59, 59, 999_999), time(12), time(23, 59, 59)]
MOMENTS = [datetime.combine(day, clock) for day in DAYS for clock in CLOCK]

BASE = Style(text_wrap=True)
STYLES = {
    float: Style(text_wrap=True, num_format="#,##0.00"),
    date: Style(text_wrap=True, num_format="yyyy-mm-dd"),
    datetime: Style(text_wrap=True, num_format="yyyy-mm-dd hh:mm:ss"),
}


class Colour(IntEnum):
    RED = 3


@tagged("at_install")
class TestEngineCells(EngineCase):
    def reference(self, values, *, inline=True):
        """The same column as xlsxwriter writes it."""
        file = io.BytesIO()
        options = {"constant_memory": inline, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as workbook:
            sheet = workbook.add_worksheet()
            sheet.set_column(0, 0, 30)
            sheet.write_string(0, 0, "Value", workbook.add_format({"bold": True}))
            base = workbook.add_format(BASE.properties())
            by_type = {value_type: workbook.add_format(style.properties()) for value_type, style in STYLES.items()}
            for row, value in enumerate(values, 1):
                # An empty string is written as a blank cell; a string that looks rich is not to become XML.
                write = sheet.write_string if isinstance(value, str) and value else sheet.write
                write(row, 0, value, by_type.get(type(value), base))
        return file

    def check_column(self, values):
        with warnings.catch_warnings():
            # openpyxl knows no dates before 1900.
            warnings.filterwarnings("ignore", "Cell .* is marked as a date")
            ours = self.read(self.column_of(values, Column("Value", style=BASE, styles=STYLES))).active
            theirs = self.read(self.reference(values)).active
        self.assertEqual(ours.max_row, len(values) + 1)
        for row in range(1, len(values) + 2):
            cells = [sheet.cell(row, 1) for sheet in (ours, theirs)]
            facts = [
                (cell.data_type, repr(cell.value), cell.number_format, cell.font.b, cell.alignment.wrap_text)
                for cell in cells
            ]
            with self.subTest(value=values[row - 2] if row > 1 else "header"):
                self.assertEqual(*facts)
        widths = [sheet.column_dimensions["A"].width for sheet in (ours, theirs)]
        self.assertEqual(*widths)

    def check_digits(self, values):
        """What stands in the XML is the same, digit by digit."""
        digits = [
            [cell.text for cell in self.part(file, "xl/worksheets/sheet1.xml").iter(f"{MAIN}v")][-len(values) :]
            for file in (self.column_of(values), self.reference(values))
        ]
        self.assertEqual(*digits)

    def test_texts_are_those_of_xlsxwriter(self):
        self.check_column([text for text in TEXTS if not text.startswith("<r>")])

    def test_texts_one_by_one_are_those_of_the_batch(self):
        alone = [self.first_column(self.column_of([text, "next"]))[0] for text in TEXTS[:200]]
        self.assertEqual(alone, self.first_column(self.column_of(TEXTS[:200])))

    def test_what_looks_like_a_formula_or_a_link_is_text(self):
        lead = [
            "=1+1",
            "+1",
            "-1",
            "@a",
            "\tx",
            "{=1}",
            "http://a.b",
            "https://a.b",
            "mailto:a@b.c",
            "file:///etc",
            "ftp://a",
        ]
        sheet = self.read(self.column_of(lead)).active
        self.assertEqual([cell.value for (cell,) in sheet.iter_rows(min_row=2)], lead)
        self.assertEqual({cell.data_type for (cell,) in sheet.iter_rows()}, {"s"})
        self.assertFalse(any(cell.hyperlink for (cell,) in sheet.iter_rows()))
        self.assertFalse(self.part(self.column_of(lead), "xl/worksheets/sheet1.xml").findall(f".//{MAIN}f"))

    def test_texts_read_as_they_were_written(self):
        texts = [text for text in TEXTS if text and "\r" not in text and text.isprintable() and "_x" not in text]
        self.assertGreater(len(texts), 100)
        self.assertEqual(self.first_column(self.column_of(texts)), texts)
        rows = CalamineWorkbook.from_filelike(self.column_of(texts)).get_sheet_by_index(0).to_python()
        self.assertEqual([row[0] for row in rows[1:]], texts)

    def test_escapes_in_xml(self):
        texts = ["a\x01b", "_x0041_", "_x0041_x0042_", "\r", "\ufffe", "\ud83d", "plain"]
        found = [node.text for node in self.part(self.column_of(texts), "xl/worksheets/sheet1.xml").iter(f"{MAIN}t")]
        escaped = ["a_x0001_b", "_x005F_x0041_", "_x005F_x0041_x005F_x0042_", "_x000D_", "_xFFFE_", "_xD83D_", "plain"]
        self.assertEqual(found[1:], escaped)
        forbidden = [("A2", NoteKind.FORBIDDEN), ("A6", NoteKind.FORBIDDEN), ("A7", NoteKind.FORBIDDEN)]
        self.assertEqual(self.kinds(), forbidden)

    def test_one_sign_is_enough_to_be_escaped(self):
        texts = {"a < b": "a &lt; b", "]]>": "]]&gt;", "AT&T": "AT&amp;T", "_x00aF_": "_x005F_x00aF_", "\v": "_x000B_"}
        for text, escaped in texts.items():
            with zipfile.ZipFile(self.column_of([text])) as archive:
                self.assertIn(f"<t>{escaped}</t>", archive.read("xl/worksheets/sheet1.xml").decode())
        for text in ("x ", " x", "x\n", "\tx", "\xa0x"):
            node = list(self.part(self.column_of([text]), "xl/worksheets/sheet1.xml").iter(f"{MAIN}t"))[-1]
            self.assertEqual((node.text, list(node.attrib.values())), (text, ["preserve"]))

    def test_numbers_are_those_of_xlsxwriter(self):
        self.check_column(NUMBERS)
        self.check_digits(NUMBERS)
        self.check_digits([number for number in NUMBERS if type(number) is float])
        self.check_digits([number for number in NUMBERS if type(number) is int])
        self.check_digits([-(2**53) - 1, 0])

    def test_decimals_are_floats(self):
        column = Column("Value", style=BASE, styles=STYLES)
        sheet = self.read(self.column_of([Decimal("1.10"), Decimal("-0.005"), Decimal(0)], column)).active
        cells = [(cell.value, cell.number_format) for (cell,) in sheet.iter_rows(min_row=2)]
        self.assertEqual(cells, [(1.1, "#,##0.00"), (-0.005, "#,##0.00"), (0, "#,##0.00")])

    def test_dates_are_those_of_xlsxwriter(self):
        self.check_column([*DAYS, *MOMENTS])
        self.check_digits(DAYS)
        self.check_digits(DAYS[:3])
        self.check_digits(DAYS[4:])
        self.check_digits(MOMENTS)
        self.check_digits([*CLOCK, timedelta(days=70, seconds=5), timedelta(-3)])

    def test_days_before_1900_are_texts_with_a_note(self):
        """Excel shows no such number: neither 1899, nor what openpyxl and xlsxwriter make of it."""
        moments = [datetime.combine(day, time(12, 30)) for day in EARLY]
        for early, written in (
            (EARLY, ["0001-01-01", "1582-10-15", "1899-12-30", "1899-12-31"]),
            (moments, ["0001-01-01 12:30:00", "1582-10-15 12:30:00", "1899-12-30 12:30:00", "1899-12-31 12:30:00"]),
        ):
            values = [*early, type(early[0])(1900, 3, 1), type(early[0])(2024, 2, 29)]
            file = self.column_of(values, Column("Value", style=BASE, styles=STYLES))
            with self.subTest(kind=type(early[0])):
                found = self.first_column(file)
                self.assertEqual(found[:4], written)
                self.assertEqual([f"{moment:%Y-%m-%d}" for moment in found[4:]], ["1900-03-01", "2024-02-29"])
                self.assertEqual(self.kinds(), [(f"A{row}", NoteKind.BEFORE_1900) for row in range(2, 6)])
        mixed = self.first_column(self.column_of(["", date(1815, 6, 18), 1, None], Column("Value")))
        self.assertIn("1815-06-18", mixed)

    def test_mixed_and_empty_cells_are_those_of_xlsxwriter(self):
        self.check_column(["", 1, None, "x", 1.5, "", date(2024, 1, 2), True, MOMENTS[-1], " y ", "a & b", None] * 3)
        self.check_column([""] * 5)
        self.check_column([None] * 5)
        self.check_column(["", "a", ""])

    def test_time_zones_leave_the_clock_as_it_is(self):
        moment = datetime(2024, 5, 6, 7, 8, 9)
        file = self.column_of([moment.replace(tzinfo=timezone(timedelta(hours=9)))], Column("Value", Kind.DATETIME))
        self.assertEqual(self.first_column(file), [moment])

    def test_subclasses_count_as_what_they_are(self):
        self.assertEqual(self.first_column(self.column_of([Markup("<b>"), Colour.RED, "x"])), ["<b>", 3, "x"])
        marked = ["<b>", "a&b", "<i>\xa6</i>", "x"]
        self.assertEqual(self.first_column(self.column_of(list(map(Markup, marked)))), marked)

    def test_other_values_are_shown_by_their_text(self):
        self.assertEqual(self.first_column(self.column_of([[1, 2], {"a": 1}, (3,)])), ["[1, 2]", "{'a': 1}", "(3,)"])
        with self.assertRaisesRegex(TypeError, "decode them first"):
            self.column_of([b"x"])

    def test_text_columns_make_text_of_everything(self):
        sheet = self.read(self.column_of([1, 2.5, None, "", date(2024, 1, 2), True], Column("Value", Kind.TEXT))).active
        self.assertEqual(
            [cell.value for (cell,) in sheet.iter_rows(min_row=2)], ["1", "2.5", None, None, "2024-01-02", "True"]
        )

    def test_no_number_is_an_error_and_a_note(self):
        values = [1.5, math.nan, math.inf, -math.inf, 2.5]
        sheet = self.read(self.column_of(values)).active
        cells = [(cell.data_type, cell.value) for (cell,) in sheet.iter_rows(min_row=2)]
        self.assertEqual(cells, [("n", 1.5), ("e", "#NUM!"), ("e", "#NUM!"), ("e", "#NUM!"), ("n", 2.5)])
        self.assertEqual(self.kinds(), [(cell, NoteKind.NOT_FINITE) for cell in ("A3", "A4", "A5")])
        self.assertEqual(self.first_column(self.column_of([10**400, Decimal("NaN"), 1])), ["#NUM!", "#NUM!", 1])
        # Their sum is infinite, none of them is.
        self.assertEqual(self.first_column(self.column_of([1.7e308, 1.7e308])), [1.7e308, 1.7e308])
        self.assertFalse(self.book.notes)

    def test_too_long_texts_are_cut_where_excel_would(self):
        values = ["a" * 32_767, "b" * 32_768, "😀" * 16_383, "😀" * 16_384, "é😀" * 12_000]
        cut = self.first_column(self.column_of(values))
        self.assertEqual([len(text.encode("utf-16-le")) // 2 for text in cut], [32_767, 32_767, 32_766, 32_766, 32_767])
        self.assertTrue(all(long.startswith(text) for long, text in zip(values, cut, strict=True)))
        self.assertEqual(self.kinds(), [(cell, NoteKind.TOO_LONG) for cell in ("A3", "A5", "A6")])

        self.assertEqual(self.first_column(self.column_of(["😀" * 16_384])), ["😀" * 16_383])

    def test_too_long_texts_are_replaced_when_a_text_is_given(self):
        self.assertEqual(
            self.first_column(self.column_of(["x" * 6, "y" * 5], too_long="!", limits=Limits(text=5))), ["!", "yyyyy"]
        )

    def test_batches_leave_no_seam(self):
        values = [str(number) if number % 7 else "" for number in range(BATCH * 2 + 1)]
        self.assertEqual(self.first_column(self.column_of(values)), [value or None for value in values])
