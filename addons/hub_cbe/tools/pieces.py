"""The last full extract in pieces that are found by number, as they stand in the database.

They are no more than what the zip says, so they are not logged: after a crash of PostgreSQL they are empty, and the zip
is read instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import BinaryIO

from odoo.tools import SQL

from ..domain import pieces
from ..domain.extract import Extract
from ..domain.layout import File
from .rows import copy_in


def create_table(cr) -> None:
    """Create the table, unless it is there."""
    cr.execute(
        SQL(
            """CREATE UNLOGGED TABLE IF NOT EXISTS hub_cbe_piece (
                   extract int NOT NULL,
                   place int NOT NULL,
                   subject text NOT NULL,
                   first text NOT NULL,
                   last text NOT NULL,
                   first_other text NOT NULL,
                   last_other text NOT NULL,
                   packed bytea NOT NULL
               )"""
        )
    )
    # It is packed already.
    cr.execute(SQL("ALTER TABLE hub_cbe_piece ALTER packed SET STORAGE EXTERNAL"))


def drop_table(cr) -> None:
    """Drop the table with all pieces."""
    cr.execute(SQL("DROP TABLE IF EXISTS hub_cbe_piece"))


def replace(cr, id_: int, extract: Extract) -> None:
    """Take the pieces of a full extract in the place of all others.

    :param id_: of the extract
    """
    cr.execute(SQL("TRUNCATE hub_cbe_piece"))
    copy_in(cr, SQL("COPY hub_cbe_piece FROM STDIN"), _lines(id_, extract))
    cr.execute(SQL("ANALYZE hub_cbe_piece"))


def stream(cr, id_: int, subject: File, wanted: Collection[bytes]) -> BinaryIO | None:
    """Return as much of a file of a full extract as has the rows of some numbers; None if it is not here in pieces."""
    of_file = SQL("FROM hub_cbe_piece WHERE extract = %s AND subject = %s", id_, subject.name)
    cr.execute(SQL("SELECT place, first, last, first_other, last_other %s", of_file))
    asked = sorted(key.decode() for key in wanted)
    places = [
        place
        for place, *bounds in cr.fetchall()
        if pieces.may_have(bounds[:2], asked) or pieces.may_have(bounds[2:], asked) or not place
    ]
    cr.execute(SQL("SELECT packed %s AND place = ANY(%s) ORDER BY place", of_file, places))
    found = [bytes(packed) for [packed] in cr.fetchall()]
    return pieces.stream(found) if found else None


def _lines(id_: int, extract: Extract) -> Iterator[str]:
    for subject in pieces.SUBJECTS:
        for place, piece in enumerate(pieces.pieces(extract, subject)):
            cells = (id_, place, piece.subject, *piece.enterprises, *piece.others, rf"\\x{piece.packed.hex()}")
            yield "\t".join(map(str, cells)) + "\n"
