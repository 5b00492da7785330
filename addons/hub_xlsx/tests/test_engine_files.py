import gc
import io
import itertools
import subprocess
import tempfile
import threading
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

from lxml import etree
from python_calamine import CalamineWorkbook

from odoo.tests import tagged

from ..engine import Book, Chart, ChartKind, Column, Kind, Limits, Style, Table, archive
from ..engine import strings as strings_module
from ..engine.strings import Strings
from .engine_case import EngineCase

NAMES = ["Ann & Söhne", " <b>=1+1</b> ", "line\nbreak", "_x0041_", "😀"]
MOMENT = datetime(2024, 2, 29, 13, 30)


class Pipe(io.RawIOBase):
    """A file that can only be written to, from beginning to end."""

    def __init__(self):
        self.content = bytearray()

    def writable(self):
        return True

    def write(self, data):  # pylint: disable=method-required-super
        self.content += data
        return len(data)


class Nowhere:
    """A file that forgets what is written to it."""

    def write(self, data):  # pylint: disable=method-required-super
        return len(data)


class FullDisk(io.BytesIO):
    """A file that takes only so many bytes."""

    def __init__(self, size):
        super().__init__()
        self.size = size

    def write(self, data):  # pylint: disable=method-required-super
        if self.tell() + len(data) > self.size:
            raise OSError(28, "No space left on device")
        return super().write(data)


@tagged("at_install")
class TestEngineFiles(EngineCase):
    def everything(self, file=None):
        """A workbook with one of everything."""
        file = file or io.BytesIO()
        columns = [
            Column("Name", style=Style(text_wrap=True), width=40),
            Column("Amount", Kind.NUMBER, style=Style(num_format="#,##0.00")),
            Column("Day", Kind.DATE),
            Column("Moment", Kind.DATETIME),
            Column("Good", Kind.BOOLEAN),
            Column("Web", Kind.LINK),
            Column("Empty"),
        ]
        rows = [
            [name, number / 4, date(2024, 1, number + 1), MOMENT, number % 2 == 0, f"http://a.b/{number}", ""]
            for number, name in enumerate(NAMES)
        ]
        charts = [
            Chart(kind, [1], 0, title="Amounts", anchor=f"J{row}")
            for row, kind in zip((2, 22, 42, 62), ChartKind, strict=True)
        ]
        with Book(file, properties={"title": "All"}, limits=Limits(rows=9)) as book:
            book.add_sheet("Filtered", columns, freeze=(1, 1), autofilter=True, charts=charts).write_rows(rows)
            book.add_sheet("Table", columns, table=Table()).write_rows(rows * 2)
            book.add_sheet("Empty", columns, table=Table())
            notes = book.add_sheet("Odd", [Column("Odd")])
            notes.write_columns([["a\x01", float("nan"), "x" * 40_000]])
        return file

    def check_names(self, values, escape="_x0041_"):
        self.assertEqual(values, [escape if name == "_x0041_" else name for name in NAMES])

    def test_every_part_is_sound(self):
        file = self.everything()
        with zipfile.ZipFile(file) as container:
            self.assertIsNone(container.testzip())
            names = container.namelist()
            self.assertEqual(len(names), len(set(names)))
            parts = {name: etree.fromstring(container.read(name)) for name in names}
            self.assertFalse([info.filename for info in container.infolist() if info.extract_version > 20])
        types = parts["[Content_Types].xml"]
        overrides = {node.get("PartName") for node in types if node.get("PartName")}
        extensions = {node.get("Extension") for node in types if node.get("Extension")}
        self.assertEqual(len(overrides), len([node for node in types if node.get("PartName")]))
        self.assertLessEqual({name.lstrip("/") for name in overrides}, set(names))
        for name in set(names) - {"[Content_Types].xml"}:
            self.assertTrue(f"/{name}" in overrides or name.rpartition(".")[2] in extensions - {"xml"}, name)
        for name in names:
            if name.endswith(".rels"):
                self.check_relations(name, parts)
        tables = [part for name, part in parts.items() if name.startswith("xl/tables/")]
        for key in ("id", "name", "displayName"):
            self.assertEqual(len({table.get(key).lower() for table in tables}), len(tables), key)

    def check_relations(self, name, parts):
        """All of a part's relationships lead to parts, and the part uses each under an id of its own."""
        folder, _, part = name.partition("_rels/")
        ids = [relation.get("Id") for relation in parts[name]]
        self.assertEqual(len(set(ids)), len(ids), name)
        for relation in parts[name]:
            if relation.get("TargetMode") != "External":
                target = relation.get("Target")
                path = target.lstrip("/") if target.startswith("/") else str(Path("/", folder, target).resolve())[1:]
                self.assertIn(path, parts, name)
        if "worksheets" in folder:
            owner = parts[folder + part.removesuffix(".rels")]
            used = owner.xpath(
                "//@*[namespace-uri()='http://schemas.openxmlformats.org/officeDocument/2006/relationships']"
            )
            self.assertEqual(sorted(used), sorted(ids), name)

    def test_cells_of_a_row_and_rows_stand_in_order(self):
        root = self.part(self.everything(), "xl/worksheets/sheet2.xml")
        rows = root.findall("{*}sheetData/{*}row")
        self.assertEqual([row.get("r") for row in rows], [str(number) for number in range(1, 10)])
        letters = [[cell.get("r").rstrip("0123456789") for cell in row] for row in rows]
        self.assertEqual(letters[1:], [list("ABCDEF")] * 8)

    def test_openpyxl_reads_it_either_way(self):
        for read_only in (False, True):
            book = self.read(self.everything(), read_only=read_only)
            self.assertEqual(book.sheetnames, ["Filtered", "Table", "Table (2)", "Empty", "Odd", "Notes"])
            rows = list(book["Filtered"].iter_rows(min_row=2, values_only=True))
            # openpyxl takes an escape literally.
            self.check_names([row[0] for row in rows], "_x005F_x0041_")
            self.assertEqual(rows[2][1:6], (0.5, datetime(2024, 1, 3), MOMENT, True, "http://a.b/2"))
            self.assertEqual(len(list(book["Table (2)"].iter_rows())), 3)
            book.close()

    def test_calamine_reads_it(self):
        file = self.everything()
        file.seek(0)
        book = CalamineWorkbook.from_filelike(file)
        rows = book.get_sheet_by_name("Filtered").to_python()
        self.assertEqual(rows[0], ["Name", "Amount", "Day", "Moment", "Good", "Web", "Empty"])
        self.check_names([row[0] for row in rows[1:]])
        self.assertEqual(rows[3][1:6], [0.5, date(2024, 1, 3), MOMENT, True, "http://a.b/2"])

    def test_libreoffice_reads_it(self):
        with tempfile.TemporaryDirectory() as folder:
            source, profile = Path(folder, "in", "all.xlsx"), Path(folder, "profile")
            source.parent.mkdir()
            source.write_bytes(self.everything().getvalue())
            options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
            command = [
                "soffice",
                *options,
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                folder,
                str(source),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
            self.assertEqual(done.returncode, 0, done.stderr)
            # LibreOffice writes a boolean as a formula.
            book = self.read(Path(folder, "all.xlsx"), data_only=True)
        self.assertEqual(book.sheetnames, ["Filtered", "Table", "Table (2)", "Empty", "Odd", "Notes"])
        sheet = book["Filtered"]
        rows = list(sheet.iter_rows(min_row=2, max_row=6, max_col=7, values_only=True))
        self.check_names([row[0] for row in rows])
        self.assertEqual(rows[2][1:], (0.5, datetime(2024, 1, 3), MOMENT, True, "http://a.b/2", None))
        self.assertEqual([cell.data_type for cell in sheet[3]][:6], ["s", "n", "d", "d", "b", "s"])
        self.assertEqual(sheet["B3"].number_format, "#,##0.00")
        self.assertEqual(sheet["F3"].hyperlink.target, "http://a.b/1")
        self.assertEqual((sheet.auto_filter.ref, len(sheet._charts)), ("A1:G6", 4))
        self.assertEqual([table.ref for table in book["Table"].tables.values()], ["A1:G9"])
        self.assertEqual(book.properties.title, "All")

    def test_a_file_that_cannot_seek(self):
        pipe = Pipe()
        self.everything(pipe)
        self.assertEqual(self.read(io.BytesIO(pipe.content)).sheetnames, self.read(self.everything()).sheetnames)

    def test_a_file_that_has_something_before(self):
        file = io.BytesIO(b"x" * 10)
        file.seek(10)
        self.everything(file)
        self.assertEqual(self.read(file)["Filtered"]["A2"].value, NAMES[0])

    def test_shared_strings_are_the_same_texts(self):
        """For programs that know no inline strings: the same sheet, with the texts in a part of their own."""
        texts = ["a", "", "b & <c>", " spaced ", "a", "line\nbreak", "_x0041_", "¦", "é" * 300, "a"] * 60
        texts += [f"only once {number}" for number in range(1_200)]
        for column in (Column("Value"), Column("Value", style=Style(bold=True)), Column("Value", Kind.LINK)):
            files = [io.BytesIO(), io.BytesIO()]
            for file, shared in zip(files, (False, True), strict=True):
                with Book(file, shared_strings=shared) as book:
                    sheet = book.add_sheet("Sheet", [column, Column("Mixed")])
                    sheet.write_columns([texts, [texts[0], 1, None, date(1815, 6, 18), True] * (len(texts) // 5)])
            inline, shared = (
                [[cell.value for cell in row] for row in self.read(file)["Sheet"].iter_rows()] for file in files
            )
            # openpyxl undoes this escape in shared strings only.
            inline = [[v.replace("x005F_", "") if isinstance(v, str) else v for v in row] for row in inline]
            self.assertEqual(shared, inline)
            with zipfile.ZipFile(files[1]) as archive:
                self.assertIsNone(archive.testzip())
                self.assertNotIn(b"inlineStr", archive.read("xl/worksheets/sheet1.xml"))
                strings = archive.read("xl/sharedStrings.xml")
                self.assertEqual(strings.count(b"<si><t>a</t></si>"), 1)
                self.assertIn(b"sharedStrings.xml", archive.read("xl/_rels/workbook.xml.rels"))
                self.assertIn(b"sharedStrings.xml", archive.read("[Content_Types].xml"))

    def test_shared_strings_take_no_more_memory_with_more_texts(self):
        strings = Strings()
        self.patch(strings_module, "KNOWN", 10)
        numbers = strings.numbers([f"text {number}" for number in range(100)])
        self.assertEqual(numbers, [str(number) for number in range(100)])
        self.assertEqual(strings.numbers(["text 5", "text 5", ""]), ["5", "5", ""])
        self.assertEqual(strings.numbers(["later", "later"]), ["100", "100"])
        self.assertEqual(strings.numbers(["later"]), ["101"], "what came after the first ones is written again")
        xml = b"".join(strings.part())
        self.assertEqual(xml.count(b"<si>"), 102)

    def test_zlib_does_without_isal(self):
        fast = self.column_of(["same"] * 5_000).getvalue()
        self.patch(archive, "isal_zlib", None)
        slow = self.column_of(["same"] * 5_000).getvalue()
        self.assertEqual(self.first_column(io.BytesIO(slow)), self.first_column(io.BytesIO(fast)))
        self.assertNotEqual(len(slow), len(fast), "isal did not compress")

    def test_programs_know_it_by_its_first_bytes(self):
        with zipfile.ZipFile(self.everything()) as container:
            self.assertEqual(container.namelist()[:3], ["_rels/.rels", "docProps/core.xml", "xl/theme/theme1.xml"])

    def check_unfinished(self, file):
        gc.collect()
        self.assertFalse(zipfile.is_zipfile(file))

    def test_rows_that_fail_leave_no_finished_file(self):
        def rows():
            yield from ([number] for number in range(50_000))
            raise RuntimeError("gone")

        threads, file = threading.active_count(), io.BytesIO()
        with self.assertRaisesRegex(RuntimeError, "gone"), Book(file) as book:
            book.add_sheet("Sheet1", [Column("A")]).write_rows(rows())
        self.assertGreater(len(file.getvalue()), 50_000)
        self.check_unfinished(file)
        self.assertEqual(threading.active_count(), threads)
        with self.assertRaises(KeyboardInterrupt), Book(file := io.BytesIO()) as book:
            raise KeyboardInterrupt
        self.check_unfinished(file)

    def test_a_file_that_is_gone_hides_no_error(self):
        with self.assertRaisesRegex(RuntimeError, "gone"), Book(file := io.BytesIO()) as book:
            book.add_sheet("Sheet1", [Column("A")])
            file.close()
            raise RuntimeError("gone")

    def test_a_full_disk_is_told_and_leaves_no_finished_file(self):
        whole = len(self.everything().getvalue())
        for size in (0, 500, whole // 2, whole - 100):
            file = FullDisk(size)
            with self.assertRaisesRegex(OSError, "No space left"):
                self.everything(file)
            self.check_unfinished(file)

    def test_no_sheet_is_no_workbook(self):
        file = io.BytesIO()
        with self.assertRaisesRegex(ValueError, "needs a sheet"), Book(file):
            pass
        self.check_unfinished(file)

    def test_memory_does_not_grow_with_the_rows(self):
        few, many = self.peak(20_000), self.peak(200_000)
        self.assertLess(many, few * 1.1)
        self.assertLess(many, 12_000_000)

    def peak(self, count):
        """The most bytes that Python had while so many rows were written."""
        row = ["Some company & co", 12.5, date(2024, 1, 1), "", True]
        tracemalloc.start()
        try:
            with Book(Nowhere()) as book:
                book.add_sheet("Sheet1", [Column("x")] * 5).write_rows(itertools.repeat(row, count))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
