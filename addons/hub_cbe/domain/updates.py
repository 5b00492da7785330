"""Updates: in which order they come, and what one of them changes.

Extracts are numbered one by one. A full extract of some number holds what all updates up to that number have made. So a
full extract may always be taken that is not older than the last one; an update only right after the one before it.

An update says for each subject which entities lose their rows and which rows come; an entity whose rows change loses
all of them and gets all of them again. Deletes go before inserts.

What Hub does not keep, an update does not bring either: of a company that moves into the region it has the new address
and no name. Its other rows are in the full extract before and in the updates since, which are read again for it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import BinaryIO

from . import layout
from .extract import Extract, Meta
from .layout import File, Kind
from .numbers import KEY
from .records import Row
from .region import Region


class Turn(Enum):
    """Whether it is an extract's turn."""

    NEXT = "next"
    DONE = "done"
    """It was taken already, or one that holds all of it."""
    EARLY = "early"
    """Others come first."""
    NO_BASE = "no_base"
    """It is an update, and there is no full extract yet."""


@dataclass(frozen=True)
class Place:
    """Whether it is an extract's turn, and the numbers that are missing before it."""

    turn: Turn
    missing: range = range(0)


def place(meta: Meta, last: int | None) -> Place:
    """Tell whether it is an extract's turn.

    >>> update = Meta(147, Kind.UPDATE, layout.read_date("12-10-2025"))
    >>> place(update, 146).turn, place(update, 147).turn, place(update, 143).missing
    (<Turn.NEXT: 'next'>, <Turn.DONE: 'done'>, range(144, 147))

    :param last: the number of the last one that was taken, None before the first
    """
    if last is not None and meta.number <= last:
        return Place(Turn.DONE)
    if meta.kind is Kind.FULL:
        return Place(Turn.NEXT)
    if last is None:
        return Place(Turn.NO_BASE)
    missing = range(last + 1, meta.number)
    return Place(Turn.EARLY if missing else Turn.NEXT, missing)


@dataclass
class Change:
    """What an update changes of a subject: the keys of entities that lose their rows, and the rows that come."""

    deleted: set[bytes] = field(default_factory=set)
    inserted: list[Row] = field(default_factory=list)

    def entities(self, subject: File) -> set[bytes]:
        """Return the keys of the entities that it is about."""
        return self.deleted | {row[subject.entity][:KEY].encode() for row in self.inserted}

    def apply(self, subject: File, rows: Iterable[Row]) -> list[Row]:
        """Return what rows become by it."""
        left = [row for row in rows if row[subject.entity][:KEY].encode() not in self.deleted]
        return left + self.inserted


def change(update: Extract, subject: File, wanted: Container[bytes] | None = None) -> Change:
    """Read what an update changes of a subject.

    :param wanted: keys of the entities that it is read for; None for all
    """
    found = Change()
    for rows in update.rows(layout.deletes(subject), wanted):
        found.deleted.update(row[0][:KEY].encode() for row in rows)
    for rows in update.rows(layout.inserts(subject), wanted):
        found.inserted.extend(rows)
    if subject is layout.ENTERPRISE:
        # Whose one row is bad is not gone: what was there stays.
        torn = {each.encode() for each in update.faults.torn[f"{layout.inserts(subject).name}.csv"]}
        found.deleted -= torn - {row[0].encode() for row in found.inserted}
    return found


def rows_since(
    full: Extract,
    updates: Iterable[Extract],
    subject: File,
    wanted: Collection[bytes],
    stream: BinaryIO | None = None,
) -> list[Row]:
    """Return the rows of some entities as a full extract and the updates after it make them, in their order.

    :param stream: as much of the full extract's file as has their rows; None for the file
    """
    present = [row for rows in full.rows(subject, wanted, stream) for row in rows]
    for update in updates:
        present = change(update, subject, wanted).apply(subject, present)
    return present


@dataclass
class Whereabouts:
    """Who is in the region, as far as it takes to tell who comes in and who leaves.

    :param seats: keys of the enterprises whose seat lies in the region
    :param places: keys of the establishments that lie in the region
    :param owners: the enterprise of each establishment of those that are kept, and of those in the region
    """

    seats: set[bytes]
    places: set[bytes]
    owners: dict[bytes, bytes]

    def enterprises(self) -> set[bytes]:
        """Return the enterprises that have a seat or an establishment in the region."""
        return self.seats | {self.owners[place] for place in self.places if place in self.owners}


@dataclass(frozen=True)
class Moves:
    """What an update does to who is in the region.

    :param come: enterprises that are there now and were not
    :param left: those that were there and are elsewhere now
    :param gone: all that the register has no more, wherever they were
    :param unclear: establishments in the region of which nobody knows whose they are: the full extract knows
    """

    come: set[bytes]
    left: set[bytes]
    gone: set[bytes]
    unclear: set[bytes]


def moves(whereabouts: Whereabouts, changes: Mapping[str, Change], region: Region) -> Moves:
    """Bring up to date who is in the region, and tell what has changed.

    :param changes: by the name of the subject: of enterprises, establishments and addresses
    """
    before = whereabouts.enterprises()
    addresses, establishments = changes[layout.ADDRESS.name], changes[layout.ESTABLISHMENT.name]
    enterprises = changes[layout.ENTERPRISE.name]
    whereabouts.seats -= addresses.deleted
    whereabouts.places -= addresses.deleted
    seats, places = region.places(addresses.inserted)
    whereabouts.seats |= seats
    whereabouts.places |= places
    owner = layout.ESTABLISHMENT.place("EnterpriseNumber")
    for key in establishments.deleted:
        whereabouts.owners.pop(key, None)
    for row in establishments.inserted:
        whereabouts.owners[row[0][:KEY].encode()] = row[owner][:KEY].encode()
    gone = enterprises.deleted - {row[0][:KEY].encode() for row in enterprises.inserted}
    after = whereabouts.enterprises() - gone
    return Moves(
        come=after - before,
        left=before - after - gone,
        gone=gone,
        unclear=whereabouts.places - whereabouts.owners.keys(),
    )
