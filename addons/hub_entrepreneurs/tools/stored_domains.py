"""Filters that somebody stores: what they look at, and whether they look at personal data."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from odoo.fields import Domain, Field

from .groups import PERSONAL_DATA

_UNKNOWN = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp)


def parse(text: str | None) -> Domain:
    """Return the domain that is stored as text.

    :raises ValueError, SyntaxError, TypeError: if the text is no domain
    """
    return Domain(ast.literal_eval(text or "[]"))


class _Literals(ast.NodeTransformer):
    """Puts a number in the place of what only the browser knows: ``uid``, ``context_today()``."""

    def visit(self, node):
        node = self.generic_visit(node)
        parts = (node.left, node.right) if isinstance(node, ast.BinOp) else ()
        if parts and all(isinstance(part, ast.List) for part in parts):
            return ast.List([each for part in parts for each in part.elts], ast.Load())
        return ast.Constant(0) if isinstance(node, _UNKNOWN) else node


def parse_loosely(text: str | None) -> Domain:
    """Return the domain that is stored as text, for what it looks at: values that are not written out count as 0.

    >>> list(parse_loosely("[('user_id', '=', uid)] + [('date', '<', context_today().strftime('%Y-%m-%d'))]"))
    ['&', ('user_id', '=', 0), ('date', '<', 0)]

    :raises ValueError, SyntaxError, TypeError: if the text is no domain
    """
    tree = ast.parse((text or "[]").strip(), mode="eval")
    return Domain(ast.literal_eval(_Literals().visit(tree)))


def walked_fields(domain: Domain, model) -> Iterator[Field]:
    """Yield each field that a domain on a model looks at, on the way and in the domains inside it.

    A field that is searched by other ones has a method ``_walk_<name>`` on its model, which yields those.
    """
    for condition in domain.iter_conditions():
        where = model
        names = condition.field_expr.split(".")
        for position, name in enumerate(names, start=1):
            field = where._fields.get(name)
            if field is None:
                break
            yield field
            if walk := getattr(where, f"_walk_{name}", None):
                yield from walk(names[position:], condition.operator, condition.value)
            where = where.env[field.comodel_name] if field.comodel_name else where
        if "any" in condition.operator and isinstance(condition.value, (list, tuple, Domain)):
            yield from walked_fields(Domain(condition.value), where)


def is_personal(field: Field) -> bool:
    """Tell whether only the group Personal Data reads a field."""
    return PERSONAL_DATA in (field.groups or "")


def rests_on_personal_data(domain: Domain, model) -> bool:
    """Tell whether a domain on a model leads to what only the group Personal Data reads."""
    return any(map(is_personal, walked_fields(domain, model)))
