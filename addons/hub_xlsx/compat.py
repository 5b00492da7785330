"""What Odoo 19.1 to 20 spell in another way: our code asks here, and works with both.

| Odoo 19.0 | from 19.1 on, and gone with 20 |
|---|---|
| ``ir.config_parameter.get_param(key)`` | ``get_str``, ``get_int``, ``get_bool`` |
| ``Query(env, alias, table)``, of ``odoo.tools`` | ``Query(model)``, of ``odoo.models`` |
| ``query.table``, an alias | a ``TableSQL``, with its alias, model and query |
| ``model._field_to_sql(alias, name, query)`` | ``TableSQL(alias, model, query)[name]`` |
| ``model._table_query`` | ``model._table_sql`` alone |
| ``field._get_cache(env)`` | perhaps another one: then lists are read record by record |
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence

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


def linked_ids(records: BaseModel, name: str) -> Sequence[tuple[int, ...]]:
    """Return the ids in a one2many or many2many of each record: what ``record[name]`` gives, for many at once.

    They are fetched already, so that nothing but taking them out of the cache is left.
    """
    field = records._fields[name]
    try:
        cache = field._get_cache(records.env)
        linked = [cache[record_id] for record_id in records._ids]
    except (AttributeError, KeyError):
        return [record[name]._ids for record in records]
    comodel = records.env[field.comodel_name]
    if comodel._active_name and field.context.get("active_test", records.env.context.get("active_test", True)):
        # As the field does it one by one: the cache has the archived ones, too.
        every = comodel.browse(dict.fromkeys(linked_id for own in linked for linked_id in own))
        shown = set(every.filtered(comodel._active_name)._ids)
        linked = [tuple(linked_id for linked_id in own if linked_id in shown) for own in linked]
    return linked
