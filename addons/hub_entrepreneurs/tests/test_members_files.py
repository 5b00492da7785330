import base64
import io
import zipfile
from unittest.mock import patch

import openpyxl

from odoo.exceptions import UserError

from ..members_import import workbook as members_workbook
from ..members_import.files import FileProblem, WorkbookError
from .common import NUMBERS, HubCase
from .test_members_opendocument import HEADER, ods, ods_content, ods_row
from .test_members_text import CELLS, text_of
from .test_members_workbook import HEADERS, JOINED


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
