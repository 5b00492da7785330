from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreActionResult(CoreCase):
    """How core makes the term of an average: one term, in one place, which a ratio of sums can stand for."""

    def test_the_term_of_an_average_is_made_by_one_method(self):
        self.assertParameters("base", "_read_group_select", "aggregate_spec", "query")
        self.assertInOrder(
            self.source("base", "_read_group_select"),
            ["parse_read_group_spec(aggregate_spec)", "READ_GROUP_AGGREGATE[func](self._table, sql_field)"],
            "the term of an average is no plain term any more",
        )
