"""A tile map as a picture: SVG for pages and files, PNG for a workbook, which takes no SVG."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import reportlab
from PIL import Image, ImageDraw, ImageFont

from .tile_map import PLACES, Tile, TileMap

SIDE = 96
GAP = 6
COLUMNS = 1 + max(column for column, _row in PLACES.values())
ROWS = 1 + max(row for _column, row in PLACES.values())
WIDTH = COLUMNS * SIDE + (COLUMNS - 1) * GAP
LEGEND = 34
HEIGHT = ROWS * (SIDE + GAP) + LEGEND
_NAME_SIZE, _NUMBER_SIZE, _LINE = 12, 20, 15
_EDGE = "#6c757d"
# Odoo requires reportlab, which brings a font that has every accent; the one of Pillow has none.
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


class Words(NamedTuple):
    """How numbers are written, and what stands where none is shown, in the reader's language."""

    number: Callable[[float], str]
    hidden: str


class _Box(NamedTuple):
    """A rectangle with lines of text: those of a tile stand from its top, its number at its bottom."""

    x: int
    y: int
    width: int
    height: int
    fill: str
    ink: str
    lines: list[str]
    number: str


def legend(drawn: TileMap, words: Words) -> list[tuple[str, str, str]]:
    """Return label, fill and ink of each step.

    >>> from .tile_map import Place, tile_map
    >>> drawn = tile_map([Place(1, "21009", "Ixelles")], {1: 12})
    >>> [label for label, _fill, _ink in legend(drawn, Words(str, "–"))]
    ['1–5', '6–10', '11–15']
    """
    return [
        (
            words.number(step["low"])
            if step["low"] == step["high"]
            else f"{words.number(step['low'])}–{words.number(step['high'])}",
            step["fill"],
            step["ink"],
        )
        for step in drawn["steps"]
    ]


def _written(tile: Tile, words: Words) -> str:
    return words.hidden if tile["number"] is None else words.number(tile["number"])


def _boxes(drawn: TileMap, words: Words) -> Iterator[_Box]:
    for tile in drawn["tiles"]:
        if tile["place"] is None:
            continue
        column, row = tile["place"]
        where = column * (SIDE + GAP), row * (SIDE + GAP), SIDE, SIDE
        yield _Box(*where, tile["fill"], tile["ink"], tile["lines"], _written(tile, words))
    steps = legend(drawn, words)
    for rank, (label, fill, ink) in enumerate(steps):
        width = (WIDTH - GAP * (len(steps) - 1)) // len(steps)
        yield _Box(rank * (width + GAP), HEIGHT - LEGEND + GAP, width, LEGEND - GAP - 1, fill, ink, [label], "")


def svg(drawn: TileMap, title: str, words: Words) -> str:
    """Return the map as an SVG document; its title and its numbers are text that a screen reader reads.

    >>> from .tile_map import Place, tile_map
    >>> drawn = tile_map([Place(1, "21009", "A & B")], {1: 12})
    >>> "A &amp; B" in svg(drawn, "Companies", Words(str, "–"))
    True
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label={quoteattr(title)} font-family="sans-serif" text-anchor="middle">',
        f"<title>{escape(title)}</title>",
    ]
    for box in _boxes(drawn, words):
        middle = box.x + box.width // 2
        parts.append(
            f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4"'
            f' fill="{box.fill}" stroke="{_EDGE}"/>'
        )
        for rank, line in enumerate(box.lines):
            parts.append(_text(middle, box.y + 18 + rank * _LINE, line, _NAME_SIZE, box.ink))
        if box.number:
            parts.append(_text(middle, box.y + box.height - 12, box.number, _NUMBER_SIZE, box.ink))
    return "".join([*parts, "</svg>"])


def _text(x: int, y: int, text: str, size: int, ink: str) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{ink}">{escape(text)}</text>'


def png(drawn: TileMap, words: Words, zoom: int = 2) -> bytes:
    """Return the map as a PNG on white, for a workbook; its alternative text is the table beside it.

    >>> from .tile_map import Place, tile_map
    >>> png(tile_map([Place(1, "21009", "Ixelles")], {1: 12}), Words(str, "–"))[1:4]
    b'PNG'
    """
    image = Image.new("RGB", (WIDTH * zoom, HEIGHT * zoom), "#ffffff")
    pen = ImageDraw.Draw(image)
    fonts = {size: ImageFont.truetype(str(_FONT), size * zoom) for size in (_NAME_SIZE, _NUMBER_SIZE)}
    for box in _boxes(drawn, words):
        corners = [each * zoom for each in (box.x, box.y, box.x + box.width - 1, box.y + box.height - 1)]
        pen.rounded_rectangle(corners, radius=4 * zoom, fill=box.fill, outline=_EDGE, width=zoom)
        middle = (box.x + box.width // 2) * zoom
        for rank, line in enumerate(box.lines):
            place = middle, (box.y + 18 + rank * _LINE) * zoom
            pen.text(place, line, box.ink, fonts[_NAME_SIZE], anchor="ms")
        if box.number:
            place = middle, (box.y + box.height - 12) * zoom
            pen.text(place, box.number, box.ink, fonts[_NUMBER_SIZE], anchor="ms")
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
