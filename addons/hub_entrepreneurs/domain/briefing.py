"""What a briefing about a company is made of: sections of lines, each as long as a page of paper can bear."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MAX_COMPANIES = 40
"""How many companies one file holds: more than anybody visits in a day."""

_ELLIPSIS = "…"


class Line(NamedTuple):
    """One fact: what, beside it when or how much, and below it a little more."""

    text: str
    aside: str = ""
    detail: str = ""
    alert: bool = False
    """Whether it is late, or missing."""


class Section(NamedTuple):
    """A few facts under a title."""

    name: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0
    """How many further lines there are that do not fit."""


def section(name: str, title: str, lines: Iterable[Line], at_most: int) -> Section:
    """Return a section with its first lines, each clipped to what fits.

    >>> kept = section("outcomes", "Outcomes", [Line("a"), Line("b"), Line("c")], 2)
    >>> [line.text for line in kept.lines], kept.more
    (['a', 'b'], 1)
    """
    lines = list(lines)
    kept = tuple(
        Line(clip(line.text, 110), clip(line.aside, 40), clip(line.detail, 190), line.alert) for line in lines[:at_most]
    )
    return Section(name, title, kept, len(lines) - len(kept))


def clip(text: str | None, length: int) -> str:
    r"""Return a text in one line of at most so many characters, cut between words where that is possible.

    Signs that show nothing and turn the direction of what follows are dropped.

    >>> clip("Wants  to\n use what is left over", 17)
    'Wants to use…'
    >>> clip("x" * 30, 10)
    'xxxxxxxxx…'
    >>> clip("a\u202eb\x07", 10), clip(None, 5)
    ('ab', '')
    """
    # Of a very long text only the beginning can count.
    text = (text or "")[: 8 * length]
    shown = "".join(sign if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf") else "" for sign in text)
    words = " ".join(shown.split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > length // 2 else cut).rstrip(" ,;:.") + _ELLIPSIS


def joined(parts: Sequence[str | None], mark: str = " · ") -> str:
    """Return the parts that are there, with a mark between them.

    >>> joined(["Owner", None, "", "decides"])
    'Owner · decides'
    """
    return mark.join(part for part in parts if part)
