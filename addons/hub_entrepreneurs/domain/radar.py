"""The scores of an assessment by dimension as a radar picture: its points, for pages that have no JavaScript.

The centre is 0 and the rim 100. The first dimension points up, the others follow clockwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, sin
from typing import NamedTuple

RADIUS = 100
RINGS = (25, 50, 75, 100)
LINE_LENGTH = 16
"""How many characters of a label stand in a line, if its words are shorter."""

_LABEL_AT = RADIUS + 10
_LINE_HEIGHT = 15
# How far a label may lie beside the middle and still be centred.
_CENTRED = 5


class Spoke(NamedTuple):
    """One dimension: where its line ends, and its label beside it."""

    x: float
    y: float
    label_x: float
    anchor: str
    """``start``, ``middle`` or ``end``: which part of the label stands at ``label_x``."""
    lines: tuple[tuple[float, str], ...]
    """The lines of the label, each with its base line."""


class Radar(NamedTuple):
    """All that is drawn, as an SVG has it; the centre is at 0, 0."""

    rings: tuple[str, ...]
    spokes: tuple[Spoke, ...]
    present: str
    previous: str


def draw(labels: Sequence[str], present: Sequence[float], previous: Sequence[float | None] = ()) -> Radar:
    """Return the picture of some scores, and of those before.

    A dimension that was not asked before counts as 0 there.

    >>> picture = draw(["Energy", "Circular Use of Materials", "Team", "Reach"], [100, 50, 0, 50])
    >>> picture.present
    '0.0,-100.0 50.0,0.0 0.0,0.0 -50.0,0.0'
    >>> picture.previous
    ''
    >>> [(spoke.anchor, [line for _y, line in spoke.lines]) for spoke in picture.spokes]
    [('middle', ['Energy']), ('start', ['Circular Use of', 'Materials']), ('middle', ['Team']), ('end', ['Reach'])]
    >>> draw(["One"], [40], [None]).previous
    '0.0,0.0'
    """
    count = len(labels)
    return Radar(
        rings=tuple(_polygon([ring] * count) for ring in RINGS),
        spokes=tuple(_spoke(rank, count, label) for rank, label in enumerate(labels)),
        present=_polygon(present),
        previous=_polygon(previous),
    )


def wrap(label: str) -> list[str]:
    """Break a label into lines of whole words.

    >>> wrap("Social and societal impact")
    ['Social and', 'societal impact']
    >>> wrap("Donaudampfschifffahrt abroad")
    ['Donaudampfschifffahrt', 'abroad']
    """
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _point(rank: int, count: int, distance: float) -> tuple[float, float]:
    angle = 2 * pi * rank / count
    # Without the negative zero that rounding leaves.
    return round(distance * sin(angle), 1) + 0.0, round(-distance * cos(angle), 1) + 0.0


def _polygon(scores: Iterable[float | None]) -> str:
    scores = list(scores)
    points = (_point(rank, len(scores), score or 0) for rank, score in enumerate(scores))
    return " ".join(f"{x},{y}" for x, y in points)


def _spoke(rank: int, count: int, label: str) -> Spoke:
    x, y = _point(rank, count, RADIUS)
    label_x, label_y = _point(rank, count, _LABEL_AT)
    anchor = "middle" if abs(label_x) < _CENTRED else "start" if label_x > 0 else "end"
    words = wrap(label)
    # Above the rim a label ends there, below it begins there, beside it is centred.
    share = 1 if label_y < -RADIUS / 2 else 0 if label_y > RADIUS / 2 else 0.5
    first = label_y - share * _LINE_HEIGHT * (len(words) - 1) + (0 if share == 1 else 4 if share else 10)
    lines = tuple((round(first + _LINE_HEIGHT * number, 1), line) for number, line in enumerate(words))
    return Spoke(x, y, label_x, anchor, lines)
