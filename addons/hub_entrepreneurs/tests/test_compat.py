from types import SimpleNamespace
from unittest.mock import patch

from odoo.tests import TransactionCase
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import compat


class TestCompat(TransactionCase):
    """The same answers from this version's spelling and from the later one's."""

    def test_parameters(self):
        parameters = self.env["ir.config_parameter"]
        self.assertEqual(compat.get_param(self.env, "hub.test"), "")
        self.assertEqual(compat.get_param(self.env, "hub.test", "x"), "x")
        parameters.set_param("hub.test", "12")
        self.assertEqual(compat.get_param(self.env(user=self.ref("base.public_user")), "hub.test", "x"), "12")
        kept = {"hub.test": "12"}
        with patch.object(self.env.registry["ir.config_parameter"], "get_str", create=True) as get_str:
            get_str.side_effect = lambda key: kept.get(key, "")
            self.assertEqual(compat.get_param(self.env, "hub.test", "x"), "12")
            self.assertEqual(compat.get_param(self.env, "hub.other", "x"), "x")
        self.assertEqual(get_str.call_count, 2)

    def test_columns_of_this_version(self):
        countries = self.env["res.country"]
        query = countries._search([("code", "=", "BE")])
        rows = self.env.execute_query(query.select(*compat.columns(countries, query, "id", "code")))
        self.assertEqual(rows, [(self.env.ref("base.be").id, "BE")])

    def test_columns_of_later_versions(self):
        terms = {"id": SQL("a.id"), "code": SQL("a.code")}
        query = SimpleNamespace(table=terms)
        self.assertEqual(compat.columns(SimpleNamespace(), query, "code", "id"), [terms["code"], terms["id"]])

    def test_a_model_that_is_a_query(self):
        def select(model):
            return SQL("SELECT %s", model.number)

        class Report:
            _table_query = compat.table_query(select)
            number = 7

        self.assertEqual(Report()._table_query, SQL("SELECT %s", 7))
        self.assertFalse(hasattr(Report, "_table_sql"), "this version makes it itself")

    def test_a_model_that_is_a_query_in_later_versions(self):
        with patch.object(compat, "BaseModel", object):

            class Report:
                @compat.table_query
                def _table_query(self):
                    return SQL("SELECT %s", 7)

        report = Report()
        report.env, report._depends = self.env, {"res.country": ["code"]}
        self.assertEqual((report._table_sql.code, report._table_sql.params), ("(SELECT %s)", [7]))
        self.assertEqual(list(report._table_sql.to_flush), [self.env["res.country"]._fields["code"]])
