"""What Odoo 19.1 to 20 spell in another way: our code asks here, and works with both.

| Odoo 19.0 | from 19.1 on, and gone with 20 |
|---|---|
| ``ir.config_parameter.get_param(key)`` | ``get_str``, ``get_int``, ``get_bool`` |
| ``model._field_to_sql(alias, name, query)`` | ``query.table[name]``, a ``TableSQL`` that knows its model |
| an override of ``_field_to_sql`` | ``compute_sql`` of each field |
| a property ``_table_query`` | a property ``_table_sql``, with its parentheses |
"""

from __future__ import annotations

from collections.abc import Callable

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


class joined_terms:  # noqa: N801 - used as a decorator
    """A method that gives the terms of fields that stand in another table, which it joins to the query.

    It takes an alias, the name of a field and the query, and returns SQL, or None for other fields.
    """

    def __init__(self, method: Callable[..., SQL | None]) -> None:
        self.method = method

    def __set_name__(self, owner: type, name: str) -> None:
        method = self.method

        def _field_to_sql(model: BaseModel, alias: str, field_expr: str, query=None) -> SQL:
            term = method(model, alias, field_expr, query)
            return super(owner, model)._field_to_sql(alias, field_expr, query) if term is None else term

        owner._field_to_sql = _field_to_sql
        setattr(owner, name, method)


def column(model: BaseModel, alias, query, name: str) -> SQL:
    """Return the term of a field where a domain makes its own SQL."""
    if hasattr(model, "_field_to_sql"):
        return model._field_to_sql(alias, name, query)
    return alias[name]
