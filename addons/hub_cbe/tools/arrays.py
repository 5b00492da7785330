"""Many values of one statement, as arrays."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from odoo.tools import SQL


def array(kind: str, values: Iterable[object]) -> SQL:
    """Return values as an array of a type of PostgreSQL: texts, numbers, days, None, and what JSON is made of.

    It is one constant. The driver writes a list as an expression of as many constants as it has values, which
    PostgreSQL takes longer to read than to store.
    """
    text = ",".join(map(element, values))
    return SQL("CAST(%s AS %s[])", f"{{{text}}}", SQL.identifier(kind))


def element(value: object) -> str:
    r"""Return a value as it stands in an array.

    >>> [*map(element, ['a "b"', "c\\d", None, 1, True, {"e": None}])]
    ['"a \\"b\\""', '"c\\\\d"', 'NULL', '1', 'True', '"{\\"e\\": null}"']
    """
    if value is None:
        return "NULL"
    if isinstance(value, (dict, list)):
        value = json.dumps(value)
    if isinstance(value, str):
        value = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{value}"'
    return str(value)


def arrays(types: Mapping[str, str], rows: Collection[tuple]) -> SQL:
    """Return the columns of rows, each as an array of its type."""
    columns = zip(*rows, strict=True) if rows else [()] * len(types)
    return SQL(", ").join(map(array, types.values(), columns))


def assigned(names: Iterable[str]) -> SQL:
    """Return what an upsert assigns to columns: the values that were to be inserted."""
    return SQL(", ").join(SQL("%s = EXCLUDED.%s", *[SQL.identifier(name)] * 2) for name in names)
