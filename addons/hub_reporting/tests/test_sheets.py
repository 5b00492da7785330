import io
import re
import subprocess
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from odoo.tests import BaseCase

from odoo.addons.hub_xlsx.engine import Column as StreamColumn
from odoo.addons.hub_xlsx.engine import Kind as StreamKind
from odoo.addons.hub_xlsx.engine import Limits

from ..domain import tile_map, tile_map_drawing
from ..workbook.sheets import (
    HIDDEN,
    Cell,
    Chart,
    Column,
    Kind,
    Picture,
    Properties,
    Sheet,
    Stream,
    Workbook,
    write,
)

MAP = tile_map_drawing.png(
    tile_map.tile_map([tile_map.Place(1, "21009", "Ixelles")], {1: 12}), tile_map_drawing.Words(str, "–")
)
URL = "https://hub.test/odoo/hub-figures/7"


def written(sheets, streams=(), limits=None):
    file = io.BytesIO()
    properties = Properties("Companies & more", author="Ann", company="Agency", keywords="abc", comments="Signed")
    write(Workbook(properties, sheets, streams), file, limits)
    file.seek(0)
    return file


def part(file, name):
    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()


class TestSheets(BaseCase):
    """A workbook as values becomes the file that it says."""

    def sheet(self, **values):
        return Sheet(**{
            "name": "Companies: by/commune", "title": "Companies",
            "columns": [Column("Commune", width=30), Column("Companies", Kind.WHOLE), Column("Day", Kind.DAY)],
            "rows": [
                [Cell("=1+1"), Cell(40, url=URL), Cell(date(2025, 1, 2))],
                [Cell("-"), HIDDEN, Cell()],
                [Cell("@x"), Cell(12.5, kind=Kind.PERCENT), Cell()],
            ],
            "lines": ["A line of words"], "notes": ["A note"],
            "charts": [Chart("A chart", "What the chart says", 0, [1])],
            "pictures": [Picture(MAP, "What the map says", (400, 428), "Map")],
            **values,
        })  # fmt: skip

    def test_cells(self):
        book = load_workbook(written([self.sheet()]))
        sheet = book["Companies_ by_commune"]
        rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=4, max_row=9)]
        self.assertEqual(rows[0], ["Commune", "Companies", "Day"])
        self.assertEqual([row[0] for row in rows[1:4]], ["=1+1", "-", "@x"])
        self.assertEqual([cell.data_type for cell in sheet["A"][4:7]], ["s", "s", "s"], "texts stay texts")
        self.assertEqual((rows[1][1], rows[1][2].date()), (40, date(2025, 1, 2)))
        self.assertEqual(sheet["B7"].number_format, '0.0"%"')
        self.assertEqual(rows[5][0], "A note")
        self.assertEqual([table.ref for table in sheet.tables.values()], ["A4:C7"])
        self.assertEqual(sheet.freeze_panes, "B5")
        self.assertEqual((sheet.page_setup.paperSize, sheet.page_setup.orientation), (9, "landscape"))
        self.assertEqual(sheet.print_title_rows, "$4:$4")

    def test_a_link_opens_a_number_that_stays_a_number(self):
        sheet = load_workbook(written([self.sheet()])).worksheets[0]
        self.assertEqual((sheet["B5"].value, sheet["B5"].data_type, sheet["B5"].hyperlink.target), (40, "n", URL))

    def test_what_is_not_shown_is_nowhere(self):
        """Neither in the cell, nor in a link, a comment, or what a chart remembers."""
        sheet = self.sheet(rows=[[Cell("Ixelles"), Cell(40), Cell()], [Cell("Uccle"), HIDDEN, Cell()]])
        file = written([sheet])
        book = load_workbook(file)
        cell = book.worksheets[0]["B6"]
        self.assertEqual((cell.value, cell.hyperlink, cell.comment), ("–", None, None))
        cached = re.findall(r"<c:v>([^<]*)</c:v>", part(file, "xl/charts/chart1.xml"))
        self.assertEqual(cached.count("40"), 1)
        self.assertEqual({value for value in cached if value.isdecimal()}, {"40", "0"})
        for values in ({"value": 3}, {"url": URL}):
            with self.assertRaises(ValueError):
                Cell(is_suppressed=True, **values)

    def test_what_a_screen_reader_is_told(self):
        drawing = part(written([self.sheet()]), "xl/drawings/drawing1.xml")
        self.assertEqual(set(re.findall(r'descr="([^"]*)"', drawing)), {"What the chart says", "What the map says"})

    def test_properties(self):
        properties = load_workbook(written([self.sheet()])).properties
        self.assertEqual(
            (properties.title, properties.creator, properties.keywords), ("Companies & more", "Ann", "abc")
        )

    def test_empty_sheets_and_equal_names(self):
        book = load_workbook(written([self.sheet(rows=[], charts=[], pictures=[]), self.sheet()]))
        self.assertEqual(book.sheetnames, ["Companies_ by_commune", "Companies_ by_commune (2)"])
        self.assertEqual([table.ref for table in book.worksheets[0].tables.values()], ["A4:C5"])

    def list_of(self, count, batch=3):
        rows = [(f"Company {number}", date(2025, 1, 1), number / 2) for number in range(count)]
        columns = [
            StreamColumn("Company", StreamKind.TEXT), StreamColumn("Day", StreamKind.DATE), StreamColumn("Hours"),
        ]  # fmt: skip
        batches = (list(zip(*rows[start : start + batch], strict=True)) for start in range(0, count, batch))
        return Stream("Facts", columns, batches), rows

    def test_a_long_list_stands_behind_the_other_sheets(self):
        stream, rows = self.list_of(7)
        book = load_workbook(written([self.sheet()], [stream]))
        self.assertEqual(book.sheetnames, ["Companies_ by_commune", "Facts"])
        found = list(book["Facts"].iter_rows(values_only=True))
        self.assertEqual(found[0], ("Company", "Day", "Hours"))
        self.assertEqual([(name, day.date(), hours) for name, day, hours in found[1:]], rows)
        [table] = book["Facts"].tables.values()
        self.assertEqual((table.ref, table.autoFilter.ref), ("A1:C8", "A1:C8"))
        self.assertEqual(book["Facts"]["B2"].number_format, "yyyy-mm-dd")
        self.assertEqual(book.worksheets[0]["A5"].value, "=1+1", "the texts of the others are there")

    def test_a_list_without_rows(self):
        stream, _rows = self.list_of(0)
        book = load_workbook(written([self.sheet()], [stream]))
        self.assertEqual([table.ref for table in book["Facts"].tables.values()], ["A1:C2"])

    def test_more_than_a_sheet_can_hold(self):
        stream, rows = self.list_of(10)
        book = load_workbook(written([self.sheet()], [stream], Limits(rows=5)))
        self.assertEqual(book.sheetnames[1:], ["Facts", "Facts (2)", "Facts (3)"])
        found = [row[0] for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=2, values_only=True)]
        self.assertEqual(found, [name for name, _day, _hours in rows])
        refs = [[table.ref for table in sheet.tables.values()] for sheet in book.worksheets[1:]]
        self.assertEqual(refs, [["A1:C5"], ["A1:C5"], ["A1:C3"]])

    def test_what_breaks_off_is_no_workbook(self):
        def batches():
            yield [["A"], [date(2025, 1, 1)], [1]]
            raise ZeroDivisionError

        stream, _rows = self.list_of(0)
        stream.batches, file = batches(), io.BytesIO()
        with self.assertRaises(ZeroDivisionError):
            write(Workbook(Properties("T"), [self.sheet()], [stream]), file)
        self.assertFalse(zipfile.is_zipfile(file))

    def test_libreoffice_opens_it(self):
        stream, rows = self.list_of(7)
        book = opened_by_libreoffice(written([self.sheet()], [stream]).getvalue())
        self.assertEqual(book.sheetnames, ["Companies_ by_commune", "Facts"])
        sheet = book.worksheets[0]
        self.assertEqual((sheet["B5"].value, sheet["B5"].hyperlink.target, sheet["B6"].value), (40, URL, "–"))
        self.assertEqual((len(sheet._charts), len(sheet._images)), (1, 1))
        self.assertEqual(len(list(book["Facts"].iter_rows())), len(rows) + 1)


def opened_by_libreoffice(content):
    """Return a workbook as LibreOffice writes it again."""
    with tempfile.TemporaryDirectory() as folder:
        source, profile = Path(folder, "in", "book.xlsx"), Path(folder, "profile")
        source.parent.mkdir()
        source.write_bytes(content)
        command = [
            "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
        assert done.returncode == 0, done.stderr
        return load_workbook(io.BytesIO(Path(folder, "book.xlsx").read_bytes()))
