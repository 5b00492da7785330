"""What is wrong with a file of the register: what makes all of it useless, and what costs a single row.

Sentences are the caller's, who has the language of its reader: each problem says what kind it is, where it is, and with
which values.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import Enum
from typing import NamedTuple

ENOUGH = 1000
LEAST_SHARE = 10
"""More bad rows than that, and more than a tenth of all, are another format."""


class Refusal(Enum):
    """Why an extract is refused as a whole, and nothing of it is taken."""

    NO_ZIP = "no_zip"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    COMPRESSION = "compression"
    BOMB = "bomb"
    PATH = "path"
    TWICE = "twice"
    FILES = "files"
    COLUMNS = "columns"
    ROWS = "rows"
    """The file has no rows as the register writes them."""
    SPREADSHEET = "spreadsheet"
    META = "meta"
    TOO_MANY = "too_many"
    """So many rows are bad that this is no damage but another format."""
    FEWER = "fewer"
    """It has far less than the extract before: with it, most companies would have stopped."""


class Sign(Enum):
    """How a file shows that a spreadsheet program has saved it."""

    SEPARATOR = "separator"
    QUOTES = "quotes"
    ZEROS = "zeros"
    DATES = "dates"


class Fault(Enum):
    """Why a row is left out."""

    ENCODING = "encoding"
    OPEN_QUOTE = "open_quote"
    CELLS = "cells"
    NUMBER = "number"
    LACKS = "lacks"
    DATE = "date"
    CODE = "code"
    TOO_LONG = "too_long"
    CONTROLS = "controls"


class RefusedError(ValueError):
    """The extract can't be taken; ``refusal`` says why, ``file`` and ``line`` where, ``values`` with what.

    :param values: names of files or columns that lack, a :class:`Sign`, a ratio: what the sentence needs
    """

    def __init__(self, refusal: Refusal, file: str = "", line: int | None = None, values: tuple[object, ...] = ()):
        super().__init__(f"{refusal.value} {file} {line or ''} {values or ''}".strip())
        self.refusal = refusal
        self.file = file
        self.line = line
        self.values = values


class BadRow(NamedTuple):
    """A row that is left out: its first line in the file, why, the column, and the beginning of what stands there."""

    file: str
    line: int
    fault: Fault
    column: str = ""
    value: str = ""


class Faults:
    """The bad rows of an extract: all are counted, the first of them are listed.

    :param most: how many are listed
    """

    def __init__(self, most: int = 1000):
        self.most = most
        self.listed: list[BadRow] = []
        self.counts: Counter[str] = Counter()
        self.torn: defaultdict[str, set[str]] = defaultdict(set)
        """By file, the numbers of which a row is bad: what it would have said is not known, and not gone."""
        self._rows: Counter[str] = Counter()

    @property
    def total(self) -> int:
        """How many rows are bad."""
        return self.counts.total()

    def note(self, row: BadRow, number: str = "") -> None:
        """Note a bad row.

        :param number: whose it is, as far as that can be read
        """
        self.counts[row.file] += 1
        if number:
            self.torn[row.file].add(number)
        if len(self.listed) < self.most:
            self.listed.append(row)

    def add(self, others: Faults) -> None:
        """Take what was noted elsewhere of the same extract."""
        self.counts += others.counts
        for file, numbers in others.torn.items():
            self.torn[file] |= numbers
        self.listed += others.listed[: self.most - len(self.listed)]

    def passed(self, file: str, rows: int, line: int) -> None:
        """Note that so many rows of a file were looked at, up to a line.

        :raises RefusedError: if so many of them are bad that this is another format
        """
        self._rows[file] += rows
        bad = self.counts[file]
        if bad > ENOUGH and bad * LEAST_SHARE > self._rows[file]:
            raise RefusedError(Refusal.TOO_MANY, file, line, (bad,))
