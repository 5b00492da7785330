"""Rows of a statement through a cursor of the server, some at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from psycopg2.extensions import TRANSACTION_STATUS_INTRANS

from odoo.api import Environment
from odoo.tools import SQL

# All rows are wanted, not the first ones soon; and compiling a wide statement takes longer than it saves.
SETTINGS = SQL("SELECT set_config('cursor_tuple_fraction', '1', true), set_config('jit', 'off', true)")


def rows_of(env: Environment, statement: SQL, size: int) -> Iterator[list[tuple]]:
    """Yield the rows of a statement, at most ``size`` at a time; the cursor ends with the iterator."""
    cr = env.cr
    cursor = SQL.identifier(f"hub_xlsx_{uuid.uuid4().hex}")
    env.flush_query(statement)
    cr.execute(SETTINGS)
    cr.execute(SQL("DECLARE %s NO SCROLL CURSOR FOR %s", cursor, statement))
    try:
        while rows := env.execute_query(SQL("FETCH FORWARD %s FROM %s", size, cursor)):
            yield rows
    finally:
        # In a failed transaction the cursor is gone already.
        if cr.connection.get_transaction_status() == TRANSACTION_STATUS_INTRANS:
            cr.execute(SQL("CLOSE %s", cursor))
