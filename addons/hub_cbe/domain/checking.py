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
    """Checks the rows of a file. Most rows repeat the codes and days of others, which are looked at once.

    :param codes: without a table of it, any code of that column is taken
    """

    def __init__(self, file: File, codes: Codes):
        self.file = file
        self._codes = codes
        columns = list(enumerate(file.columns))
        # Few values, many times; days; and what each row has of its own.
        self._repeated = [place for place, column in columns if column.width or column.table]
        self._days = [(place, column) for place, column in columns if column.is_date]
        self._numbers = [(place, column) for place, column in columns if column.is_number]
        self._get_repeated = _getter(self._repeated)
        self._get_numbers = _getter([place for place, _column in self._numbers])
        others = {*self._repeated, *(place for place, _column in (*self._days, *self._numbers))}
        self._texts = [(place, column) for place, column in columns if place not in others]
        self._good: set[Cells] = set()
        self._good_days: set[str] = set()
        self._last_numbers: Cells = ""

    def good(self, batch: Batch, faults: Faults) -> list[Row]:
        """Return the good rows of a batch; the bad ones are noted."""
        bad = {place: found for place, row in enumerate(batch.rows) if (found := self.find(row))}
        if not bad:
            return batch.rows
        lines = batch.lines()
        for place, (fault, column, value) in bad.items():
            bad_row = BadRow(f"{self.file.name}.csv", lines[place], fault, column.name, value[:_SHOWN])
            faults.note(bad_row, "" if column.is_number else batch.rows[place][self.file.entity])
        return [row for place, row in enumerate(batch.rows) if place not in bad]

    def find(self, row: Row) -> Finding | None:
        """Return what is wrong with a row, None for a good one."""
        numbers = self._get_numbers(row)
        if numbers != self._last_numbers:
            for place, column in self._numbers:
                if found := self._of_number(row[place], column):
                    return found
            self._last_numbers = numbers
        repeated = self._get_repeated(row)
        if repeated not in self._good:
            if found := self._of_repeated(row):
                return found
            if len(self._good) >= _REMEMBERED:
                self._good.clear()
            self._good.add(repeated)
        for place, column in self._days:
            value = row[place]
            if value not in self._good_days or not value:
                if found := self._of_code_or_day(value, column):
                    return found
                self._good_days.add(value)
        for place, column in self._texts:
            value = row[place]
            if (not value and column.mandatory) or len(value) > column.most:
                return self._of_text(value, column)
        return None

    def _of_number(self, value: str, column: Column) -> Finding | None:
        is_right = is_number(value) and (not column.first or value[0] in column.first)
        return None if is_right else Finding(Fault.NUMBER, column, value)

    def _of_text(self, value: str, column: Column) -> Finding | None:
        if not value:
            return Finding(Fault.LACKS, column, value) if column.mandatory else None
        return Finding(Fault.TOO_LONG, column, value) if len(value) > column.most else None

    def _of_repeated(self, row: Row) -> Finding | None:
        for place in self._repeated:
            if found := self._of_code_or_day(row[place], self.file.columns[place]):
                return found
        if "NaceCode" in self.file.names:
            return self._of_activity(row)
        return None

    def _of_code_or_day(self, value: str, column: Column) -> Finding | None:
        if found := self._of_text(value, column):
            return found
        if not value:
            return None
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
        place = self.file.place("NaceCode")
        code, version = row[place], row[self.file.place("NaceVersion")]
        table = self._codes.get(f"Nace{version}")
        is_known = code in table if table else code.isdigit() and len(code) in _NACE_LENGTHS
        return None if is_known else Finding(Fault.CODE, self.file.columns[place], code)


def _getter(places: Sequence[int]) -> Callable[[Row], Cells]:
    return itemgetter(*places) if places else lambda _row: ""
