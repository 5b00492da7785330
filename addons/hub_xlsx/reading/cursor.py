"""Rows of a statement through a cursor of the server, some at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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
        yield from _fetched(cr.connection, f"FETCH FORWARD {size} FROM {cursor.code}", size)
    finally:
        # In a failed transaction the cursor is gone already.
        if cr.connection.get_transaction_status() == TRANSACTION_STATUS_INTRANS:
            cr.execute(SQL("CLOSE %s", cursor))


def _fetched(connection, fetch: str, size: int) -> Iterator[list[tuple]]:
    """Yield what a cursor gives; the server looks for the next rows while the caller is busy with some.

    A cursor of its own and the lock of psycopg2's connection keep the caller's statements out of its way.
    """
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as ahead:
        cursor.execute(fetch)
        while rows := cursor.fetchall():
            following = ahead.submit(cursor.execute, fetch) if len(rows) == size else None
            yield rows
            if not following:
                return
            following.result()
