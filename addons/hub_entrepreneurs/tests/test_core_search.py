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

    def test_a_name_is_searched_in_two_methods(self):
        self.assertParameters("base", "_search_display_name", "operator", "value")
        self.assertInOrder(
            self.source("base", "_search_display_name"),
            [
                "search_fnames = self._rec_names_search or",
                "if field.relational:",
                "+ '.display_name', operator, value)",
            ],
            "core searches names by other fields",
        )
        self.assertInOrder(
            self.source("base", "_search"),
            ["domain = Domain(domain)", "domain.optimize_full(self)", "domain._to_sql(self, self._table, query)"],
            "core reads a domain in another place",
        )

    def test_a_domain_can_be_sql_of_its_own(self):
        self.assertEqual(list(inspect.signature(Domain.custom).parameters), ["to_sql", "predicate"])
        name = Domain("name", "ilike", "x")
        self.assertEqual((name.field_expr, name.operator, name.value), ("name", "ilike", "x"))
        self.assertEqual(list((~name & name).iter_conditions()), [Domain("name", "not ilike", "x"), name])
        self.assertTrue((name | ~name).map_conditions(lambda _condition: Domain.TRUE).is_true())

    def test_accents_are_ignored_by_the_registry(self):
        """What tools/finding.py tells the registry is what core asks it for."""
        registry = self.env.registry
        self.assertEqual(registry.unaccent("x"), "unaccent(x)")
        self.assertEqual(registry.unaccent_python("é"), "e")
        for piece in ("self.has_unaccent = db.has_unaccent(cr)", "self.has_trigram = db.has_trigram(cr)"):
            self.assertIn(piece, inspect.getsource(type(registry).init), "the registry learns it in another way")
        self.assertIn("self.unaccent(column_expression)", inspect.getsource(type(registry).check_indexes))

    def test_phone_numbers_are_searched_by_one_method(self):
        self.assertParameters("mail.thread.phone", "_search_phone_mobile_search", "operator", "value")
        source = self.source("mail.thread.phone", "_search_phone_mobile_search")
        self.assertInOrder(
            source, ["REGEXP_REPLACE", "term = f'%{term}%'", "self.env.cr.execute"], "core asks otherwise"
        )
        self.assertNotIn("flush", source, "core flushes numbers that are not in the table yet: ours need not")

    def test_the_direction_stands_behind_the_column(self):
        self.assertParameters("base", "_order_field_to_sql", "alias", "field_name", "direction", "nulls", "query")
        self.assertIn(
            'return SQL("%s %s %s", sql_field, direction, nulls)',
            self.source("base", "_order_field_to_sql"),
            "a collation no longer stands behind the column",
        )
        order = self.env["res.lang"]._search([], order="code desc").order
        self.assertEqual(order.code.split(), ['"res_lang"."code"', "COLLATE", '"und-x-icu"', "DESC"])
