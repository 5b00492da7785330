from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase

from .quality_common import QualityCase


class TestCoreQuality(CoreCase):
    """By what core saves records, and adds them up."""

    def test_columns_are_written_by_one_method(self):
        self.assertParameters("base", "_write_multi", "vals_list")
        self.assertInOrder(self.source("base", "_write"), ["self._write_multi("], "a write goes another way")

    def test_stored_fields_are_computed_by_one_method(self):
        self.assertParameters("base", "_compute_field_value", "field")

    def test_a_list_is_read_by_one_method(self):
        parameters = ("domain", "specification", "offset", "limit", "order", "count_limit")
        self.assertParameters("base", "web_search_read", *parameters)
        self.assertInOrder(
            self.source("base", "web_search_read"), ["self.search_fetch(", "web_read("], "a list is read in another way"
        )

    def test_a_term_of_a_group_is_made_by_one_method(self):
        self.assertParameters("base", "_read_group_select", "aggregate_spec", "query")


class TestCoreQualitySaved(QualityCase):
    """Whatever writes a record, what is mended is closed with it."""

    def test_typed_computed_and_linked(self):
        self.company.write({"city": False, "zip": False, "sector_added_ids": False, "size_data_year": 0})
        self.find()
        issues = self.issues.union(*(self.issue(code, self.company) for code in ("commune", "sector", "size_year")))
        self.assertEqual(len(issues), 3)
        self.company.write({"zip": "1140", "sector_added_ids": self.sector.ids, "size_data_year": 2025})
        self.assertEqual(set(issues.mapped("state")), {"open"})
        self.save()
        self.assertEqual(set(issues.mapped("state")), {"mended"}, "commune and class are computed, sectors are linked")
