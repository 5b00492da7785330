"""The README and the docstring of an export tell its rule in the same words, with the numbers of the code."""

import ast
import io
import re

from odoo.tests import TransactionCase, tagged

from odoo.addons.hub_xlsx.engine import Limits
from odoo.addons.hub_xlsx.models.hub_xlsx_job import DAYS_KEPT, LONG_EXPORT
from odoo.addons.hub_xlsx.writing.csv_file import RISKY
from odoo.addons.hub_xlsx.writing.export import Export
from odoo.addons.hub_xlsx.writing.workbook_file import LONGEST_TEXT

from tools.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(text):
    """Return the rows of the table of differences in a text, without its head."""
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("| Odoo | `hub_xlsx` |") + 2
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("|"))
    return lines[start:end]


def numbers(text):
    """Return the numbers of at least four digits that a text names."""
    return {int(number.replace(",", "")) for number in re.findall(r"\b\d{1,3}(?:,\d{3})+\b", text)}


@tagged("standard", "post_install")
class TestExportRule(TransactionCase):
    def test_one_table(self):
        self.assertEqual(rows(README), rows(Export.__doc__))

    def test_the_numbers_are_the_codes(self):
        named = numbers("\n".join(rows(Export.__doc__)))
        self.assertEqual(named, {Limits().links, Limits().rows, LONGEST_TEXT})
        self.assertEqual(LONGEST_TEXT, Limits().text)

    def test_the_signs_are_the_codes(self):
        row = next(row for row in rows(Export.__doc__) if "CSV" in row)
        words = {"a tab": "\t", "a carriage return": "\r"}
        named = {*re.findall(r"`(.)`", row), *(sign for word, sign in words.items() if word in row)}
        self.assertEqual(named, set(RISKY))

    def test_what_is_set_for_all(self):
        row = next(line for line in README.splitlines() if "hub_xlsx.job_rows" in line)
        self.assertEqual(numbers(row), {LONG_EXPORT})
        self.assertIn(f"({DAYS_KEPT} days)", row)

    def test_the_examples(self):
        country = self.env.ref("base.be")
        example = re.search(r"``({.*?})`` gives", Export.__doc__, re.DOTALL)[1]
        params = {**ast.literal_eval(example), "ids": country.ids}
        export = Export(self.env, params)
        self.assertEqual(export.labels, ["Code"])
        self.assertEqual([row for batch in export.batches() for row in batch.rows()], [("BE",)])
        exported = self.env["hub.xlsx.export"]._write_file(params, io.BytesIO(), "csv")
        self.assertEqual((exported.name, exported.rows), ("Country (res.country).csv", 1))
