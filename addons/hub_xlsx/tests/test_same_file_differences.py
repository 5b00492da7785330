"""Where the file is another than Odoo's on purpose: the list in the README, by name."""

from __future__ import annotations

import csv
import functools
import io
import zipfile
from unittest.mock import patch

from openpyxl import load_workbook

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..engine import Book, Limits
from ..writing import workbook_file
from .file_case import FileCase, links
from .sample_models import SAMPLE, TAG
from .test_same_values import Refused

LINKS_OF_A_SHEET = 65_530  # what Excel takes, and what xlsxwriter writes before it drops cells


@tagged("post_install", "-at_install")
class TestDeliberateDifferences(FileCase):
    def setUp(self):
        super().setUp()
        self.model = self.model_as(TAG, self.plain, import_compat=False)

    def _book(self, paths=("name",), **kwargs):
        made = self.ours(self.model.env, self.params(self.model, paths, **kwargs), "xlsx")
        self.assertNotIsInstance(made, Refused)
        return load_workbook(io.BytesIO(made))

    def _odoos_sheet(self, paths=("name",), **kwargs):
        made = self.odoos(self.model.env, self.params(self.model, paths, **kwargs), "xlsx")
        return load_workbook(io.BytesIO(made.data)).active

    def _tags(self, *names):
        return {"ids": self.env[TAG].create([{"name": name} for name in names]).ids}

    def _texts(self, sheet, column="A"):
        return [(cell.value, cell.data_type) for cell in sheet[column]][1:]

    def test_formulas_are_text(self):
        names = ("=1+1", "{=SUM(A1:A2)}", '=HYPERLINK("https://example.com")', "=", "+1", "-1", "@x", "\t=1")
        found = self._tags(*names)
        self.assertIn("f", [kind for _, kind in self._texts(self._odoos_sheet(**found))], "Odoo makes formulas")
        self.assertEqual(self._texts(self._book(**found).active), [(name, "s") for name in names])

    def test_texts_in_a_part_of_their_own(self):
        """By a setting, for programs that read no others; the sheet is the same."""
        found = self._tags("=1+1", " a ", "b", "b")
        inline = self._texts(self._book(**found).active)
        self.env["ir.config_parameter"].set_param("hub_xlsx.shared_strings", "1")
        made = self.ours(self.model.env, self.params(self.model, ("name",), **found), "xlsx")
        self.assertEqual(self._texts(load_workbook(io.BytesIO(made)).active), inline)
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            self.assertNotIn(b"inlineStr", archive.read("xl/worksheets/sheet1.xml"))
            self.assertEqual(archive.read("xl/sharedStrings.xml").count(b"<t>b</t>"), 1)

    def test_days_before_1900_are_text_and_noted(self):
        model = self.model_as(SAMPLE, self.admin, import_compat=False)
        samples = model.sudo().create([{"title": "a", "date": "1815-06-18", "datetime": "1815-06-18 11:00:00"}])
        made = self.ours(model.env, self.params(model, ("date", "datetime"), ids=samples.ids), "xlsx")
        book = load_workbook(io.BytesIO(made))
        date, moment = (cell.value for cell in book["Sheet1"][2])
        self.assertEqual(date, "1815-06-18")
        self.assertRegex(moment, r"1815-06-18 1[12]:\d\d:\d\d")
        self.assertEqual([row[1].value for row in book["Notes"].iter_rows(min_row=2)], ["A2", "B2"])

    def _one_row(self, paths, file_format="xlsx", **kwargs):
        params = {**self.params(self.samples_of_all, paths, **kwargs), "one_row": True}
        made = self.ours(self.samples_of_all.env, params, file_format)
        self.assertNotIsInstance(made, Refused)
        return made

    @property
    def samples_of_all(self):
        return self.model_as(SAMPLE, self.admin, import_compat=False)

    def test_one_row_for_each_record(self):
        """Of companies with several sectors, whoever counts rows counts companies."""
        lines = [{"name": name, "amount": number} for name, number in (("a", 3.5), ("b", 0), (False, 5))]
        samples = self.samples_of_all.sudo().create(
            [
                {"title": "three", "char": "Three", "integer": 7, "line_ids": [Command.create(each) for each in lines]},
                {"title": "one", "char": "One", "line_ids": [Command.create(lines[0])]},
                {"title": "none", "char": "None", "date": "2026-01-02"},
            ]
        )
        paths = ("char", "integer", "date", "line_ids/name", "line_ids/amount", "tag_ids/name")
        sheet = load_workbook(io.BytesIO(self._one_row(paths, ids=samples.ids))).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        self.assertEqual([row[:2] for row in rows], [["Three", 7], ["One", 0], ["None", 0]])
        order = [(each["name"], each["amount"]) for each in samples[0].line_ids.read(["name", "amount"])]
        self.assertEqual(rows[0][3], "; ".join(name for name, _number in order if name))
        self.assertEqual(rows[0][4], "; ".join(str(number) for _name, number in order))
        self.assertEqual(rows[1][3:5], ["a", 3.5], "a single one stays a number")
        lined = self.ours(self.samples_of_all.env, self.params(self.samples_of_all, paths, ids=samples.ids), "csv")
        joined = self._one_row(paths, "csv", ids=samples.ids)
        self.assertEqual(len(lined.splitlines()), 1 + 3 + 1 + 1)
        self.assertEqual(len(joined.splitlines()), 1 + 3)

    def test_a_file_to_update_data_has_the_lines_that_an_import_needs(self):
        sample = self.samples_of_all.sudo().create(
            {"title": "two", "line_ids": [Command.create({"name": "a"}), Command.create({"name": "b"})]}
        )
        made = self._one_row(("char", "line_ids/name"), "csv", ids=sample.ids, import_compat=True)
        self.assertEqual(len(made.splitlines()), 1 + 2)

    def test_what_has_several_units_has_no_sum(self):
        samples = self.samples_of_all.sudo().create(
            [
                {"title": unit, "char": group, "selection": unit, "integer": number}
                for group, unit, number in (("x", "new", 1), ("x", "new", 2), ("y", "new", 4), ("y", "done", 8))
            ]
        )
        paths, found = ("title", "integer", "float_plain"), {"ids": samples.ids, "groupby": ["boolean", "char"]}

        def sums():
            made = self.ours(self.samples_of_all.env, self.params(self.samples_of_all, paths, **found), "xlsx")
            rows = load_workbook(io.BytesIO(made)).active.iter_rows(min_row=2, values_only=True)
            return {row[0].strip(): row[1] for row in rows if row[0].endswith(")")}

        self.assertEqual(sums(), {"No (4)": "15", "x (2)": "3", "y (2)": "12"})
        with patch.object(self.registry[SAMPLE], "_sums_within", {"integer": "selection"}, create=True):
            self.assertEqual(sums(), {"No (4)": None, "x (2)": "3", "y (2)": None})

    def test_rows_are_in_the_order_of_the_screen(self):
        model = self.model_as(SAMPLE, self.admin, import_compat=False)
        samples = model.sudo().create(
            [{"title": name, "char": name, "integer": number} for name, number in (("b", 1), ("c", 2), ("a", 2))]
        )
        found = {"domain": [("id", "in", samples.ids)]}
        by_model = model.search(found["domain"]).mapped("char")
        for order, names in (
            ("char", "abc"),
            ("char desc", "cba"),
            ("integer desc, char", "acb"),
            (None, "".join(by_model)),
        ):
            params = {**self.params(model, ["char"], **found), "order": order}
            with self.subTest(order=order):
                sheet = load_workbook(io.BytesIO(self.ours(model.env, params, "xlsx"))).active
                self.assertEqual([cell.value for cell in sheet["A"]][1:], list(names))
                rows = list(csv.reader(io.StringIO(self.ours(model.env, params, "csv").decode())))
                self.assertEqual([name for [name] in rows[1:]], list(names))
        for order, labels in (
            ("char desc", ["1 (1)", "b", "2 (2)", "c", "a"]),
            ("integer desc, char", ["2 (2)", "a", "c", "1 (1)", "b"]),
        ):
            params = {**self.params(model, ["char"], groupby=["integer"], **found), "order": order}
            with self.subTest(order=order, grouped=True):
                sheet = load_workbook(io.BytesIO(self.ours(model.env, params, "xlsx"))).active
                self.assertEqual([cell.value for cell in sheet["A"]][1:], labels)

    def test_an_order_that_is_none_is_refused(self):
        for order in ("name; DROP TABLE res_partner", "no_such_field", "name desc nulls"):
            with self.subTest(order):
                made = self.ours(self.model.env, {**self.params(self.model, ["name"]), "order": order}, "xlsx")
                self.assertIsInstance(made, Refused)

    def test_groups_are_headed_as_on_the_screen(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.admin.lang = "fr_FR"
        model = self.model_as(SAMPLE, self.admin, import_compat=False)
        field = self.env[SAMPLE]._fields["selection"]
        key, label = field._description_selection(model.env)[0]
        self.assertNotEqual(key, label)
        sample = model.sudo().create({"title": "x", "char": "x", "selection": key, "boolean": True})
        found = {"domain": [("id", "in", sample.ids)]}
        for groupby, heading in (("selection", label), ("boolean", "Oui")):
            params = self.params(model, ["char"], groupby=[groupby], **found)
            with self.subTest(groupby):
                sheet = load_workbook(io.BytesIO(self.ours(model.env, params, "xlsx"))).active
                self.assertEqual(sheet["A2"].value, f"{heading} (1)")

    def test_labels_and_groups_that_look_like_formulas_are_text(self):
        found = self._tags("=1+1")
        params = self.params(self.model, ["name"], groupby=["name"], **found)
        params["fields"][0]["label"] = "=2+2"
        sheet = load_workbook(io.BytesIO(self.ours(self.model.env, params, "xlsx"))).active
        self.assertEqual(
            [(cell.value, cell.data_type) for cell in sheet["A"]], [("=2+2", "s"), ("=1+1 (1)", "s"), ("=1+1", "s")]
        )

    def test_links_are_text(self):
        names = ("https://example.com/a?b=c", "ftp://x", "mailto:a@b.example", "internal:Sheet1!A1", "external:c.xlsx")
        found = self._tags(*names)
        self.assertTrue(links(self._odoos_sheet(**found)), "Odoo makes links")
        sheet = self._book(**found).active
        self.assertFalse(links(sheet))
        self.assertEqual(self._texts(sheet), [(name, "s") for name in names])

    def test_no_cell_is_dropped(self):
        """Neither an address that Excel would find too long, nor the one after the last link that a sheet can have."""
        found = self._tags("https://example.com/" + "a" * 2100)
        with mute_logger("py.warnings"):
            self.assertEqual(self._texts(self._odoos_sheet(**found)), [], "Odoo drops the cell")
        self.assertEqual(len(self._texts(self._book(**found).active)[0][0]), 2120)
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (code, active, name)"
                " SELECT 77, true, jsonb_build_object('en_US', 'https://example.com/' || n)"
                " FROM generate_series(1, %s) n",
                SQL.identifier(self.env[TAG]._table),
                LINKS_OF_A_SHEET + 10,
            )
        )
        made = self.ours(self.model.env, self.params(self.model, ["name"], domain=[("code", "=", 77)]), "xlsx")
        sheet = load_workbook(io.BytesIO(made), read_only=True).active
        written = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
        self.assertEqual(len(written - {None}), LINKS_OF_A_SHEET + 10)

    def test_rows_beyond_a_sheet_go_on_in_the_next(self):
        found = self._tags(*(f"tag {number}" for number in range(10)))
        small = functools.partial(Book, limits=Limits(rows=5))
        with patch.object(workbook_file, "Book", small):
            book = self._book(**found)
            grouped = self._book(groupby=["active"], **found)
        names = [value for sheet in book for value, _ in self._texts(sheet)]
        self.assertEqual(names, [f"tag {number}" for number in range(10)])
        self.assertEqual([sheet["A1"].value for sheet in book], ["Name"] * 3)
        self.assertEqual([sheet.max_row for sheet in book], [5, 5, 3])
        self.assertEqual(sum(sheet.max_row - 1 for sheet in grouped), 11)

    def test_csv_quotes_what_could_be_a_formula(self):
        names = ("=1", "-1", "+1", "@1", "\t1", "\r1", "1=", " =1", "'=1", "a@b", "-1+1", "+A1")
        params = self.params(self.model, ["name"], **self._tags(*names))
        theirs, own = (
            [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
            for text in (
                self.odoos(self.model.env, params, "csv").data,
                self.ours(self.model.env, params, "csv").decode(),
            )
        )
        self.assertEqual(theirs, ["'=1", "'-1", "'+1", "@1", "\t1", "\r1", "1=", " =1", "'=1", "a@b", "'-1+1", "'+A1"])
        # Numbers are none; and a quote that was there before stays apart from one that is taken away again.
        self.assertEqual(own, ["'=1", "-1", "+1", "'@1", "'\t1", "'\r1", "1=", " =1", "''=1", "a@b", "'-1+1", "'+A1"])

    def test_notes_about_what_a_cell_cannot_hold(self):
        """A text that is too long is replaced with Odoo's own sentence; a note says which one it was."""
        long, odd = "x" * 32768, "a\x01b"
        found = self._tags(long, odd, "y" * 32767)
        book = self._book(**found)
        self.assertEqual(book.sheetnames, ["Sheet1", "Notes"])
        said = self._texts(book["Sheet1"])
        self.assertEqual(said[:1], self._texts(self._odoos_sheet(**found))[:1])
        self.assertIn("too long for an XLSX file (more than 32767 characters)", said[0][0])
        self.assertEqual(len(said[2][0]), 32767)
        notes = list(book["Notes"].iter_rows(min_row=2, values_only=True))
        self.assertEqual([note[:2] for note in notes], [("Sheet1", "A2"), ("Sheet1", "A3")])
        self.assertTrue(notes[0][3].startswith("xxx"))

    def test_no_notes_where_there_is_nothing_to_say(self):
        self.assertEqual(self._book(**self._tags("plain")).sheetnames, ["Sheet1"])

    def test_what_is_no_number_does_not_stop_the_export(self):
        """Odoo's writer raises a TypeError for the whole export; here the cell says so, and a note."""
        self.model = self.model_as(SAMPLE, self.plain, import_compat=False)
        sample = self.samples[3]
        self.env.cr.execute(
            SQL("UPDATE %s SET float_plain = 'NaN' WHERE id = %s", SQL.identifier(sample._table), sample.id)
        )
        params = self.params(self.model, ["float_plain"], ids=sample.ids)
        self.assertIsInstance(self.odoos(self.model.env, params, "xlsx"), Refused)
        book = self._book(["float_plain"], ids=sample.ids)
        self.assertEqual((book["Sheet1"]["A2"].value, book["Sheet1"]["A2"].data_type), ("#NUM!", "e"))
        self.assertIn("Notes", book.sheetnames)
