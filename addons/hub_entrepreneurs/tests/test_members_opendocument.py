import io
import zipfile
from contextlib import suppress

from ..members_import import workbook as members_workbook
from ..members_import.files import FileProblem, WorkbookError
from ..members_import.workbook import Column, LineProblem
from .common import NUMBERS
from .test_members_hostile import HostileCase
from .test_members_text import CELLS
from .test_members_workbook import HEADERS, JOINED

KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"


def ods_cell(value, attributes="", *, kind="string", inside=""):
    """A cell as LibreOffice writes it."""
    said = {"float": "value", "date": "date-value"}.get(kind)
    said = f'office:{said}="{value}"' if said else ""
    return (
        f'<table:table-cell office:value-type="{kind}" {said} {attributes}>{inside}<text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def ods_row(*cells, attributes=""):
    cells = (each if each.startswith("<") else ods_cell(each) for each in cells)
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_content(*sheets, styles="", before=""):
    """The content of a document: sheets are pairs of attributes and rows, or rows."""
    sheets = (each if isinstance(each, tuple) else ("", each) for each in sheets)
    tables = "".join(
        f'<table:table table:name="Sheet{place}" {attributes}>{rows}</table:table>'
        for place, (attributes, rows) in enumerate(sheets)
    )
    return (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{NAMES}:office:1.0" '
        f'xmlns:table="{NAMES}:table:1.0" xmlns:text="{NAMES}:text:1.0" xmlns:style="{NAMES}:style:1.0" '
        f'xmlns:draw="{NAMES}:drawing:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{before}{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def ods(*sheets, kind=KIND, others=(), **options):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", ods_content(*sheets, **options))
        for name, content in others:
            archive.writestr(name, content)
    return output.getvalue()


HEADER = ods_row(*HEADERS)


class TestMembersOpenDocument(HostileCase):
    def read_one(self, *rows, **options):
        [line] = members_workbook.read(ods(HEADER + "".join(rows), **options))
        return line

    def test_good_line(self):
        dated = ods_cell("2026-01-31", kind="date")
        moment = ods_cell("2026-01-31T14:00:00", kind="date")
        for day in ("31/01/2026", dated, moment):
            line = self.read_one(ods_row(NUMBERS[0], "Test Atelier", "Evere", ods_cell(1140, kind="float"), "C", day))
            self.assertEqual((line.row, line.number, line.name), (2, NUMBERS[0], "Test Atelier"))
            self.assertEqual((line.texts[Column.POSTCODE], line.joined, line.problems), ("1140", JOINED, ()))

    def test_without_a_container(self):
        [line] = members_workbook.read(
            ods_content(HEADER + ods_row(*CELLS)).replace("document-content", "document").encode()
        )
        self.assertEqual(line.name, CELLS[1])

    def test_repeated_cells_and_rows(self):
        blank = '<table:table-cell table:number-columns-repeated="2"/>'
        rest = ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            attributes='table:number-rows-repeated="1048570"',
        )
        rows = ods_row(NUMBERS[0], ods_cell("A", 'table:number-columns-repeated="3"'), "C", "31/01/2026")
        gap = ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="2"'
        )
        twice = ods_row(NUMBERS[1], "B", blank, "C", "31/01/2026", attributes='table:number-rows-repeated="2"')
        lines = members_workbook.read(ods(HEADER + rows + gap + twice + rest))
        self.assertEqual([line.row for line in lines], [2, 5, 6])
        self.assertEqual(lines[0].texts[Column.POSTCODE], "A")
        self.assertEqual([line.texts[Column.CLUSTER] for line in lines], ["C"] * 3)
        self.assertFalse([line.problems for line in lines if line.problems])

    def test_merged_cells(self):
        merged = ods_cell("C", 'table:number-rows-spanned="2" table:number-columns-spanned="1"')
        covered = "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>"
        lines = members_workbook.read(
            ods(
                HEADER
                + "".join(ods_row(*CELLS[:4], each, "31/01/2026") for each in (merged, covered, "<table:table-cell/>"))
            )
        )
        self.assertEqual([line.texts[Column.CLUSTER] for line in lines], ["C", "C", ""])
        upper = ods_row(
            ods_cell("Entreprise", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>",
            ods_cell("Adresse", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>",
            "Cluster", "Lid sinds",
        )  # fmt: skip
        lower = ods_row("N°", "Nom", "Commune", "Code postal", "", "")
        [line] = members_workbook.read(ods(upper + lower + ods_row(*CELLS)))
        self.assertEqual((line.number, line.name, line.texts[Column.CITY]), (NUMBERS[0], CELLS[1], "Ixelles"))

    def test_hidden_rows_are_told(self):
        for said, told in (("collapse", True), ("filter", True), ("visible", False)):
            line = self.read_one(ods_row(*CELLS, attributes=f'table:visibility="{said}"'))
            self.assertEqual(line.hidden, told, said)

    def test_hidden_sheets_are_not_read(self):
        styles = (
            '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
            "</style:style>"
        )
        hidden = 'table:style-name="ta2"', HEADER + ods_row(NUMBERS[1], *CELLS[1:])
        [line] = members_workbook.read(ods(hidden, ods_row("Cover"), HEADER + ods_row(*CELLS), styles=styles))
        self.assertEqual(line.number, NUMBERS[0])

    def test_errors_and_formulas(self):
        failed = ods_cell("#WAT?", 'office:string-value="" calcext:value-type="error"')
        first = '<table:table-cell calcext:value-type="error" office:value-type="string"><text:p>#WAT?</text:p>'
        first += "</table:table-cell>"
        older = ods_cell("Err:502", 'table:formula="of:=A1" office:value="0"', kind="boolean")
        never = '<table:table-cell table:formula="of:=TODAY()"/>'
        for cell, kind in (
            (failed, LineProblem.ERROR), (first, LineProblem.ERROR), (older, LineProblem.ERROR),
            (never, LineProblem.UNCALCULATED),
        ):  # fmt: skip
            [problem] = self.read_one(ods_row(NUMBERS[0], cell, *CELLS[2:])).problems
            self.assertEqual((problem.column, problem.kind), (Column.NAME, kind))
        self.assertEqual(problem.value, "=TODAY()")

    def test_only_the_text_of_the_cell(self):
        """Not that of a comment, a drawing, a change, a link or a table inside of one."""
        comment = "<office:annotation><text:p>a comment</text:p></office:annotation>"
        drawing = "<draw:frame><draw:text-box><text:p>a drawing</text:p></draw:text-box></draw:frame>"
        name = ods_cell(
            "Test <text:span>Ate</text:span>lier<text:s text:c='1000000000'/>du<text:line-break/>Bois",
            inside=comment + drawing,
        )
        other = f"<table:table>{HEADER}{ods_row(NUMBERS[1], *CELLS[1:])}</table:table>"
        line = self.read_one(
            f"<table:shapes><draw:frame>{other}</draw:frame></table:shapes>",
            ods_row(CELLS[0], name, *CELLS[2:]),
            before=f"<table:tracked-changes>{other}</table:tracked-changes><table:dde-links>{other}</table:dde-links>",
        )
        self.assertEqual((line.number, line.name), (NUMBERS[0], "Test Atelier du Bois"))

    def test_hostile_documents(self):
        row, times = ods_row(*CELLS), "1000000000"
        wide = ods_cell("A", 'table:number-columns-repeated="16384"')
        for rows in (
            ods_row(*CELLS, attributes=f'table:number-rows-repeated="{times}"'),
            f'<table:table-row table:number-rows-repeated="{times}"/>{row}',
            f'<table:table-row table:number-rows-repeated="2000000"/>{row}',
            ods_row(ods_cell("A", f'table:number-columns-repeated="{times}"')),
            ods_row(f'<table:table-cell table:number-columns-repeated="{times}"/>', "A"),
            ods_row(wide, attributes='table:number-rows-repeated="1000000"'),
            ods_row(wide) * 80,
            "<table:table-row/>" * 16 * 10**5,
            row * 25_000,
            ods_row(ods_cell("A" * 21 * 10**6)),
        ):  # fmt: skip
            self.assertRefused(ods(HEADER + rows), FileProblem.TOO_MANY_LINES)
        for rows in (
            ods_row(ods_cell("x", kind="float")), '<table:table-row table:number-rows-repeated="x"/>',
            "<table:table-row>", f"<table:table-row a='{'A' * 9 * 10**6}'/>",
        ):  # fmt: skip
            self.assertRefused(ods(HEADER + rows), FileProblem.NO_WORKBOOK)

    def test_damaged_in_every_byte(self):
        content = bytearray(ods(HEADER + ods_row(*CELLS)))
        for place in range(0, len(content), 3):
            damaged = bytearray(content)
            damaged[place] ^= 0xFF
            with suppress(WorkbookError):
                members_workbook.read(bytes(damaged))
        content = bytearray(ods_content(HEADER + ods_row(*CELLS)).replace("document-content", "document").encode())
        for place in range(0, len(content), 3):
            damaged = bytearray(content)
            damaged[place] ^= 0x11
            with suppress(WorkbookError):
                members_workbook.read(bytes(damaged))
