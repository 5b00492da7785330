"""Where the headers of a list are: under a title, and in one row or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .headers import JOINT, Column, find_columns, text
from .sheets import Row

# What may stand above the lines: headers, a title.
MAX_ABOVE = 20
# Beyond this column nobody has headers.
_LAST = 1000


@dataclass
class Headers:
    """The headers of a sheet: the place of their last row, their texts by column, and the columns that they name."""

    above: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    places: dict[Column, int] = field(default_factory=dict)


def find_headers(rows: Sequence[Row]) -> Headers:
    """Return the headers that name the most columns; one row goes before two that name as many.

    Two rows are titles, each over some columns, and titles of columns.
    """
    top = rows[: MAX_ABOVE + 1]
    candidates = [(place, _texts(row)) for place, row in enumerate(top)]
    candidates += [(place + 1, _joined(*pair)) for place, pair in enumerate(zip(top, rows[1:], strict=False))]
    best = Headers()
    for above, texts in candidates:
        places = find_columns(map(texts.get, range(min(max(texts, default=-1), _LAST) + 1)))
        if len(places) > len(best.places) or not best.texts:
            best = Headers(above, texts, places)
    return best


def _texts(row: Row) -> dict[int, str]:
    return {place: text(value) for place, value in row.cells.items()}


def _joined(upper: Row, lower: Row) -> dict[int, str]:
    """Return the headers of two rows: a title that spans columns, by merged cells or blanks, goes for each of them."""
    titles, names, spans = _texts(upper), _texts(lower), upper.spans
    last = max([*titles, *names, *(spans or {}).values()])
    group, group_last, joined = "", -1, {}
    for place in range(min(last, _LAST) + 1):
        if place in titles:
            group, group_last = titles[place], spans.get(place, place) if spans else last
        elif place > group_last:
            group = ""
        parts = dict.fromkeys(filter(None, (group, names.get(place))))
        if parts:
            joined[place] = JOINT.join(parts)
        if place not in names and not spans:
            # Nothing is below: the title is a column's own.
            group = ""
    return joined
