import base64
import io
import zipfile
from contextlib import suppress
from unittest.mock import patch

import openpyxl

from odoo.exceptions import UserError

from ..members_import import workbook as members_workbook
from ..members_import.files import FileProblem, WorkbookError
from ..members_import.workbook import Column, LineProblem
from .common import NUMBERS, HubCase
from .test_members_hostile import HostileCase
from .test_members_workbook import HEADERS, JOINED

CELLS = (NUMBERS[0], "Café d'Été", "Ixelles", "1050", "MAKERS", "31/01/2026")
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"


def text_of(*rows, by=";", end="\n"):
    return end.join(by.join(row) for row in rows) + end


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


class TestMembersText(HostileCase):
    def assertGood(self, content, message=None, *, row=2):  # noqa: N802
        [line] = members_workbook.read(content)
        self.assertEqual((line.row, line.number, line.name, line.joined), (row, NUMBERS[0], CELLS[1], JOINED), message)
        self.assertEqual(line.texts[Column.POSTCODE], "1050", message)
        self.assertFalse(line.problems, message)
        self.assertFalse(line.remarks, message)

    def assertUnreadable(self, content, problem):  # noqa: N802
        with self.assertRaises(WorkbookError, msg=content[:40]) as refused:
            members_workbook.read(content)
        self.assertEqual(refused.exception.problem, problem, content[:40])
        return refused.exception

    def test_separators(self):
        for by in (";", ",", "\t", "|", " ; ", ", ", " | ", "    "):
            self.assertGood(text_of(HEADERS, CELLS, by=by).encode(), by)

    def test_the_separator_that_excel_writes(self):
        for said in ("sep=;", "SEP=;", '"sep=;"'):
            self.assertGood(f"{said}\r\n{text_of(HEADERS, CELLS)}".encode(), said)
        self.assertGood(f"sep=^\n{text_of(HEADERS, CELLS, by='^')}".encode())

    def test_commas_in_a_list_by_semicolons(self):
        """More cells in the lines than in the headers, with commas in each: the semicolon parts them all the same."""
        rows = [(*CELLS[:5], "31/01/2026", "1,5", "Rue A, 1, boîte 2", "x") for _each in range(3)]
        lines = members_workbook.read(text_of((*HEADERS, "Montant", "Adresse"), *rows).encode())
        self.assertEqual([line.number for line in lines], [NUMBERS[0]] * 3)

    def test_decimal_commas_part_nothing(self):
        amounts = ("1,5", "2,5", "3,5", "4,5", "5,5", "6,5", "7,5")
        [line, *_others] = members_workbook.read(text_of((*HEADERS, *"abcdefg"), *[(*CELLS, *amounts)] * 9).encode())
        self.assertEqual((line.number, line.joined), (NUMBERS[0], JOINED))

    def test_encodings(self):
        text = text_of(HEADERS, CELLS)
        for encoding in (
            "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850",
        ):  # fmt: skip
            self.assertGood(text.encode(encoding), encoding)

    def test_one_damage_does_not_change_all_letters(self):
        content = text_of(HEADERS, CELLS, ("\0", "Forêt œuvrée à Liège", *CELLS[2:])).encode().replace(b"\0", b"\xe9")
        first, second = members_workbook.read(content)
        self.assertEqual((first.name, second.name), (CELLS[1], "Forêt œuvrée à Liège"))

    def test_ends_of_lines(self):
        for end in ("\n", "\r\n", "\r"):
            self.assertGood(text_of(HEADERS, CELLS, end=end).encode(), repr(end))

    def test_where_the_list_is(self):
        title = ("Membres 2026", "", "", "", "", "")
        self.assertGood(text_of(title, ("",), ("", "", ""), HEADERS, CELLS, ("",)).encode(), row=5)
        self.assertGood(text_of(("Membres 2026",), ("Bonjour, voici la liste",), HEADERS, CELLS).encode(), row=4)

    def test_quotes(self):
        """A line break in a cell, doubled quotes, and quotes that are none."""
        for quoted, name in (
            ('"Café\nd\'Été"', "Café d'Été"), ('"Café ""Le Coin"""', 'Café "Le Coin"'),
            ('"Le Coin; le café"', "Le Coin; le café"),
            ('Café "Le Coin"', 'Café "Le Coin"'), ('"Le Coin" SRL', "Le Coin SRL"),
        ):  # fmt: skip
            rows = ((NUMBERS[0], quoted, *CELLS[2:]), (NUMBERS[1], '"A\nB"', *CELLS[2:]))
            first, second = members_workbook.read(text_of(HEADERS, *rows).encode())
            self.assertEqual((first.name, first.number, second.name), (name, NUMBERS[0], "A B"), quoted)

    def test_a_quote_that_is_not_closed_swallows_no_line(self):
        rows = [(number, '"Le Coin', *CELLS[2:]) for number in NUMBERS]
        for lines in ([rows[0], (NUMBERS[1], "A", *CELLS[2:])], rows[:2], rows[:3]):
            read = members_workbook.read(text_of(HEADERS, *lines, CELLS).encode())
            self.assertEqual(len(read), len(lines) + 1)
            self.assertFalse(read[-1].problems)

    def test_ragged_lines(self):
        shifted = (NUMBERS[0], "Café", "Ixelles", "1050", "MAKERS", "31/01/2026", "more")
        first, second, third = members_workbook.read(text_of(HEADERS, shifted, CELLS[:2], CELLS).encode())
        self.assertEqual([remark.kind for remark in first.remarks], [LineProblem.SHIFTED])
        self.assertEqual({problem.kind for problem in second.problems}, {LineProblem.MISSING})
        self.assertFalse(third.problems + third.remarks)
        [line] = members_workbook.read(text_of(HEADERS, (*CELLS, "", "")).encode())
        self.assertFalse(line.remarks)

    def test_pasted_from_a_mail(self):
        rows = ("  ".join(f"{each:<20}" for each in row) for row in (HEADERS, CELLS))
        self.assertGood("Bonjour,\n\nVoici la liste :\n\n{}\n{}\n".format(*rows).encode(), row=6)
        cited = text_of(HEADERS, CELLS, by="\t").replace("\n", "\n> ")
        self.assertGood(f"> {cited}".encode())
        table = text_of(("", *HEADERS, ""), ("", *("---",) * 6, ""), ("", *CELLS, ""), by="|")
        self.assertGood(table.encode(), row=3)

    def test_what_excel_shows(self):
        row = ("1,00E+08", "A", "Ixelles", "1.050,00", "MAKERS", "janv.-26")
        [line] = members_workbook.read(text_of(HEADERS, row).encode("cp1252"))
        self.assertEqual([problem.kind for problem in line.problems], [LineProblem.SHORTENED])
        self.assertEqual((line.texts[Column.POSTCODE], str(line.joined)), ("1050", "2026-01-01"))

    def test_texts_that_are_no_list(self):
        self.assertEqual(
            self.assertUnreadable(b"Bonjour\nvoici la liste\n", FileProblem.COLUMNS).columns, [*members_workbook.NEEDED]
        )
        self.assertUnreadable(text_of(HEADERS).encode(), FileProblem.EMPTY)
        for content in (
            b"\n\n",
            b"a;b\x00c\nd;e",
            b'{"a": 1}',
            b"BEGIN:VCARD\nFN:A\n",
            b"\xff\xfe",
            b"\x01\x02;\x03\n",
        ):
            self.assertUnreadable(content, FileProblem.NO_WORKBOOK)

    def test_hostile_texts(self):
        head = text_of(HEADERS).encode()
        for content in (
            b";" * 10**7, b"a  " * 3 * 10**6, b">" * 10**7, b"\xe9" * 10**7, b'a;b\n"' + b"a" * 9 * 10**6,
            head + b"a;b;c\n" * 10**6, head + (b"a;" * 1000 + b"\n") * 5000, head + b"x;y\n" + b'"a;b\n' * 10**6,
        ):  # fmt: skip
            self.assertRefused(content, FileProblem.TOO_MANY_LINES)
        for content in (b"\n" * 10**7, b'"' + b"\n" * 10**7):
            self.assertRefused(content, FileProblem.NO_WORKBOOK)

    def test_damaged_in_every_byte(self):
        content = bytearray(text_of(HEADERS, CELLS, CELLS).encode("utf-16"))
        for place in range(len(content)):
            for flip in (0xFF, 0x01):
                damaged = bytearray(content)
                damaged[place] ^= flip
                with suppress(WorkbookError):
                    members_workbook.read(bytes(damaged))


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
        older = ods_cell("Err:502", 'table:formula="of:=A1" office:value="0"', kind="boolean")
        never = '<table:table-cell table:formula="of:=TODAY()"/>'
        for cell, kind in ((failed, LineProblem.ERROR), (older, LineProblem.ERROR), (never, LineProblem.UNCALCULATED)):
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


def packed(*names):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return output.getvalue()


def old(stream=""):
    return b"\xd0\xcf\x11\xe0" + bytes(600) + stream.encode("utf-16-le") + bytes(600)


TEXT = "application/vnd.oasis.opendocument.text"
ENCRYPTED = "META-INF/manifest.xml", "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"
FOREIGN = {
    FileProblem.PDF: [b"%PDF-1.7\n"],
    FileProblem.PICTURE: [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\0\0\0\x18ftypheic"],
    FileProblem.DOCUMENT: [
        b"{\\rtf1 A}", packed("_rels/.rels", "word/document.xml"), old("WordDocument"), ods(kind=TEXT),
    ],
    FileProblem.APPLE: [packed("Index/Document.iwa", "Index/Tables/DataList.iwa"), packed("Index.zip")],
    FileProblem.MAIL: [
        b"Received: from a\r\n by b\r\nFrom: a@example.com\r\n\r\nHello",
        b"From: a@example.com\nSubject: x\nMIME-Version: 1.0\n\nHello", old("__substg1.0_"),
    ],
    FileProblem.WEB_PAGE: [
        b"<html><table><tr><td>A</td></tr></table></html>", "\ufeff<table><tr><td>A</td></tr></table>".encode(),
        b"\n<!DOCTYPE html>\n<p>A", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    ],
    FileProblem.ARCHIVE: [packed("lists/members.xlsx"), b"7z\xbc\xaf'\x1c", b"\x1f\x8b\x08"],
    FileProblem.BINARY_FORMAT: [packed("_rels/.rels", "xl/workbook.bin")],
    FileProblem.OLD_FORMAT: [old("Workbook"), b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><W/>'],
    FileProblem.PROTECTED: [old("EncryptedPackage"), packed("encrypted-package"), ods(HEADER, others=[ENCRYPTED])],
    FileProblem.NO_WORKBOOK: [b"<svg/>", packed("letter.txt")],
}  # fmt: skip


class TestMembersFilesDialog(HubCase):
    def wizard(self, content, **values):
        file = base64.b64encode(content)
        return self.env["hub.members.import"].with_user(self.cluster_manager).create({"file": file, **values})

    def test_each_foreign_kind_has_its_sentence(self):
        sentences = set()
        for problem, contents in FOREIGN.items():
            told = set()
            for content in contents:
                with self.assertRaises(WorkbookError) as refused:
                    members_workbook.read(content)
                self.assertEqual(refused.exception.problem, problem, content[:60])
                with self.assertRaises(UserError) as error:
                    self.wizard(content).action_check()
                told.add(str(error.exception))
            self.assertEqual(len(told), 1)
            sentences |= told
        self.assertEqual(len(sentences), len(FOREIGN))

    def test_a_name_says_nothing(self):
        wizard = self.wizard(
            text_of(HEADERS, (NUMBERS[2], *CELLS[1:4], "TESTMAKERS", "2019")).encode("cp1252"), filename="list.xls"
        )
        wizard.action_check()
        self.assertEqual((wizard.line_ids.outcome, wizard.line_ids.name), ("company", CELLS[1]))
        self.assertIn("2019 names no day", wizard.line_ids.note)

    def test_remarks(self):
        rows = [(number, "A", "Evere", "1140", "TESTMAKERS", day, *more) for number, day, *more in (
            (NUMBERS[2], "05/04/23"), (NUMBERS[3], "31/01/2026", "more"))]  # fmt: skip
        wizard = self.wizard(text_of(HEADERS, *rows).encode())
        wizard.action_check()
        self.assertIn("05/04/23 is read with the day before the month", wizard.line_ids[0].note)
        self.assertIn("more cells than others", wizard.line_ids[1].note)

    def several(self, *sheets):
        """A workbook with a list of one company in each sheet."""
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, number in sheets:
            sheet = book.create_sheet(title)
            sheet.append(HEADERS if number else ("Cover",))
            if number:
                sheet.append((number, title, "Evere", 1140, "TESTMAKERS", JOINED))
        output = io.BytesIO()
        book.save(output)
        return output.getvalue()

    def test_which_of_several_sheets(self):
        """Two sheets that fit equally are asked about, in a workbook and in a document."""
        document = ods(
            *(HEADER + ods_row(number, "B", *CELLS[2:4], "TESTMAKERS", "31/01/2026") for number in NUMBERS[2:])
        )
        for content, names in (
            (self.several(("Cover", ""), ("2025", NUMBERS[2]), ("2026", NUMBERS[3])), ["2025", "2026"]),
            (document, ["Sheet0", "Sheet1"]),
        ):
            wizard = self.wizard(content)
            action = wizard.action_check()
            self.assertEqual((wizard.state, wizard.line_ids.ids, action["res_id"]), ("upload", [], wizard.id))
            self.assertEqual(wizard.sheet_ids.mapped("name"), names)
            wizard.sheet_id = wizard.sheet_ids[1]
            wizard.action_check()
            self.assertEqual((wizard.state, wizard.line_ids.mapped("number")), ("checked", [NUMBERS[3]]))
            wizard.sheet_id = False
            with self.assertRaisesRegex(UserError, "Choose the one to load"):
                wizard.action_load()

    def test_sheets_that_are_called_alike(self):
        for name, labels in (("", ["(1)", "(2)"]), ("Same", ["Same (1)", "Same (2)"])):
            rows = [HEADER + ods_row(number, "B", *CELLS[2:4], "TESTMAKERS", "31/01/2026") for number in NUMBERS[2:]]
            content = ods_content(*rows).replace("Sheet0", name).replace("Sheet1", name)
            wizard = self.wizard(content.replace("document-content", "document").encode())
            wizard.action_check()
            self.assertEqual(wizard.sheet_ids.mapped("name"), labels)
            wizard.sheet_id = wizard.sheet_ids[1]
            wizard.action_check()
            self.assertEqual(wizard.line_ids.mapped("number"), [NUMBERS[3]])

    def test_one_of_several_sheets_that_fits(self):
        wizard = self.wizard(self.several(("Cover", ""), ("2025", NUMBERS[2]), ("Notes", "")))
        wizard.action_check()
        self.assertEqual((wizard.state, wizard.line_ids.mapped("name")), ("checked", ["2025"]))
        self.assertFalse(wizard.sheet_ids)

    def test_another_workbook_instead(self):
        wizard = self.wizard(self.several(("2025", NUMBERS[2]), ("2026", NUMBERS[3])))
        wizard.action_check()
        wizard.sheet_id = wizard.sheet_ids[0]
        wizard.file = base64.b64encode(self.several(("A", NUMBERS[2]), ("B", NUMBERS[3])))
        wizard.action_check()
        self.assertEqual(
            (wizard.state, wizard.sheet_ids.mapped("name"), wizard.sheet_id.id), ("upload", ["A", "B"], False)
        )

    def test_another_sheet_may_be_large(self):
        """What is beside the list does not count."""
        content = self.several(("2025", NUMBERS[2]), ("Raw", ""))
        book = openpyxl.load_workbook(io.BytesIO(content))
        for _each in range(200):
            book["Raw"].append(("x",) * 10)
        output = io.BytesIO()
        book.save(output)
        with patch.object(members_workbook, "MAX_LINES", 50):
            self.wizard(output.getvalue()).action_check()
