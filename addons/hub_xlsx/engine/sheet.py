"""A sheet as it is written to, whatever number of sheets it takes in the file."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .part import Part
from .styles import Style

BATCH = 1_000
"""Rows that are encoded at once: more would take memory and gain nothing."""


class Sheet:
    """A sheet that is open for writing. Rows that it has no room for go on in further sheets with the same header.

    :param open_part: makes the first, second, … sheet of the file for it
    """

    def __init__(self, width: int, open_part: Callable[[int], Part]) -> None:
        self._width = width
        self._open_part = open_part
        self._parts = 1
        self._part: Part | None = open_part(1)
        self.rows = 0

    def write_columns(self, columns: Sequence[Sequence[Any]]) -> None:
        """Write rows given as one list a column, all equally long.

        :raises ValueError: for another number of columns, unequal lengths, or a sheet that is closed
        """
        lengths = {len(values) for values in columns}
        if len(columns) != self._width or len(lengths) > 1:
            raise ValueError(f"The sheet has {self._width} columns; given were {len(columns)} of lengths {lengths}.")
        total = next(iter(lengths), 0)
        done = 0
        while done < total:
            part = self._part_with_room()
            count = min(BATCH, part.room, total - done)
            batch = columns if count == total else [values[done : done + count] for values in columns]
            part.write(batch)
            done += count
        self.rows += total

    def write_rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write any number of rows; they are read as they are needed."""
        iterator = iter(rows)
        while batch := list(itertools.islice(iterator, BATCH)):
            self.write_columns(list(zip(*batch, strict=True)))

    def write_row(self, values: Sequence[Any], styles: Sequence[Style | None] | Style | None = None) -> None:
        """Write one row; ``styles`` has one for each cell, or is one for all of them.

        :raises ValueError: as ``write_columns``
        """
        styles = [styles] * len(values) if styles is None or isinstance(styles, Style) else styles
        if not len(values) == len(styles) == self._width:
            raise ValueError(
                f"The sheet has {self._width} columns; given were {len(values)} values, {len(styles)} styles."
            )
        self._part_with_room().write_row(values, styles)
        self.rows += 1

    def finish(self) -> dict[str, bytes]:
        """End the sheet; returns the parts of the workbook with it."""
        part, self._part = self._part, None
        return part.finish()

    def _part_with_room(self) -> Part:
        if self._part is None:
            raise ValueError("The sheet is closed: another one was begun, or the book has ended.")
        if self._part.room <= 0:
            self._part.finish()
            self._parts += 1
            self._part = self._open_part(self._parts)
        return self._part
