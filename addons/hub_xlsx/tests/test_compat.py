from types import SimpleNamespace
from unittest.mock import patch

from odoo.tests import TransactionCase
from odoo.tools import SQL

from odoo.addons.hub_xlsx import compat


class LaterTable:
    """What stands for a table of a query from Odoo 19.1 on: an alias that knows its model."""

    def __init__(self, alias, model, query):
        self._alias, self.model, self.query = alias, model, query

    def __getitem__(self, name):
        return SQL.identifier(self._alias, name)


class LaterQuery:
    """A query as later versions make it."""

    def __init__(self, model, alias=None, table=None):
        self.table = LaterTable(alias or model._table, model, self)


class TestCompat(TransactionCase):
    """The same answers from this version's spelling and from the later one's."""

    def test_parameters(self):
        parameters = self.env["ir.config_parameter"]
        self.assertEqual(compat.get_param(self.env, "hub_xlsx.test"), "")
        parameters.set_param("hub_xlsx.test", "12")
        self.assertEqual(compat.get_param(self.env(user=self.ref("base.public_user")), "hub_xlsx.test"), "12")
        kept = {"hub_xlsx.test": "12"}
        with patch.object(self.env.registry["ir.config_parameter"], "get_str", create=True) as get_str:
            get_str.side_effect = lambda key: kept.get(key, "")
            self.assertEqual(compat.get_param(self.env, "hub_xlsx.test"), "12")
            self.assertEqual(compat.get_param(self.env, "hub_xlsx.other"), "")
        self.assertEqual(get_str.call_count, 2)

    def test_queries_of_this_version(self):
        countries = self.env["res.country"]
        query = compat.query_of(countries)
        alias = compat.alias_of(query)
        self.assertEqual(alias, "res_country")
        code = compat.field_to_sql(countries, alias, "code", query)
        query.add_where(SQL("%s = %s", code, "BE"))
        self.assertEqual(self.env.execute_query(query.select(code)), [("BE",)])

    def test_queries_of_later_versions(self):
        model = SimpleNamespace(_table="res_country", _name="res.country")
        with (
            patch.object(compat, "Query", LaterQuery),
            patch.object(compat.models, "TableSQL", LaterTable, create=True),
        ):
            query = compat.query_of(model)
            self.assertIs(query.table.model, model)
            self.assertEqual(compat.alias_of(query), "res_country")
            self.assertEqual(compat.field_to_sql(model, "other", "code", query).code, '"other"."code"')

    def test_tables(self):
        self.assertTrue(compat.is_table(self.env["res.country"]))
        for sql, known in ((SQL.identifier("res_country"), True), (SQL("(SELECT 1 AS id)"), False)):
            self.assertIs(compat.is_table(SimpleNamespace(_table="res_country", _table_sql=sql)), known)
