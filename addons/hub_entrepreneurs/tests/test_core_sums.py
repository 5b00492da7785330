from .core_case import CoreCase


class TestCoreSums(CoreCase):
    """How core adds up: one term for each number, in one place."""

    def test_the_term_of_a_sum_is_made_by_one_method(self):
        self.assertParameters("base", "_read_group_select", "aggregate_spec", "query")
        for reader in ("_read_group", "_read_grouping_sets"):
            self.assertIn("self._read_group_select(", self.source("base", reader), "sums are made in another place")
        self.assertInOrder(
            self.source("base", "_read_group_select"),
            ["parse_read_group_spec(aggregate_spec)", "READ_GROUP_AGGREGATE[func](self._table, sql_field)"],
            "the term of a sum is no plain term any more",
        )

    def test_nothing_to_add_up_is_false(self):
        self.assertIs(self.env["res.partner"]._read_group_empty_value("color:sum"), False)

    def test_the_browser_shows_no_number_for_false(self):
        formatters = self.script("web/static/src/views/fields/formatters.js")
        self.assertInOrder(formatters, ["export function formatFloat(", "if (value === false) {", 'return "";'], "0")

    def test_a_pivot_goes_into_a_workbook_as_the_browser_has_it(self):
        controller = self.script("web/controllers/pivot.py")
        pieces = ["class TableExporter(", "def export_xlsx(self, data, **kw):", "jdata['rows']", "cell['value']"]
        self.assertInOrder(controller, pieces, "a pivot goes into a workbook in another way")
