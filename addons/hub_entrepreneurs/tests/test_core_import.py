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
