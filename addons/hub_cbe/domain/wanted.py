"""Which rows of a file are read."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from .numbers import KEY

Row = list[str]


class Share(NamedTuple):
    """The rows of a file that one of several reads."""

    place: int
    of: int


ALL = Share(0, 1)


class Wanted(NamedTuple):
    """The rows of some numbers.

    :param keys: of their own numbers
    :param ending: keys of numbers in the register's last column
    :param is_last: the register's last column is the last one here
    """

    keys: Container[bytes]
    ending: Container[bytes]
    is_last: bool

    def among(self, pieces: list[bytes]) -> list[bytes]:
        """Return those of some rows that may be wanted, before they are taken apart."""
        keys, ending = self.keys, self.ending
        if not ending:
            return [piece for piece in pieces if piece[:KEY] in keys]
        if not self.is_last:
            return pieces
        return [piece for piece in pieces if piece[:KEY] in keys or piece.rstrip(b"\r")[-KEY - 1 : -1] in ending]

    def has(self, row: Row, entity: int) -> bool:
        """Tell whether a row is wanted, whose number stands at this place."""
        return row[entity][:KEY].encode() in self.keys or row[-1][:KEY].encode() in self.ending
