"""Numbers of persons that may be shown: small ones hidden, the others in steps.

A number below the threshold could point at somebody. An exact one could as well, beside the exact one of the day
before: when a company with one new owner makes 12 out of 11, everybody knows something about that owner. Steps as wide
as the threshold leave the number as it is when one or two are added.
"""

from __future__ import annotations

DEFAULT_THRESHOLD = 10


def threshold(text: str | bool | None) -> int:
    """Return the threshold that a parameter says; what is no number above one counts as the default."""
    try:
        number = int(text or DEFAULT_THRESHOLD)
    except ValueError:
        return DEFAULT_THRESHOLD
    return number if number > 1 else DEFAULT_THRESHOLD


def step(count: int, width: int) -> tuple[int, int] | None:
    """Return the lowest and the highest number that may be told of a count; None for a small one."""
    if count < width:
        return None
    lowest = count - count % width
    return lowest, lowest + width - 1
