"""What Odoo 19.1 to 20 spell in another way: our code asks here, and works with both.

| Odoo 19.0 | from 19.1 on, and gone with 20 |
|---|---|
| ``ir.config_parameter.get_param(key)`` | ``get_str``, ``get_int``, ``get_bool`` |
| ``Query(env, alias, table)``, of ``odoo.tools`` | ``Query(model)``, of ``odoo.models`` |
| ``query.table``, an alias | a ``TableSQL``, with its alias, model and query |
| ``model._field_to_sql(alias, name, query)`` | ``TableSQL(alias, model, query)[name]`` |
| ``model._table_query`` | ``model._table_sql`` alone |
"""

from __future__ import annotations

import inspect

from odoo import models, tools
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

Query = getattr(models, "Query", None) or tools.Query


def get_param(env: Environment, key: str) -> str:
    """Return a system parameter as text, ``""`` where there is none."""
    # As superuser: users may not read system parameters.
    parameters = env["ir.config_parameter"].sudo()
    read = getattr(parameters, "get_str", None) or parameters.get_param
    return read(key) or ""


def query_of(model: BaseModel) -> Query:
    """Return a query of all rows of a model."""
    if "env" in inspect.signature(Query).parameters:
        return Query(model.env, model._table, model._table_sql)
    return Query(model)


def alias_of(query: Query) -> str:
    """Return the alias of a query's own table."""
    return getattr(query.table, "_alias", query.table)


def field_to_sql(model: BaseModel, alias: str, name: str, query: Query) -> SQL:
    """Return the term of a field in one of the tables of a query."""
    if hasattr(model, "_field_to_sql"):
        return model._field_to_sql(alias, name, query)
    return models.TableSQL(alias, model, query)[name]


def is_table(model: BaseModel) -> bool:
    """Whether the rows of a model are those of a table or view of the database, under its own name."""
    return model._table_sql.code == SQL.identifier(model._table).code
