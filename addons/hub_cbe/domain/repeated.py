"""Rows of a file that says few things many times: of 36 million activities, some ten thousand are different.

What stands behind the number of a row is taken apart, looked at and packed once.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable

from .checking import Checker
from .numbers import is_number
from .records import Row

_END = b'",'
_REMEMBERED = 200_000

Packed = list[tuple[str, list[str]]]
"""Numbers, each with its rows as texts."""


class Repeated:
    """Packs rows by what stands behind their number.

    :param checker: finds what is wrong with a row
    :param pack: makes a text of a row
    """

    def __init__(self, checker: Checker, pack: Callable[[Row], str]):
        self._checker = checker
        self._pack = pack
        self._texts: dict[bytes, str] = {}

    def packed(self, pieces: Iterable[bytes]) -> Packed | None:
        """Return rows that are not taken apart yet by their numbers, as texts; None if one of them is bad.

        :param pieces: the rows, each without its first quote
        """
        parts = [piece.partition(_END) for piece in pieces]
        texts = self._texts
        missing = {tail: number for number, _end, tail in parts if tail not in texts}
        if not all(self._learn(number, tail) for tail, number in missing.items()):
            return None
        found: dict[bytes, list[str]] = defaultdict(list)
        for number, _end, tail in parts:
            found[number].append(texts[tail])
        packed = [(number.decode(), of_number) for number, of_number in found.items()]
        return packed if all(is_number(number) for number, _texts in packed) else None

    def of_rows(self, rows: Iterable[Row]) -> Packed:
        """Return rows that were taken apart in the same way."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            found[row[0]].append(self._pack(row))
        return [*found.items()]

    def _learn(self, number: bytes, tail: bytes) -> bool:
        if len(self._texts) >= _REMEMBERED:
            return False
        try:
            [row] = csv.reader([f'"{number.decode()}",{tail.decode()}'], strict=True)
        except (csv.Error, ValueError):
            return False
        if len(row) != len(self._checker.file.columns) or self._checker.find(row):
            return False
        self._texts[tail] = self._pack(row)
        return True
