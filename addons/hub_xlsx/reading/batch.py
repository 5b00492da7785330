"""What a stream of exported records is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Batch:
    """Some records of an export, in order, column by column.

    :param ids: the records
    :param columns: for each exported path the values of all lines, as Odoo's ``export_data`` gives them: ``""`` where
        there is nothing, else ``str``, ``int``, ``float``, ``bool``, ``date``, ``datetime``, rarely ``bytes`` or a list
    :param lines: how many lines each record has; None where each has one
    """

    ids: Sequence[int]
    columns: Sequence[Sequence[Any]]
    lines: Sequence[int] | None = None

    def rows(self) -> Iterator[tuple]:
        """The lines, one tuple each."""
        return zip(*self.columns, strict=True)

    def records(self) -> Iterator[tuple[int, list[tuple]]]:
        """Each record with its lines."""
        rows = self.rows()
        counts = [1] * len(self.ids) if self.lines is None else self.lines
        for record_id, count in zip(self.ids, counts, strict=True):
            yield record_id, [next(rows) for _line in range(count)]
