import datetime
import io
import zipfile

import openpyxl

from odoo.tests import BaseCase

from ..domain.enterprise_number import Problem as NumberProblem
from ..members_import import files
from ..members_import import workbook as members_workbook
from ..members_import.files import FileProblem, WorkbookError
from ..members_import.template import write_lines, write_template
from ..members_import.workbook import Column, LineProblem
from .common import NUMBERS

HEADERS = ("Enterprise number", "Name", "Municipality", "Postcode", "Cluster", "Joined on")
JOINED = datetime.date(2026, 1, 31)


def workbook(*rows, headers=HEADERS):
    """Return a workbook as Excel would save it: numbers and dates as such."""
    book = openpyxl.Workbook()
    for row in (headers, *rows):
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class TestMembersWorkbook(BaseCase):
    def read_one(self, *cells, headers=HEADERS):
        [line] = members_workbook.read(workbook(cells, headers=headers))
        return line

    def assertUnreadable(self, content, problem):  # noqa: N802
        with self.assertRaises(WorkbookError) as refused:
            members_workbook.read(content)
        self.assertEqual(refused.exception.problem, problem)
        return refused.exception

    def test_good_line(self):
        line = self.read_one("BE 0100.000.070", " Test  Atelier ", "Evere", 1140, "MAKERS", "31/01/2026")
        self.assertEqual((line.row, line.number, line.name, line.joined), (2, NUMBERS[0], "Test Atelier", JOINED))
        self.assertEqual(line.texts[Column.POSTCODE], "1140")
        self.assertFalse(line.problems)

    def test_number_typed_as_a_number(self):
        """Excel drops the leading zero."""
        for typed in (100000070, 100000070.0):
            self.assertEqual(self.read_one(typed, "A", None, None, "C", JOINED).number, NUMBERS[0])

    def test_headers_in_any_language_and_order(self):
        for headers in (
            ("CLUSTER", "Lid sinds", "naam", "Ondernemingsnummer"),
            ("Grappe", "membre depuis :", "DENOMINATION", "N° d’entreprise"),
        ):
            line = self.read_one("MAKERS", JOINED, "A", NUMBERS[0], headers=headers)
            self.assertEqual((line.texts[Column.CLUSTER], line.joined, line.number), ("MAKERS", JOINED, NUMBERS[0]))

    def test_dates(self):
        for typed in (
            JOINED, datetime.datetime(2026, 1, 31, 14), 46053, "31/01/2026", "31.1.2026", "31-01-2026", "2026-01-31",
        ):  # fmt: skip
            self.assertEqual(self.read_one(NUMBERS[0], "A", None, None, "C", typed).joined, JOINED, typed)

    def test_no_dates(self):
        for typed in ("31/02/2026", "01/31/2026", "soon", "31/01", "0026-01-31", datetime.time(12)):
            line = self.read_one(NUMBERS[0], "A", None, None, "C", typed)
            [problem] = line.problems
            self.assertEqual(
                (problem.column, problem.kind, line.joined), (Column.JOINED, LineProblem.DATE, None), typed
            )

    def test_everything_wrong_at_once(self):
        line = self.read_one("0100.000.071", None, None, None, None, "soon")
        found = {(problem.column, problem.kind) for problem in line.problems}
        expected = {
            (Column.CLUSTER, LineProblem.MISSING),
            (Column.NUMBER, LineProblem.NUMBER),
            (Column.JOINED, LineProblem.DATE),
        }
        self.assertEqual(found, expected)
        self.assertEqual(line.problems[1].cause, NumberProblem.CHECK_DIGITS)

    def test_blank_lines_and_lines_above_the_headers(self):
        good = (NUMBERS[0], "A", None, None, "C", JOINED)
        lines = members_workbook.read(workbook(HEADERS, (None,), good, ("", " "), good, headers=(None,)))
        self.assertEqual([line.row for line in lines], [4, 6])

    def test_unreadable_files(self):
        self.assertUnreadable(b"no workbook", FileProblem.NO_WORKBOOK)
        self.assertUnreadable(b"", FileProblem.NO_WORKBOOK)
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as archive:
            archive.writestr("letter.txt", "no workbook either")
        self.assertUnreadable(output.getvalue(), FileProblem.NO_WORKBOOK)
        self.assertUnreadable(workbook(HEADERS)[:-200], FileProblem.NO_WORKBOOK)
        self.assertUnreadable(b"\xd0\xcf\x11\xe0" + bytes(600), FileProblem.OLD_FORMAT)
        encrypted = "EncryptedPackage".encode("utf-16-le")
        self.assertUnreadable(b"\xd0\xcf\x11\xe0" + bytes(600) + encrypted, FileProblem.PROTECTED)
        self.assertUnreadable(bytes(files.MAX_BYTES + 1), FileProblem.TOO_LARGE)

    def test_unusable_workbooks(self):
        self.assertUnreadable(workbook(), FileProblem.EMPTY)
        self.assertUnreadable(workbook(headers=()), FileProblem.EMPTY)
        error = self.assertUnreadable(workbook(("A",), headers=("Name", "Cluster")), FileProblem.COLUMNS)
        self.assertEqual(error.columns, [Column.NUMBER, Column.JOINED])
        self.patch(members_workbook, "MAX_LINES", 2)
        self.assertUnreadable(workbook(*[("A",)] * 3), FileProblem.TOO_MANY_LINES)

    def test_a_workbook_that_unpacks_without_end(self):
        self.patch(files, "MAX_BYTES_UNPACKED", 1000)
        self.assertUnreadable(workbook(("A",)), FileProblem.TOO_LARGE)

    def test_where_the_list_is(self):
        """Under a title, behind a cover sheet, or behind a hidden one: the sheet that names the columns has it."""
        good = (NUMBERS[0], "A", None, None, "C", JOINED)
        [line] = members_workbook.read(workbook((), ("List", 2026), (), HEADERS, good, headers=("Members of 2026",)))
        self.assertEqual((line.row, line.number), (6, NUMBERS[0]))
        book = openpyxl.load_workbook(io.BytesIO(workbook(good)))
        for title, state in (("Cover", "visible"), ("Old", "hidden"), ("Older", "veryHidden")):
            sheet = book.create_sheet(title, 0)
            sheet.append(("Name", "Test cover") if state == "visible" else HEADERS)
            sheet.append((NUMBERS[1], state, None, None, "C", JOINED))
            sheet.sheet_state = state
        output = io.BytesIO()
        book.save(output)
        [line] = members_workbook.read(output.getvalue())
        self.assertEqual((line.number, line.name), (NUMBERS[0], "A"))

    def test_what_is_handed_out_can_be_read(self):
        row = (NUMBERS[0], "=1+1", "Evere", "1140", "MAKERS", "31/01/2026", "Reason: none")
        [line] = members_workbook.read(write_lines((*HEADERS, "Reason"), [row]))
        self.assertEqual((line.number, line.name, line.joined), (NUMBERS[0], "=1+1", JOINED))

    def test_template(self):
        lists = {Column.CITY: ("Municipality", ["Evere"]), Column.CLUSTER: ("Cluster", [])}
        content = write_template(HEADERS, ("Members", "Explanation"), ["Write one line…"], lists)
        self.assertUnreadable(content, FileProblem.EMPTY)
        book = openpyxl.load_workbook(io.BytesIO(content))
        self.assertEqual(book.sheetnames, ["Members", "Explanation"])
        self.assertEqual([cell.value for cell in book["Members"][1]], list(HEADERS))
        self.assertEqual(book["Explanation"]["C2"].value, "Evere")
        self.assertEqual(len(book["Members"].data_validations.dataValidation), 1)
