from contextlib import suppress

from ..members_import import workbook as members_workbook
from ..members_import.files import FileProblem, WorkbookError
from ..members_import.workbook import Column, LineProblem
from .common import NUMBERS
from .test_members_hostile import HostileCase
from .test_members_workbook import HEADERS, JOINED, workbook

CELLS = (NUMBERS[0], "Café d'Été", "Ixelles", "1050", "MAKERS", "31/01/2026")


def text_of(*rows, by=";", end="\n"):
    return end.join(by.join(row) for row in rows) + end


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

    def test_letters_that_were_read_wrongly_before(self):
        """Excel takes UTF-8 for Windows-1252, and saves what it shows, as a text or as a workbook."""
        headers = ("N° BCE", "Dénomination", "Commune", "Code postal", "Grappe", "Date d’adhésion")
        rows = [[each.encode().decode("cp1252") for each in row] for row in (headers, CELLS)]
        self.assertGood(text_of(*rows).encode())
        self.assertGood(workbook(rows[1], headers=rows[0]))
        [line] = members_workbook.read(text_of(HEADERS, (CELLS[0], "JOÃO BÂTIMENT", *CELLS[2:])).encode())
        self.assertEqual(line.name, "JOÃO BÂTIMENT")

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
