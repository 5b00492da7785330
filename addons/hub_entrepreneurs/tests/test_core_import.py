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
