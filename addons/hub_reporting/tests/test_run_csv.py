from odoo.tests import tagged

from ..workbook.run_csv import number
from .run_files_common import RunFilesCase


# The languages of the demonstration are read.
@tagged("post_install", "-at_install")
class TestRunCsv(RunFilesCase):
    """The figures as text can be read back, and the dictionary says what they mean."""

    def test_there_and_back(self):
        self.report.comparison = "year"
        self.talk(channel="phone")
        self.talk(channel="office")
        self.talk(company=self.other_company, channel="office")
        run = self.run_report()
        tables, words = self.csv_of(run)
        rows = tables["figures.csv"]
        self.assertEqual(len(rows), len(run.cell_ids))
        for row, cell in zip(rows, run.cell_ids, strict=True):
            told = (row["indicator"], row["version"], row["is_total"], row["value"], row["units"], row["facts"])
            kept = ("TEST", "1", str(int(cell.is_total)), number(cell.value), str(cell.units), str(cell.facts))
            self.assertEqual(told, kept)
            self.assertEqual((row["unit"], row["value_before"], row["is_suppressed"]), ("company", "0", "0"))
            self.assertEqual(row["label"], "" if cell.is_total else cell.name)
        self.assertEqual({(row["breakdown"], row["key"]) for row in rows}, {
            ("", ""), ("channel", "office"), ("channel", "phone")
        })  # fmt: skip
        self.assertIn(run.digest, words)
        self.assertIn(run.company_id.name, words)

    def test_the_dictionary_knows_every_column_and_indicator(self):
        self.talk()
        tables, _words = self.csv_of(self.run_report())
        entries = {(row["kind"], row["name"]): row for row in tables["dictionary.csv"]}
        columns = [name for kind, name in entries if kind == "column"]
        self.assertEqual(columns, list(tables["figures.csv"][0]))
        self.assertTrue(all(entries["column", name]["meaning"] for name in columns))
        entry = entries["indicator", "TEST"]
        self.assertEqual((entry["meaning"], entry["version"]), ("Companies with a conversation.", "1"))
        self.assertEqual(entry["digest"], self.version._get_digest())
        self.assertTrue(entry["source"])

    def test_outside_the_agency(self):
        self.talks("phone", 6)
        self.talks("visit", 2)
        tables, words = self.csv_of(self.run_report(), outside=True)
        told = {row["label"]: (row["value"], row["units"], row["is_suppressed"]) for row in tables["figures.csv"]}
        self.assertEqual(told, {"": ("8", "8", "0"), "Phone": ("", "", "1"), "Visit to the Company": ("", "", "1")})
        self.assertIn("than 5", words)

    def test_a_name_is_no_formula(self):
        self.indicator.name = "=HYPERLINK(1)"
        self.talk()
        tables, _words = self.csv_of(self.run_report())
        self.assertEqual(tables["figures.csv"][0]["indicator_name"], "'=HYPERLINK(1)")
