"""Whether the cells of a row are what the register writes: numbers, days, codes, no more than fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from .layout import EXTRA_CODES, NACE_VERSIONS, Column, File, read_date
from .numbers import is_number
from .problems import BadRow, Fault, Faults
from .records import Batch, Row

_SHOWN = 60
_REMEMBERED = 100_000
_NACE_LENGTHS = (5, 7)

Cells = str | tuple[str, ...]
Codes = Mapping[str, frozenset[str]]
"""The codes of each code table of an extract."""


class Finding(NamedTuple):
    """What is wrong with a row, and in which column."""

    fault: Fault
    column: Column
    value: str


class Checker:
    """Checks the rows of a file, a column of many rows at a time: most repeat the codes and days of others.

    :param codes: without a table of it, any code of that column is taken
    """

    def __init__(self, file: File, codes: Codes):
        self.file = file
        self._codes = codes
        columns = list(enumerate(file.columns))
        self._numbers = [(place, column) for place, column in columns if column.is_number]
        self._days = [(place, column) for place, column in columns if column.is_date]
        self._coded = [place for place, column in columns if column.width or column.table]
        others = {*self._coded, *(place for place, _column in (*self._numbers, *self._days))}
        self._texts = [(place, column) for place, column in columns if place not in others]
        self._get_codes = _getter(self._coded)
        self._good_codes: set[Cells] = set()
        self._good_days: set[str] = set()

    def good(self, batch: Batch, faults: Faults) -> list[Row]:
        """Return the good rows of a batch; the bad ones are noted."""
        if not batch.rows or self._are_all_good(batch.rows):
            return batch.rows
        bad = {place: found for place, row in enumerate(batch.rows) if (found := self.find(row))}
        lines = batch.lines()
        for place, (fault, column, value) in bad.items():
            bad_row = BadRow(f"{self.file.name}.csv", lines[place], fault, column.name, value[:_SHOWN])
            faults.note(bad_row, "" if column.is_number else batch.rows[place][self.file.entity])
        return [row for place, row in enumerate(batch.rows) if place not in bad]

    def find(self, row: Row) -> Finding | None:
        """Return what is wrong with a row, None for a good one."""
        columns = [*self._numbers, *((place, self.file.columns[place]) for place in self._coded), *self._days]
        found = (self._of_cell(row[place], column) for place, column in [*columns, *self._texts])
        return next(filter(None, found), None) or self._of_activity(row)

    def _are_all_good(self, rows: list[Row]) -> bool:
        """Tell whether nothing is wrong with any row, and remember their codes and days."""
        new = {codes: row for row in rows if (codes := self._get_codes(row)) not in self._good_codes}
        if any(map(self.find, new.values())):
            return False
        if len(self._good_codes) > _REMEMBERED:
            self._good_codes.clear()
        self._good_codes.update(new)
        for place, column in self._days:
            days = {*map(itemgetter(place), rows)} - self._good_days
            if any(self._of_cell(day, column) for day in days):
                return False
            self._good_days.update(filter(None, days))
        for place, column in self._texts:
            texts = list(map(itemgetter(place), rows))
            if max(map(len, texts)) > column.most or (column.mandatory and not all(texts)):
                return False
        numbers = ((number, column) for place, column in self._numbers for number in {*map(itemgetter(place), rows)})
        return not any(self._of_cell(number, column) for number, column in numbers)

    def _of_cell(self, value: str, column: Column) -> Finding | None:
        if column.is_number:
            is_right = is_number(value) and (not column.first or value[0] in column.first)
            return None if is_right else Finding(Fault.NUMBER, column, value)
        if found := self._of_text(value, column):
            return found
        return self._of_code_or_day(value, column) if value else None

    def _of_text(self, value: str, column: Column) -> Finding | None:
        if not value:
            return Finding(Fault.LACKS, column, value) if column.mandatory else None
        return Finding(Fault.TOO_LONG, column, value) if len(value) > column.most else None

    def _of_code_or_day(self, value: str, column: Column) -> Finding | None:
        if column.is_date:
            return None if read_date(value) else Finding(Fault.DATE, column, value)
        if column.name == "NaceVersion":
            return None if value in NACE_VERSIONS else Finding(Fault.CODE, column, value)
        table = self._codes.get(column.table)
        if table and value not in table and value not in EXTRA_CODES.get(column.table, ()):
            return Finding(Fault.CODE, column, value)
        return None

    def _of_activity(self, row: Row) -> Finding | None:
        """Look for the code in the table of its version."""
        if "NaceCode" not in self.file.names:
            return None
        place = self.file.place("NaceCode")
        code, version = row[place], row[self.file.place("NaceVersion")]
        table = self._codes.get(f"Nace{version}")
        is_known = code in table if table else code.isdigit() and len(code) in _NACE_LENGTHS
        return None if is_known else Finding(Fault.CODE, self.file.columns[place], code)


def _getter(places: Sequence[int]) -> Callable[[Row], Cells]:
    return itemgetter(*places) if places else lambda _row: ""
