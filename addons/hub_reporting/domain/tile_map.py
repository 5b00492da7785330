"""A tile map: one tile of the same size for each of the 19 communes, placed about as they lie, shaded by a number.

On a real map the smallest communes, which have the most companies, can hardly be seen. The browser, the picture and the
cells of a workbook draw the same map: where a tile stands, how its name is broken into lines, and which step its number
falls into are told here once.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from itertools import count
from typing import NamedTuple, TypedDict

PLACES: dict[str, tuple[int, int]] = {
    "21008": (0, 0),  # Ganshoren
    "21010": (1, 0),  # Jette
    "21006": (3, 0),  # Evere
    "21003": (0, 1),  # Berchem-Sainte-Agathe
    "21011": (1, 1),  # Koekelberg
    "21004": (2, 1),  # City of Brussels
    "21015": (3, 1),  # Schaerbeek
    "21018": (4, 1),  # Woluwe-Saint-Lambert
    "21012": (1, 2),  # Molenbeek-Saint-Jean
    "21014": (2, 2),  # Saint-Josse-ten-Noode
    "21005": (3, 2),  # Etterbeek
    "21019": (4, 2),  # Woluwe-Saint-Pierre
    "21001": (0, 3),  # Anderlecht
    "21013": (1, 3),  # Saint-Gilles
    "21009": (2, 3),  # Ixelles
    "21002": (3, 3),  # Auderghem
    "21007": (1, 4),  # Forest
    "21016": (2, 4),  # Uccle
    "21017": (3, 4),  # Watermael-Boitsfort
}
"""The column, from the west, and the row, from the north, of a tile, by the NIS code of its commune."""

PALETTE: tuple[tuple[str, str], ...] = (
    ("#ffffff", "#212529"),
    ("#deebf7", "#212529"),
    ("#9ecae1", "#212529"),
    ("#5ba3d0", "#10151a"),
    ("#2171b5", "#ffffff"),
    ("#08306b", "#ffffff"),
)
"""Fill and ink of the shades: none, then one hue from light to dark. Told apart by everybody, also printed in grey."""

HIDDEN = ("#ffffff", "#212529")
"""Fill and ink of a tile whose number is not shown; it is hatched."""

MOST_STEPS = len(PALETTE) - 1
LINE_LENGTH = 11


class Place(NamedTuple):
    """Something that has a number: a commune, or what lies in none; without a code it has no tile, but a row."""

    key: int | bool
    code: str | None
    name: str


class Step(TypedDict):
    """A step of the legend, both ends included; the same end twice where only one number falls into it."""

    low: float
    high: float
    fill: str
    ink: str


class Tile(TypedDict):
    """A commune with its number: nothing where it is not shown. Without a place it stands in the table alone."""

    key: int | bool
    name: str
    lines: list[str]
    place: tuple[int, int] | None
    number: float | None
    fill: str
    ink: str


class TileMap(TypedDict):
    """What is drawn: tiles in the order of the table, steps from the lowest, and whether numbers are whole."""

    tiles: list[Tile]
    steps: list[Step]
    whole: bool
    hidden: bool


def tile_map(places: Iterable[Place], numbers: dict[int | bool, float | None]) -> TileMap:
    """Return the map of numbers by the keys of places; a place without one counts as zero, nothing is not shown.

    >>> drawn = tile_map([Place(1, "21009", "Ixelles"), Place(2, "21016", "Uccle")], {1: 40})
    >>> [(tile["name"], tile["number"], tile["place"], tile["fill"]) for tile in drawn["tiles"]]
    [('Ixelles', 40, (2, 3), '#08306b'), ('Uccle', 0, (2, 4), '#ffffff')]
    >>> [(step["low"], step["high"]) for step in drawn["steps"]]
    [(1, 10), (11, 20), (21, 30), (31, 40)]
    """
    places = list(places)
    shown = {place.key: numbers.get(place.key, 0) for place in places}
    known = [number for number in shown.values() if number is not None]
    whole = all(float(number).is_integer() for number in known)
    steps = scale(
        [shown[place.key] for place in places if place.code in PLACES and shown[place.key] is not None], whole
    )
    return {
        "tiles": [_tile(place, shown[place.key], steps) for place in places],
        "steps": steps,
        "whole": whole,
        "hidden": len(known) < len(places),
    }


def _tile(place: Place, number: float | None, steps: Collection[Step]) -> Tile:
    fill, ink = HIDDEN if number is None else shade(number, steps)
    return {
        "key": place.key,
        "name": place.name,
        "lines": broken(place.name),
        "place": PLACES.get(place.code or ""),
        "number": number,
        "fill": fill,
        "ink": ink,
    }


def scale(numbers: Collection[float], whole: bool = True) -> list[Step]:
    """Return steps of one width, at most five, that hold all the numbers; none where all are zero.

    The width is one, two or five, or that with noughts behind it: numbers that people can read.

    >>> [(step["low"], step["high"]) for step in scale([3, 17, 0])]
    [(1, 5), (6, 10), (11, 15), (16, 20)]
    >>> [(step["low"], step["high"]) for step in scale([1, 2])]
    [(1, 1), (2, 2)]
    >>> [(step["low"], step["high"]) for step in scale([0.2, 1.1], whole=False)]
    [(0.0, 0.5), (0.5, 1.0), (1.0, 1.5)]
    >>> [(step["low"], step["high"]) for step in scale([-3, 8])]
    [(-5, 0), (1, 5), (6, 10)]
    >>> scale([0, 0]), scale([])
    ([], [])
    """
    low, high = min(numbers, default=0), max(numbers, default=0)
    low, high = min(low, 0), max(high, 0)
    if low == high:
        return []
    width = next(width for width in _widths(high - low, whole) if _steps_between(low, high, width) <= MOST_STEPS)
    first, amount = math.floor(low / width), _steps_between(low, high, width)
    # Whole numbers: a step begins behind the one before, the lowest one at zero or where the negative ones begin.
    above = 1 if whole else 0
    return [
        {
            "low": _clean((first + rank) * width) + (above if rank or not low else 0),
            "high": _clean((first + rank + 1) * width),
            **dict(zip(("fill", "ink"), PALETTE[1 + _spread(rank, amount)], strict=True)),
        }
        for rank in range(amount)
    ]


def shade(number: float, steps: Collection[Step]) -> tuple[str, str]:
    """Return fill and ink of a number: those of its step, or of none where it is zero and no step holds that."""
    for step in steps:
        if number <= step["high"] and (number != 0 or step["low"] < 0):
            return step["fill"], step["ink"]
    return PALETTE[0]


def broken(name: str) -> list[str]:
    """Break a name into lines that a tile has room for, behind blanks and hyphens.

    >>> broken("Woluwe-Saint-Lambert"), broken("City of Brussels"), broken("Jette")
    (['Woluwe-', 'Saint-', 'Lambert'], ['City of', 'Brussels'], ['Jette'])
    """
    lines = [""]
    for word in name.replace("-", "- ").split():
        joint = "" if not lines[-1] or lines[-1].endswith("-") else " "
        if lines[-1] and len(lines[-1] + joint + word) > LINE_LENGTH:
            lines.append(word)
        else:
            lines[-1] += joint + word
    return lines


def _widths(distance: float, whole: bool) -> Iterable[float]:
    """Yield one, two and five with noughts, from below what five steps need; for whole numbers nothing below one."""
    power = math.floor(math.log10(distance / MOST_STEPS))
    for exponent in count(max(power, 0) if whole else power):
        for digit in (1, 2, 5):
            yield digit * 10**exponent


def _steps_between(low: float, high: float, width: float) -> int:
    return math.ceil(_clean(high / width)) - math.floor(_clean(low / width))


def _spread(rank: int, amount: int) -> int:
    """Return which shade a step has: few steps take shades that lie far from each other."""
    return (MOST_STEPS - 1) * rank // (amount - 1) if amount > 1 else MOST_STEPS // 2


def _clean(number: float) -> float:
    """Return a number without the noise behind its twelfth place."""
    return number if isinstance(number, int) else round(number, 12)
