import base64
import io
import time
import tracemalloc
import zipfile
from contextlib import ExitStack, suppress
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import BaseCase

from ..members_import import sheets
from ..members_import import workbook as members_workbook
from ..members_import.files import FileProblem, WorkbookError
from ..members_import.matching import WRONG
from ..members_import.workbook import Column, LineProblem
from .common import NUMBERS, HubCase
from .test_members_workbook import HEADERS, JOINED, workbook

PLAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def cell(value, kind="inlineStr"):
    return (
        f'<c t="inlineStr"><is><t>{value}</t></is></c>' if kind == "inlineStr" else f'<c t="{kind}"><v>{value}</v></c>'
    )


def row(*cells, attributes=""):
    return f"<row {attributes}>{''.join(each if each.startswith('<') else cell(each) for each in cells)}</row>"


HEADER = row(*HEADERS)
GOOD = row(NUMBERS[0], "Test Atelier", "Evere", "1140", "MAKERS", "31/01/2026")


def raw(rows, main=PLAIN, relations=PLAIN_RELATIONS, *, styles="", after="", head="", times=1):
    """Return a workbook of bare parts: ``rows`` is a text or an iterator of texts, of a sheet named so many times."""

    def related(*targets):
        links = (
            f'<Relationship Id="r{place}" Type="{relations}/{kind}" Target="{target}"/>'
            for place, (kind, target) in enumerate(targets)
        )
        return (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(links)}</Relationships>"
        )

    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", related(("officeDocument", "xl/workbook.xml")))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", related(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            + '<sheet name="A" sheetId="1" r:id="r0"/>' * times
            + "</sheets>"
            "</workbook>",
        )
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{main}">{styles}</styleSheet>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'{head}<worksheet xmlns="{main}"><sheetData>'.encode())
            for text in [rows] if isinstance(rows, str) else rows:
                part.write(text.encode())
            part.write(f"</sheetData>{after}</worksheet>".encode())
    return output.getvalue()


class HostileCase(BaseCase):
    def assertRefused(self, content, problem, seconds=8, megabytes=100):  # noqa: N802
        # Within two on a machine that does nothing else; what is told apart here is seconds and minutes.
        start = time.process_time()
        with self.assertRaises(WorkbookError) as refused:
            members_workbook.read(content)
        self.assertLess(time.process_time() - start, seconds)
        self.assertEqual(refused.exception.problem, problem)
        # Tracing memory is slow: a tenth of what may be read has to do with a tenth of the memory.
        with ExitStack() as stack:
            for limit in ("MAX_ELEMENTS", "MAX_CELLS", "MAX_CHARACTERS", "MAX_TOKEN", "MAX_READ", "LAST_ROW"):
                stack.enter_context(patch.object(sheets, limit, getattr(sheets, limit) // 10))
            tracemalloc.start()
            stack.callback(tracemalloc.stop)
            with self.assertRaises(WorkbookError):
                members_workbook.read(content)
            self.assertLess(tracemalloc.get_traced_memory()[1], megabytes * 2**20 / 10)


class TestMembersHostile(HostileCase):
    """What a workbook may hold without harm, and what is refused before it costs anything."""

    def read_one(self, content):
        [line] = members_workbook.read(content)
        return line

    def test_styles_that_no_cell_needs(self):
        styles = "<fills><fill/></fills><fonts><font><nonsense/></font></fonts><borders/><cellXfs><xf/></cellXfs>"
        line = self.read_one(raw(HEADER + GOOD, styles=styles))
        self.assertEqual((line.number, line.joined, line.problems), (NUMBERS[0], JOINED, ()))

    def test_strict_workbook(self):
        dated = row(NUMBERS[0], "Test Atelier", "Evere", "1140", "MAKERS", cell("2026-01-31", "d"))
        line = self.read_one(raw(HEADER + dated, STRICT, STRICT_RELATIONS))
        self.assertEqual((line.number, line.joined, line.problems), (NUMBERS[0], JOINED, ()))

    def test_names_of_elements_with_a_prefix(self):
        content = raw(HEADER + GOOD)
        output = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(output, "w") as archive:
            for name in source.namelist():
                text = source.read(name).decode()
                if "sheet1" in name:
                    text = (
                        text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
                    )
                archive.writestr(name, text)
        self.assertEqual(self.read_one(output.getvalue()).number, NUMBERS[0])

    def test_rows_far_away(self):
        """A row's number costs nothing as such, and none is beyond what Excel has."""
        far = GOOD.replace("<row ", '<row r="1000000" ')
        self.assertEqual(self.read_one(raw(HEADER + far)).row, 1_000_000)
        for number in (1_048_577, 1_000_000_000, 10**30):
            self.assertRefused(raw(HEADER + GOOD.replace("<row ", f'<row r="{number}" ')), FileProblem.TOO_MANY_LINES)
        self.assertRefused(raw(HEADER + GOOD.replace("<row ", '<row r="1e9" ')), FileProblem.NO_WORKBOOK)

    def test_rows_without_end(self):
        self.assertRefused(raw("<row/>" * 10**6 for _part in range(30)), FileProblem.TOO_MANY_LINES)

    def test_cells_without_end(self):
        self.assertRefused(raw(["<row>", *["<c/>" * 10**6] * 20, "</row>"]), FileProblem.TOO_MANY_LINES)
        self.assertRefused(raw(row('<c r="ZZZ1"/>')), FileProblem.TOO_MANY_LINES)
        self.assertRefused(raw(row('<c r="AAAAAAAA1"/>')), FileProblem.NO_WORKBOOK)

    def test_filled_cells_without_end(self):
        filled = row(*["<c><v>1</v></c>"] * 100) * 1000
        self.assertRefused(raw([HEADER, *[filled] * 19]), FileProblem.TOO_MANY_LINES)

    def test_elements_of_no_use_without_end(self):
        self.assertRefused(raw(HEADER + GOOD, after="<a/>" * 10**7), FileProblem.TOO_MANY_LINES)
        self.assertRefused(raw(HEADER + GOOD, styles="<numFmt/>" * 10**6), FileProblem.NO_WORKBOOK)

    def test_ranges_without_end(self):
        after = '<mergeCell ref="A1:A1048576"/>' * 1000
        self.assertRefused(raw(HEADER + GOOD, after=after), FileProblem.TOO_MANY_LINES)

    def test_one_sheet_without_end(self):
        """A part may be named as many sheets, and be long without a cell."""
        self.assertRefused(raw("<row/>", times=100_000), FileProblem.TOO_MANY_LINES)
        comments = [f"<!--{'A' * 10**6}-->"] * 20
        self.assertRefused(raw(comments, times=900), FileProblem.TOO_MANY_LINES)

    def test_one_text_without_end(self):
        long = ["<row><c t='inlineStr'><is><t>", *["A" * 10**6] * 90, "</t></is></c></row>"]
        self.assertRefused(raw(long), FileProblem.TOO_MANY_LINES)
        self.assertRefused(raw(["<row a='", *["A" * 10**6] * 90, "'/>"]), FileProblem.NO_WORKBOOK)

    def test_entities(self):
        head = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        self.assertRefused(raw(HEADER + GOOD, head=head), FileProblem.NO_WORKBOOK)

    def test_damaged_in_every_byte(self):
        """Whatever a damage does, it is told as a problem of the file."""
        content = bytearray(workbook((NUMBERS[0], "A", None, None, "C", JOINED)))
        for place in range(0, len(content), 7):
            damaged = bytearray(content)
            damaged[place] ^= 0xFF
            with suppress(WorkbookError):
                members_workbook.read(bytes(damaged))
        for length in range(0, len(content), 101):
            with self.assertRaises(WorkbookError):
                members_workbook.read(bytes(content[:length]))

    def test_damaged_in_meaning(self):
        for cells in (
            cell("99", "s"), cell("x", "s"), cell("x", "n"), "<c r='1A'/>", "<c><v>1", "<c t='s'><v>-5</v></c>",
        ):  # fmt: skip
            self.assertRefused(raw(f"<row>{cells}</row>"), FileProblem.NO_WORKBOOK)

    def test_container_with_a_password_or_an_unknown_compression(self):
        content = bytearray(raw(HEADER + GOOD))
        central = content.find(b"PK\x01\x02")
        for offset, value in ((8, 1), (10, 99)):
            damaged = bytearray(content)
            damaged[central + offset] = value
            self.assertRefused(bytes(damaged), FileProblem.NO_WORKBOOK)

    def test_numbers_that_are_no_days(self):
        for typed in ("INF", "NaN", "1e308", "-1"):
            line = self.read_one(raw(HEADER + row(NUMBERS[0], "A", "", "", "C", cell(typed, "n"))))
            self.assertEqual([problem.kind for problem in line.problems], [LineProblem.DATE], typed)

    def test_cells_as_long_as_they_may_be(self):
        """Each is refused by itself, and costs nothing."""
        for sign in ("1", "T", "T ", "1.", "rpm ", "1 000 "):
            typed = sign * (2**15 // len(sign))
            start = time.process_time()
            line = self.read_one(raw(HEADER + row(typed, "A", "", typed, "C", typed)))
            self.assertLess(time.process_time() - start, 2, sign)
            self.assertEqual(
                {problem.column: problem.kind for problem in line.problems},
                {Column.NUMBER: LineProblem.NUMBER, Column.JOINED: LineProblem.DATE},
                sign,
            )

    def test_errors_are_errors(self):
        for kind, shown in (("e", "#N/A"), ("e", "#REF!"), ("e", "#DIV/0!")):
            line = self.read_one(raw(HEADER + row(NUMBERS[0], cell(shown, kind), "", "", "C", "31/01/2026")))
            self.assertEqual(
                [(problem.column, problem.kind, problem.value) for problem in line.problems],
                [(Column.NAME, LineProblem.ERROR, shown)],
            )
        text = self.read_one(raw(HEADER + row(NUMBERS[0], "#N/A", "", "", "C", "31/01/2026")))
        self.assertEqual([problem.kind for problem in text.problems], [LineProblem.ERROR])

    def test_formulas_that_were_never_calculated(self):
        for formula in ("<c><f>A1</f></c>", "<c><f>A1</f><v></v></c>"):
            line = self.read_one(raw(HEADER + row(formula, "A", "", "", "C", formula)))
            kinds = {problem.column: problem.kind for problem in line.problems}
            expected = {Column.NUMBER: LineProblem.UNCALCULATED, Column.JOINED: LineProblem.UNCALCULATED}
            self.assertEqual(kinds, expected)
        empty = self.read_one(raw(HEADER + row(NUMBERS[0], "A", '<c t="str"><f>A1</f><v/></c>', "", "C", "31/01/2026")))
        self.assertFalse(empty.problems)

    def test_merged_cells(self):
        rows = [row(number, "A", "", "", "C", "31/01/2026") for number in NUMBERS[:2]]
        rows.append(row(NUMBERS[2], "A", "", "", "", "31/01/2026"))
        rows[1] = rows[1].replace(cell("C"), "<c/>")
        lines = members_workbook.read(
            raw(HEADER + "".join(rows), after='<mergeCells><mergeCell ref="E2:E3"/></mergeCells>')
        )
        self.assertEqual([line.texts[Column.CLUSTER] for line in lines], ["C", "C", ""])

    def test_days_before_1904_and_styles(self):
        styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
        dated = row(NUMBERS[0], "A", "", "", "C", '<c s="1"><v>46053</v></c>')
        self.assertEqual(self.read_one(raw(HEADER + dated, styles=styles)).joined, JOINED)


class TestMembersHostileDialog(HubCase):
    """The dialog says in a sentence what is wrong, and never fails while saving."""

    def wizard(self, content):
        file = base64.b64encode(content)
        return self.env["hub.members.import"].with_user(self.cluster_manager).create({"file": file})

    def test_sentences(self):
        for rows in ('<row r="1000000000"/>', "<row/>" * 1_048_577, row(*["<c/>"] * 20_000)):
            with self.assertRaisesRegex(UserError, "Split it"):
                self.wizard(raw(rows)).action_check()
        with self.assertRaisesRegex(UserError, "damaged"):
            self.wizard(raw("<row")).action_check()

    def test_signs_that_the_database_refuses(self):
        content = raw(
            HEADER + row(NUMBERS[2], "Te&#8203;st&#173; Workshop", "Evere", "1140", "TESTMAKERS", "31/01/2026")
        )
        wizard = self.wizard(content)
        wizard.action_check()
        self.assertEqual(wizard.line_ids.name, "Test Workshop")

    def test_hidden_rows_are_told(self):
        cells = (NUMBERS[2], "Test Workshop", "Evere", "1140", "TESTMAKERS", "31/01/2026")
        for attributes, part in (('hidden="1"', "hidden"), ('hidden="true"', "hidden"), ('hidden="0"', "")):
            wizard = self.wizard(raw(HEADER + row(*cells, attributes=attributes)))
            wizard.action_check()
            self.assertEqual(wizard.line_ids.outcome, "company")
            self.assertIn(part, wizard.line_ids.note or "")
            self.assertEqual(bool(wizard.line_ids.note), bool(part))

    def test_reasons(self):
        content = raw(HEADER + row(NUMBERS[2], cell("#N/A", "e"), "", "", "TESTMAKERS", "<c><f>TODAY()</f></c>"))
        wizard = self.wizard(content)
        wizard.action_check()
        self.assertEqual(wizard.line_ids.outcome, WRONG)
        for part in ("Name: the workbook shows the error #N/A", "=TODAY() was never calculated"):
            self.assertIn(part, wizard.line_ids.note)
