r"""The rows of a file of the register, as a stream.

Every row begins with a number in quotes. Inside a quoted text a line break, a quote and a digit never follow each
other: there the quote would be doubled, or end the text and stand before a comma. So ``\n"`` and a digit are where a
row begins and nowhere else, whatever stands in the texts and however the lines end. A file is cut there, and rows of
others are passed over by their first twelve bytes, before they are text. The rest goes through Python's ``csv``, many
rows at a time; where it complains, row by row. A quote that is left open costs its row and no other.

A file whose number stands in another column is read line by line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from operator import itemgetter
from typing import BinaryIO, NamedTuple, TypeVar

from . import signs
from .layout import File
from .numbers import is_number
from .problems import BadRow, Fault, Faults, Refusal, RefusedError
from .wanted import ALL, Row, Share, Wanted

CHUNK = 2**20
LONGEST = 2**16
"""No row of the register is as long as that."""
LONGEST_BLOCK = 2**23
SAMPLE = 200
BATCH = 10_000
_MARK = b"\xef\xbb\xbf"
_BREAK = b'\n"'
_BEGINNING = re.compile(rb'"[\d.]{12,13}"(?:,|\r?$)')
_NUMBER = re.compile(rb'"([\d.]{12,13})"')
_SHOWN = 60

T = TypeVar("T")


class Batch(NamedTuple):
    """Rows, and the line that each begins on, found out only when it is asked for."""

    rows: list[Row]
    lines: Callable[[], Sequence[int]]


class Part:
    """A file of an extract, read once. Its rows have the columns of the register in its order.

    :raises RefusedError: if it lacks columns, has no rows of the register, or a spreadsheet program has saved it
    """

    def __init__(self, stream: BinaryIO, file: File, faults: Faults | None = None):
        self.file = file
        self._chunk = CHUNK
        self.faults = Faults() if faults is None else faults
        self._name = f"{file.name}.csv"
        self._stream = stream
        self._line = 2
        start = stream.read(CHUNK)
        header, _break, self._start = start.removeprefix(_MARK).partition(b"\n")
        self._header = header
        self._names = self._read_header(header)
        places = [self._names.index(name) for name in file.names]
        self._is_ordered = places == list(range(len(self._names)))
        self._arranged: Callable[[Row], Sequence[str]] = (
            itemgetter(*places) if len(places) > 1 else lambda row: [row[places[0]]]
        )
        self._begins_with_number = file.columns[file.entity].is_number and places[file.entity] == 0
        self._refuse_spreadsheets(is_whole=len(start) < CHUNK)

    def _read_header(self, line: bytes) -> list[str]:
        text = line[:LONGEST].decode("utf-8", "replace").rstrip("\r")
        if sign := signs.of_header(text, self.file):
            raise RefusedError(Refusal.SPREADSHEET, self._name, 1, (sign,))
        names: list[str] = []
        with suppress(csv.Error):
            names += map(str.strip, next(csv.reader([text]), []))
        if lacking := tuple(name for name in self.file.names if name not in names):
            raise RefusedError(Refusal.COLUMNS, self._name, 1, lacking)
        return names

    def _refuse_spreadsheets(self, *, is_whole: bool) -> None:
        """Look at the first lines.

        :param is_whole: this is all of the file, so that its last row is a whole one
        """
        sample = self._start.split(b"\n", SAMPLE)[: SAMPLE if is_whole else -1]
        lines = [line[:LONGEST].decode("utf-8", "replace") for line in sample]
        known = {column.name: column for column in self.file.columns}
        rows: list[Row] = []
        with suppress(csv.Error):
            rows.extend(filter(None, csv.reader(lines)))
        sign = signs.of_rows(rows, [known.get(name) for name in self._names])
        sign = sign or signs.of_lines(lines, begin_with_number=self._begins_with_number)
        if sign:
            raise RefusedError(Refusal.SPREADSHEET, self._name, 2, (sign,))

    def blocks(self, size: int) -> Iterator[bytes]:
        """Yield the header, then pieces of about this many bytes that begin and end where a row does.

        There are none where rows do not begin with their number.
        """
        if self._begins_with_number:
            yield self._header + b"\n"
            self._chunk = size
            yield from self._blocks()

    def batches(
        self,
        wanted: Container[bytes] | None = None,
        ending: Container[bytes] = frozenset(),
        likely: Callable[[list[bytes]], list[bytes]] | None = None,
        shortcut: Callable[[list[bytes]], T | None] | None = None,
        share: Share = ALL,
    ) -> Iterator[Batch | T]:
        """Yield the rows by some thousands: as many as a megabyte has.

        :param wanted: keys of the numbers whose rows are read, the others are passed over; None for all rows
        :param ending: keys of numbers in the register's last column whose rows are read as well
        :param likely: called with rows that are not taken apart, each without its first quote; returns those that may
            be wanted. Others may be read as well
        :param shortcut: called with such rows; what it makes of them is yielded in their place, unless it is None
        :param share: which rows are read, where several read the file
        """
        wanted = None if wanted is None else Wanted(wanted, ending, self._names[-1] == self.file.names[-1])
        if self._begins_with_number:
            if not self._is_ordered:
                likely = shortcut = None
            among = likely or (wanted and wanted.among)
            for place, block in enumerate(self._blocks()):
                if place % share.of != share.place:
                    self._line += block.count(b"\n")
                    continue
                batch = self._read_fast(block, among, shortcut)
                yield _batch(self._read_slowly(self._numbered(block), wanted)) if batch is None else batch
                self._line += block.count(b"\n")
        elif not share.place:
            rows = self._read_slowly((line for block in self._lines() for line in self._numbered(block)), wanted)
            while some := list(islice(rows, BATCH)):
                yield _batch(some)

    def _chunks(self) -> Iterator[bytes]:
        start, self._start = self._start, b""
        for place in range(0, len(start), self._chunk):
            yield start[place : place + self._chunk]
        while chunk := self._stream.read(self._chunk):
            yield chunk

    def _blocks(self) -> Iterator[bytes]:
        """Yield pieces of the file that begin and end where a row does."""
        rest = b""
        for chunk in self._chunks():
            block = rest + chunk
            cut = len(block)
            while (cut := block.rfind(_BREAK, 0, cut)) >= 0 and not block[cut + 2 : cut + 3].isdigit():
                pass
            if cut < 0 and len(block) > LONGEST_BLOCK:
                raise RefusedError(Refusal.ROWS, self._name, self._line)
            rest = block[cut + 1 :]
            if cut >= 0:
                yield block[: cut + 1]
        if rest:
            yield rest

    def _lines(self) -> Iterator[bytes]:
        """Yield pieces of the file that end where a line does."""
        rest = b""
        for chunk in self._chunks():
            whole, line_break, rest = (rest + chunk).rpartition(b"\n")
            if len(rest) > LONGEST_BLOCK:
                raise RefusedError(Refusal.ROWS, self._name, self._line)
            yield whole + line_break
            self._line += whole.count(b"\n") + len(line_break)
        yield rest

    def _numbered(self, block: bytes) -> Iterator[tuple[int, bytes]]:
        return enumerate(block.removesuffix(b"\n").split(b"\n") if block else [], self._line)

    def _read_fast(
        self,
        block: bytes,
        among: Callable[[list[bytes]], list[bytes]] | None,
        shortcut: Callable[[list[bytes]], T | None] | None,
    ) -> Batch | T | None:
        """Return the rows of a block, or None if it is to be looked at row by row."""
        if block.count(b'"') % 2 or not block.startswith(b'"') or b"\0" in block:
            return None
        body = block.removesuffix(b"\n")
        pieces = body[1:].split(_BREAK)
        if body.count(b"\n") != len(pieces) - 1:
            return None
        kept = among(pieces) if among else pieces
        try:
            if not block.isascii():
                block.decode()
            if shortcut and (found := shortcut(kept)) is not None:
                self.faults.passed(self._name, len(pieces), self._line)
                return found
            rows = list(csv.reader(('"' + _BREAK.join(kept).decode()).split("\n"), strict=True)) if kept else []
        except (UnicodeDecodeError, csv.Error):
            return None
        if len(rows) != len(kept) or not {*map(len, rows)} <= {len(self._names)}:
            return None
        self.faults.passed(self._name, len(pieces), self._line)
        rows = rows if self._is_ordered else list(map(list, map(self._arranged, rows)))
        first = self._line
        return Batch(
            rows,
            lambda: (
                [line for line, piece in enumerate(pieces, first) if among([piece])]
                if among
                else list(range(first, first + len(pieces)))
            ),
        )

    def _whole(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        """Yield each row with its first line; several lines are one row while a quote is open."""
        begun: list[bytes] = []
        first = length = 0
        for number, line in lines:
            if begun and self._begins_with_number and _BEGINNING.match(line):
                self._note(first, Fault.OPEN_QUOTE, begun[0])
                begun = []
            turns = line.count(b'"') % 2
            if not begun and not turns:
                if line.rstrip(b"\r"):
                    yield number, line
                continue
            if not begun:
                first, length = number, 0
            begun.append(line)
            length += len(line) + 1
            if turns and len(begun) > 1:
                yield first, b"\n".join(begun)
                begun = []
            elif length > LONGEST:
                self._note(first, Fault.OPEN_QUOTE, begun[0])
                begun = []
        if begun:
            self._note(first, Fault.OPEN_QUOTE, begun[0])

    def _read_slowly(self, lines: Iterable[tuple[int, bytes]], wanted: Wanted | None) -> Iterator[tuple[int, Row]]:
        """Yield the good ones of some rows with their first lines; the bad ones are noted."""
        for number, record in self._whole(lines):
            row = self._read_record(number, record)
            self.faults.passed(self._name, 1, number)
            if row and (wanted is None or wanted.has(row, self.file.entity)):
                yield number, row

    def _read_record(self, number: int, record: bytes) -> Row | None:
        if b"\0" in record:
            return self._note(number, Fault.CONTROLS, record)
        try:
            # Line breaks within quotes go through as they are.
            row = next(csv.reader([record.decode()], strict=True))
        except UnicodeDecodeError:
            return self._note(number, Fault.ENCODING, record)
        except csv.Error:
            return self._note(number, Fault.TOO_LONG if len(record) > LONGEST else Fault.CELLS, record)
        if len(row) != len(self._names):
            return self._note(number, Fault.CELLS, record)
        return list(self._arranged(row))

    def _note(self, number: int, fault: Fault, record: bytes) -> None:
        whose = _NUMBER.match(record) if self._begins_with_number else None
        entity = whose[1].decode() if whose else ""
        bad_row = BadRow(self._name, number, fault, value=record[:_SHOWN].decode("utf-8", "replace"))
        self.faults.note(bad_row, entity if is_number(entity) else "")


def _batch(numbered: Iterable[tuple[int, Row]]) -> Batch:
    lines: list[int] = []
    rows: list[Row] = []
    for line, row in numbered:
        lines.append(line)
        rows.append(row)
    return Batch(rows, lambda: lines)
