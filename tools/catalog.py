"""Constraints and indexes that addons declare and the database lacks.

Odoo only logs a constraint that it cannot add to existing data; so what is declared is compared with the catalog of
PostgreSQL. This module runs inside Odoo's shell.
"""

import typing

if typing.TYPE_CHECKING:
    from odoo.api import Environment
    from odoo.orm.table_objects import TableObject

OURS = "hub_"


def missing_objects(env: "Environment", prefix: str = OURS) -> list[str]:
    """The declared constraints and indexes that the database lacks, as "kind table.name", sorted.

    Counts what modules whose names begin with ``prefix`` declare, on models of their own and of others.
    """
    present = _present(env)
    return sorted(
        f"{kind} {model._table}.{name}"
        for model in env.values()
        if model._auto and not model._abstract
        for name, declared in model._table_objects.items()
        if declared._module.startswith(prefix) and declared.get_definition(env.registry)
        for kind in [_kind(declared)]
        if (kind, model._table, name) not in present
    )


def report(env: "Environment") -> None:
    """Print what is missing, one a line, for ./hub to read."""
    for line in missing_objects(env):
        print(line)


def _kind(declared: "TableObject") -> str:
    from odoo.models import Constraint

    return "constraint" if isinstance(declared, Constraint) else "index"


def _present(env: "Environment") -> set[tuple[str, str, str]]:
    """Kind, table and name of every constraint and valid index of the current schema."""
    env.cr.execute("""
        SELECT 'constraint', tab.relname, con.conname
          FROM pg_constraint con
          JOIN pg_class tab ON tab.oid = con.conrelid
         WHERE tab.relnamespace = current_schema()::regnamespace AND con.convalidated
         UNION ALL
        SELECT 'index', tab.relname, idx.relname
          FROM pg_index ind
          JOIN pg_class idx ON idx.oid = ind.indexrelid
          JOIN pg_class tab ON tab.oid = ind.indrelid
         WHERE idx.relnamespace = current_schema()::regnamespace AND ind.indisvalid
    """)
    return set(env.cr.fetchall())
