"""What is the same for all companies that a process loads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .quiet import SAME

T = TypeVar("T")


class Same(dict):
    """What was asked already, by what it is."""

    __hash__ = object.__hash__


def once(env, what: str, ask: Callable[[], T]) -> T:
    """Return what is asked, and ask it once where a process says that it is the same for all that it does."""
    same = env.context.get(SAME)
    if not isinstance(same, Same):
        return ask()
    if what not in same:
        same[what] = ask()
    return same[what]
