"""Parts of the file's making that need no database."""

from __future__ import annotations

from datetime import date, datetime
from tempfile import TemporaryFile

from odoo.tests import BaseCase

from ..writing.csv_file import for_csv, unquoted
from ..writing.groups import GroupsOfRecords, RowsOfGroup, Spool
from ..writing.workbook_file import for_workbook


class TestValues(BaseCase):
    def test_plain_values_pass_untouched(self):
        values = ["a", "", 1, 2.5, True, False, -0.0]
        self.assertIs(for_workbook(values), values)

    def test_workbook_values(self):
        given = ["a\rb", b"YQ==", ["x", 1], (1,), {"a": 1}, date(2026, 1, 2), datetime(2026, 1, 2, 3), None, "=1"]
        made = ["a b", "YQ==", "['x', 1]", "(1,)", "{'a': 1}", date(2026, 1, 2), datetime(2026, 1, 2, 3), None, "=1"]
        self.assertEqual(for_workbook(given), made)

    def test_carriage_return_among_other_types(self):
        self.assertEqual(for_workbook([1, "\r", True]), [1, " ", True])

    def test_csv_values(self):
        given = [None, False, True, 0, 1.5, b"=YQ", "=1", "", "a", date(2026, 1, 2), ["=1"], -1]
        made = ["", "", True, 0, 1.5, "'=YQ", "'=1", "", "a", date(2026, 1, 2), ["=1"], -1]
        self.assertEqual(for_csv(given), made)

    def test_a_number_is_no_formula(self):
        numbers = ["+32 2 555 01 02", "+3225550102", "+32 (0)2/555.01.02", "+1-202-555-0100", "-5", "-1,234.50", "+7"]
        self.assertEqual(for_csv(numbers), numbers)

    def test_a_formula_stays_harmless(self):
        formulas = [
            "=1+1",
            "@SUM(A1)",
            "-1+1",
            "-2+3+cmd|' /C calc'!A0",
            "+A1",
            "+1-1",
            "-",
            "+",
            "-A",
            "\t=1",
            "\r=1",
            "+32 2 555=1",
            "+32@SUM(1)",
            "+٣٢ ٢ ٥٥٥ ٠١ ٠٢",
        ]
        self.assertEqual(for_csv(formulas), [f"'{formula}" for formula in formulas])

    def test_what_is_written_can_be_read_back(self):
        texts = ["=1", "'=1", "''=1", "'s-Gravenhage", "'", "", "+32 2 555 01 02", "'+32 2 555 01 02", "-", "a'=1"]
        self.assertEqual([unquoted(cell) for cell in for_csv(texts)], texts)
        self.assertEqual(len(set(for_csv(texts))), len(texts))

    def test_bytes_that_are_no_text(self):
        for convert in (for_workbook, for_csv):
            with self.assertRaises(UnicodeDecodeError):
                convert([b"\xff"])


class TestGroups(BaseCase):
    def test_groups_of_a_record(self):
        groups = GroupsOfRecords([[5, 1], [2**31 - 1], [5, 5], []])
        self.assertEqual([list(groups[record]) for record in (1, 5, 2**31 - 1, 3, 0)], [[0], [0, 2, 2], [1], [], []])

    def test_rows_come_back_by_group_in_order(self):
        with TemporaryFile() as file:
            spool = Spool(file, [1])
            spool.add(0, [("a", 1, None), ("b", "", date(2026, 1, 2))])
            spool.add(7, [("c", 3.5, False)])
            spool.add(0, [("d", 4, b"x")])
            first, second, none = (RowsOfGroup(spool, number) for number in (0, 7, 3))
            self.assertEqual([row for rows in second for row in rows], [("c", 3.5, False)])
            self.assertEqual([row[0] for rows in first for row in rows], ["a", "b", "d"])
            self.assertEqual(list(first.column(1)), [1, "", 4])
            self.assertEqual(list(first.column(1)), [1, "", 4], "They can be read again")
            self.assertTrue(first)
            self.assertFalse(none)
            self.assertEqual(list(none), [])
