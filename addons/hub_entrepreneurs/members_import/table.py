"""The table in a sheet: its headers, what its columns are taken for, and how that is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from .guessing import Found, Source, guess
from .headers import SAMPLE, Column, text
from .sheets import Row
from .where import Headers


@dataclass(frozen=True)
class Reading:
    """How a workbook is read: what its reader knows beside it."""

    zone: tzinfo = UTC
    """Where the day of a moment is looked up."""
    is_cluster: Callable[[str], bool] = lambda _text: False
    recall: Callable[[Sequence[str]], Mapping[str, Column | None]] = lambda _headers: {}
    """What columns with these headers were taken for the last time."""
    chosen: Mapping[int, Column] | None = None
    """What somebody said that the columns mean, by their places."""
    everywhere: Mapping[Column, object] = field(default_factory=dict)
    """What counts for each line where the list has no column for it."""
    is_strict: bool = True
    """Whether a list that lacks a column is refused."""
    sheet: str = ""
    """What the sheet is called that is meant, where several have a list."""


@dataclass(frozen=True)
class Table:
    """The rows under the headers of a sheet."""

    rows: Sequence[Row]
    epoch: datetime
    columns: list[Found]
    is_named: bool
    """Whether any header says what its column holds."""

    @property
    def places(self) -> dict[int, Column]:
        """What is read unless somebody says otherwise: of two columns that say the same, the one that comes first.

        Cells that alone tell what they are don't tell which of two columns is meant.
        """
        places: dict[int, Column] = {}
        for each in self.columns:
            rivals = [other for other in self.columns if other.column is each.column]
            is_asked = len(rivals) > 1 and each.source is Source.CONTENT
            if each.column and not is_asked and (each.column is Column.REMARK or each.column not in places.values()):
                places[each.place] = each.column
        return places


def find_table(rows: Sequence[Row], headers: Headers, epoch: datetime, reading: Reading) -> Table:
    """Return the lines under the headers of a sheet, and what its columns mean."""
    under = rows[headers.above + 1 :]
    sample = under[:SAMPLE]
    filled = {place for row in sample for place, value in row.cells.items() if text(value)}
    texts = {
        place: headers.texts.get(place, "") for place in sorted(filled.union(filter(headers.texts.get, headers.texts)))
    }
    cells = {place: [row.cells.get(place) for row in sample] for place in texts}
    guessed = guess(texts, cells, reading.is_cluster)
    remembered = reading.recall(list(texts.values()))
    columns = guess(texts, cells, reading.is_cluster, remembered) if remembered else guessed
    columns = [replace(column, guessed=plain.column) for column, plain in zip(columns, guessed, strict=True)]
    return Table(under, epoch, columns, bool(headers.places))
