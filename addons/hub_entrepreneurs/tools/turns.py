"""Two at once: what one transaction concludes from rows that another one is just adding."""

from odoo.tools import SQL


def take_turns(records):
    """Let no other transaction conclude something about these records at the same time.

    A lock would not do: whoever waited for it still sees the rows of before. A change of the records makes the database
    refuse the second of two transactions, which Odoo then starts again, and it sees what the first one did.
    """
    ids = tuple(id_ for id_ in records._ids if id_)
    if not ids:
        return
    table = SQL.identifier(records._table)
    # The same value again: to the database this is a change, to everybody else it is none. In one order for everybody,
    # or two transactions would wait for each other.
    records.env.cr.execute(
        SQL(
            """UPDATE %(table)s SET write_date = write_date
                WHERE id IN (SELECT id FROM %(table)s WHERE id IN %(ids)s ORDER BY id FOR NO KEY UPDATE)""",
            table=table,
            ids=ids,
        )
    )
