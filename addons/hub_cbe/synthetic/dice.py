"""Chance that a seed decides: the same key throws the same, in any order and on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws that hang on a key and on nothing else; some forty of them."""

    __slots__ = ("_left",)

    def __init__(self, *key: int | str):
        self._left = int.from_bytes(blake2b(repr(key).encode(), digest_size=64).digest(), "big")

    def below(self, most: int) -> int:
        """Return a whole number from zero up to, but without, another.

        >>> [Dice("seed", 1).below(6), Dice("seed", 1).below(6)] == [Dice("seed", 1).below(6)] * 2
        True
        """
        self._left, thrown = divmod(self._left, most)
        return thrown

    def of(self, things: Sequence[T]) -> T:
        """Return one of some things."""
        self._left, thrown = divmod(self._left, len(things))
        return things[thrown]

    def percent(self, chance: int) -> bool:
        """Tell whether what has so many chances in a hundred happens."""
        self._left, thrown = divmod(self._left, 100)
        return thrown < chance
