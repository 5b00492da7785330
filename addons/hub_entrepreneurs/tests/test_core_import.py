import math
from datetime import date

from odoo import fields

from .core_case import CoreCase


class TestCoreImport(CoreCase):
    """An import looks a text up by its name, exactly, and says by itself only that nothing was found."""

    def test_lookup(self):
        self.assertParameters("hub.nace", "name_search", "name", "domain", "operator", "limit")
        self.assertInOrder(
            self.source("ir.fields.converter", "db_id_for"),
            ["elif subfield is None:", "RelatedModel.name_search(name=value, operator='=')", "if ids:"],
            "an import looks a text up in another way",
        )

    def test_what_an_import_creates(self):
        self.assertParameters("hub.assessment.answer", "_load_records_create", "vals_list")
        self.assertIn(
            "self._load_records_create([",
            self.source("hub.assessment.answer", "_load_records"),
            "an import creates its records in another way",
        )

    def test_core_takes_what_is_no_number_and_writes_early_days_short(self):
        duration = self.env["hub.interaction"]._fields["duration"]
        self.assertTrue(math.isnan(duration.convert_to_cache("nan", self.env["hub.interaction"])))
        short = fields.Date.to_string(date(1, 1, 1))
        self.assertEqual(
            short, "1-01-01", "core writes early years in four digits: models/core/values.py may take them"
        )
        with self.assertRaises(ValueError):
            fields.Date.to_date(short)
