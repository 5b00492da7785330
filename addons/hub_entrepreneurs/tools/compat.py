"""What Odoo 19.1 to 20 spell in another way: our code asks here, and works with both.

| Odoo 19.0 | from 19.1 on, and gone with 20 |
|---|---|
| ``ir.config_parameter.get_param(key)`` | ``get_str``, ``get_int``, ``get_bool`` |
| ``model._field_to_sql(alias, name, query)`` | ``query.table[name]``, a ``TableSQL`` that knows its model |
| a property ``_table_query`` | a property ``_table_sql``, with its parentheses |
"""

from __future__ import annotations

from odoo.models import BaseModel
from odoo.tools import SQL


def get_param(env, key: str, default: str = "") -> str:
    """Return a system parameter as text, the default where there is none."""
    # As superuser: nobody else reads parameters.
    parameters = env["ir.config_parameter"].sudo()
    read = getattr(parameters, "get_str", None) or parameters.get_param
    return read(key) or default


def columns(model: BaseModel, query, *names: str) -> list[SQL]:
    """Return the terms of some fields in the own table of a query of a model."""
    if hasattr(model, "_field_to_sql"):
        alias = getattr(query.table, "_alias", query.table)
        return [model._field_to_sql(alias, name, query) for name in names]
    return [query.table[name] for name in names]


class table_query(property):  # noqa: N801 - used as a decorator
    """The property ``_table_query`` of a model that is a query, under the name that Odoo asks for."""

    def __set_name__(self, owner: type, name: str) -> None:
        if not hasattr(BaseModel, "_table_query"):
            owner._table_sql = property(self._table_sql)

    def _table_sql(self, model: BaseModel) -> SQL:
        """Return the query in parentheses, with the fields that it needs to have in the database."""
        needed = [model.env[name]._fields[field] for name, fields in model._depends.items() for field in fields]
        return SQL().join([SQL("(%s)", self.fget(model)), *(SQL(to_flush=field) for field in needed)])


def column(model: BaseModel, alias, query, name: str) -> SQL:
    """Return the term of a field where a domain makes its own SQL."""
    if hasattr(model, "_field_to_sql"):
        return model._field_to_sql(alias, name, query)
    return alias[name]
