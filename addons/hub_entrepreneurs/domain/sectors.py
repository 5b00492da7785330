"""Which sectors a company is in by its activity codes: a sector is a set of prefixes, each of one NACE version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable
from typing import Generic, NamedTuple, TypeVar

Sector = TypeVar("Sector", bound=Hashable)


class Code(NamedTuple):
    """An activity code, or the beginning of some. The version is part of it: it tells what the digits mean."""

    version: str
    digits: str


class PrefixTable(Generic[Sector]):
    """The sectors by the prefixes of their activity codes.

    >>> table = PrefixTable([(Code("2025", "741"), "creation"), (Code("2025", "7411"), "fashion")])
    >>> sorted(table.sectors_of(Code("2025", "74110")))
    ['creation', 'fashion']
    >>> sorted(table.sectors_of(Code("2025", "74120")))
    ['creation']
    >>> sorted(table.sectors_of(Code("2008", "74110")))
    []
    """

    def __init__(self, prefixes: Iterable[tuple[Code, Sector]]):
        self._sectors: defaultdict[Code, set[Sector]] = defaultdict(set)
        for prefix, sector in prefixes:
            self._sectors[prefix].add(sector)
        self._lengths = sorted({len(prefix.digits) for prefix in self._sectors})

    def sectors_of(self, code: Code) -> set[Sector]:
        """Return every sector of which some prefix, short or long, begins the code."""
        found: set[Sector] = set()
        for length in self._lengths:
            if length <= len(code.digits):
                found |= self._sectors.get(Code(code.version, code.digits[:length]), set())
        return found


def longest_prefix(code: Code, known: Container[Code]) -> Code | None:
    """Return the longest of the known codes that begins this one and is shorter.

    >>> known = {Code("2025", "74"), Code("2025", "741"), Code("2008", "7411")}
    >>> longest_prefix(Code("2025", "74110"), known)
    Code(version='2025', digits='741')

    :param known: codes in a container that answers ``in`` at once
    """
    for length in range(len(code.digits) - 1, 0, -1):
        prefix = Code(code.version, code.digits[:length])
        if prefix in known:
            return prefix
    return None
