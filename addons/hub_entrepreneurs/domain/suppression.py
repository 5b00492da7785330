"""Numbers of persons that may be shown: small ones hidden, the others in steps.

A number below the threshold could point at somebody. An exact one could as well, beside the exact one of the day
before: when a company with one new owner makes 12 out of 11, everybody knows something about that owner. Steps as wide
as the threshold leave the number as it is when one or two are added.

Steps alone do not help against somebody who adds known persons until the number is just below the next step. So a size
is published once a month at most, and only once it differs from the last one by a margin: as much as the threshold and
something that nobody knows. A size that moves tells of ten persons at least, and nobody can say of which.
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


def margin(width: int, secret: str) -> int:
    """Return by how much a size has to differ from the published one before it is published anew.

    :param int width: the threshold
    :param str secret: hexadecimal digits that nobody knows, the same all through a month
    """
    return width + int(secret, 16) % width


def published(before: int | None, now: int, least: int) -> int:
    """Return the size to publish: the one of before, unless it differs by a margin or there is none yet.

    >>> published(None, 7, 10), published(25, 34, 10), published(25, 35, 10), published(25, 14, 10)
    (7, 25, 35, 14)
    """
    return now if before is None or abs(now - before) >= least else before
