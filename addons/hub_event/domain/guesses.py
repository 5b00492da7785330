"""How often somebody guesses at links that nobody knows by heart.

>>> guesses = Guesses(most=2, seconds=600)
>>> [guesses.is_over("a", 0), guesses.note("a", 0), guesses.note("a", 1), guesses.is_over("a", 2)]
[False, None, None, True]
>>> guesses.is_over("b", 2), guesses.is_over("a", 601), guesses.is_over("a", 602)
(False, False, False)
"""

from __future__ import annotations

from collections import OrderedDict, deque

_KEPT = 10_000


class Guesses:
    """The wrong guesses of the last while, by who made them; the oldest guessers are forgotten first."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()

    def note(self, who: str, now: float) -> None:
        """Note a wrong guess."""
        self._moments.setdefault(who, deque(maxlen=self._most)).append(now)
        self._moments.move_to_end(who)
        while len(self._moments) > _KEPT:
            self._moments.popitem(last=False)

    def is_over(self, who: str, now: float) -> bool:
        """Tell whether somebody has guessed too often."""
        moments = self._moments.get(who, ())
        return len(moments) >= self._most and now - moments[0] < self._seconds
