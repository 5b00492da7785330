import inspect

from odoo.fields import Domain
from odoo.tools import Query

from .core_case import CoreCase


class TestCoreSearch(CoreCase):
    """What searching and grouping of core does for the fields of a table, and leaves to others."""

    def test_a_search_computes_no_pending_many2many(self):
        """Core computes what is pending of the columns that a search needs, and of no many2many."""
        partners = self.env["res.partner"]
        column = partners._search(Domain("name", "=", "x"), order="name").select()
        links = partners._search(Domain("category_id", "in", self.env["res.partner.category"].search([]).ids)).select()
        self.assertIn(partners._fields["name"], column.to_flush, "a search no longer names the columns it needs")
        self.assertNotIn(
            partners._fields["category_id"],
            links.to_flush,
            "a search computes a pending many2many now: models/core/res_partner.py needs no _search any more",
        )

    def test_grouping_hook(self):
        self.assertParameters("res.partner", "_read_group_groupby", "alias", "groupby_spec", "query")
        self.assertInOrder(
            self.source("base", "_read_group_groupby"),
            ["if not field.store:", "raise ValueError", "field.get_comodel_domain(self)", "query.make_alias("],
            "core groups by a many2many that is no column in another way",
        )

    def test_grouping_asks_for_no_right_to_a_many2many(self):
        source = self.source("base", "_read_group_groupby")
        branch = source[source.index("elif field.type == 'many2many'") :]
        branch = branch[: branch.index("return ")]
        self.assertNotIn(
            "_check_field_access",
            branch,
            "core asks for the right to a many2many that it groups by: the check of the log can go",
        )
        self.assertParameters("base", "_check_field_access", "field", "operation")

    def test_a_query_takes_joins_and_aliases(self):
        self.assertEqual(
            list(inspect.signature(Query.add_join).parameters), ["self", "kind", "alias", "table", "condition"]
        )
        query = self.env["res.partner"]._search([])
        self.assertEqual(query.table, "res_partner", "the name of a query's table is not its alias any more")
        self.assertEqual(query.make_alias("res_partner", "x"), "res_partner__x")
        self.assertIn("SELECT", query.subselect().code)
