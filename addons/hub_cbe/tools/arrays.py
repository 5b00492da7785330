"""Many values of one statement, as arrays."""

from __future__ import annotations

import json
from collections.abc import Iterable

from odoo.tools import SQL


def array(kind: str, values: Iterable[object]) -> SQL:
    """Return values as an array of a type of PostgreSQL: texts, numbers, days, None, and what JSON is made of.

    It is one constant. The driver writes a list as an expression of as many constants as it has values, which
    PostgreSQL takes longer to read than to store.
    """
    return SQL("CAST(%s AS %s[])", "{%s}" % ",".join(map(element, values)), SQL.identifier(kind))


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
