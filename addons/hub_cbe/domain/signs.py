"""How a file shows that a spreadsheet program has opened and saved it.

Such a program writes no quotes, takes ``000`` for 0 and ``1-3`` for the first of March, and ends at its millionth row.
What it has lost can't be guessed, so the file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .layout import Column, File, read_date
from .problems import Sign

_ANY_DATE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?: \d\d?:.*)?")
_BARE_NUMBER = re.compile(r"\d{9,10}|\d{3}\.\d{3}\.\d{3}")
_FIRST_CELL = re.compile(r"[\d.]{9,13}(?:,|\r?$)")
_SEPARATORS = ";\t|"


def of_header(header: str, file: File) -> Sign | None:
    """Return what the first line of a file shows.

    >>> of_header("Id;StartDate", File("branch", (Column("Id", 13), Column("StartDate", 10))))
    <Sign.SEPARATOR: 'separator'>
    """
    alone = len(file.columns) == 1
    return Sign.SEPARATOR if not alone and "," not in header and any(map(header.count, _SEPARATORS)) else None


def of_lines(lines: Sequence[str], *, begin_with_number: bool) -> Sign | None:
    """Return what the first lines after it show as they stand there.

    >>> of_lines(['0123.456.749,AC,0,2,610,,1/02/2020'], begin_with_number=True)
    <Sign.QUOTES: 'quotes'>

    :param begin_with_number: the first column has numbers of the register
    """
    filled = [line for line in lines if line.strip()]
    if begin_with_number:
        return Sign.QUOTES if _most(filled, _FIRST_CELL.match) else None
    return Sign.QUOTES if filled and not any('"' in line for line in filled) else None


def of_rows(rows: Sequence[Sequence[str]], columns: Sequence[Column | None]) -> Sign | None:
    """Return what the cells of the first rows show.

    :param columns: the column of each place, None for one that the register does not have
    """
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows if place < len(row) and row[place]] if column else []
        if column and column.is_date and _most(cells, _is_turned):
            return Sign.DATES
        if column and _most(cells, lambda cell, column=column: _has_lost_zeros(cell, column)):
            return Sign.ZEROS
    return None


def _is_turned(cell: str) -> bool:
    shape = len(cell) == 10 and cell[2] == cell[5] == "-"
    return not shape and not read_date(cell) and _ANY_DATE.fullmatch(cell) is not None


def _has_lost_zeros(cell: str, column: Column) -> bool:
    if column.is_number:
        return _BARE_NUMBER.fullmatch(cell) is not None
    return len(cell) < column.width and cell.isascii() and cell.isdigit()


def _most(cells: Iterable[str], holds) -> bool:
    """Tell whether it holds of at least half of the cells: a single bad row is no spreadsheet."""
    found = [bool(holds(cell)) for cell in cells]
    return bool(found) and sum(found) * 2 >= len(found)
