"""A batch of a column's values as XML cells (ECMA-376 part 1, 18.3.1.4, ``c``).

A column is given in pieces, because joining is the fastest that Python does with text: what all cells have in common is
a text, what they differ in is a list with a text for each row. In a batch of mixed types the values of each type are
encoded by themselves, and their cells put back in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import compress
from math import isfinite
from typing import Any

from . import serial
from .limits import Limits
from .notes import NoteKind
from .strings import Strings
from .text import EDGE_BLANK, FORBIDDEN, SEPARATOR, as_text, cut, prepare, units

TEXT = ' t="inlineStr"><is><t>'
SPACED_TEXT = ' t="inlineStr"><is><t xml:space="preserve">'
SHARED_TEXT = ' t="s"><v>'
END_OF_TEXT = "</t></is></c>"
BOOLEAN = ' t="b"><v>'
NUMBER = "><v>"
NO_NUMBER = ' t="e"><v>#NUM!</v></c>'
END_OF_NUMBER = "</v></c>"
FIRST_YEAR = 1900
EXACT = 2**53
"""Whole numbers up to here are the same as a float, and written the same."""

whole = "%d".__mod__
precise = "%.16G".__mod__

Pieces = tuple[str | Sequence[str], ...]
"""What the cells of a batch consist of, from left to right."""

NoteWriter = Callable[[str, NoteKind, str], None]
"""Takes a cell like ``"B7"``, what happened and a detail."""


def interlace(pieces: Iterable[str | Sequence[str]], rows: int) -> list[str]:
    """The pieces row by row, to be joined."""
    merged: list[str | Sequence[str]] = []
    for piece in pieces:
        if type(piece) is str and merged and type(merged[-1]) is str:
            merged[-1] += piece
        else:
            merged.append(piece)
    width = len(merged)
    woven: list[str] = [""] * (width * rows)
    for place, piece in enumerate(merged):
        woven[place::width] = [piece] * rows if type(piece) is str else piece
    return woven


def single_cells(pieces: Pieces, rows: int) -> list[str]:
    """The cells, one by one."""
    columns = ([piece] * rows if type(piece) is str else piece for piece in pieces)
    return list(map("".join, zip(*columns, strict=True))) if pieces else [""] * rows


class CellWriter:
    """Encodes the values of one column of one sheet.

    :param letters: the column's, like ``"AB"``
    :param styles: style numbers by type; ``type(None)`` is for empty cells, ``object`` for types that are not named
    :param too_long: what stands in place of a text that is too long; None cuts the text
    :param strings: takes the texts, of which cells have the number then
    :param text_only: makes text of every value
    """

    def __init__(
        self,
        letters: str,
        styles: Mapping[type, int],
        limits: Limits,
        too_long: str | None,
        note: NoteWriter,
        *,
        strings: Strings | None = None,
        text_only: bool = False,
    ) -> None:
        self._strings = strings
        self._letters = letters
        self._styles = styles
        self._limits = limits
        self._too_long = too_long
        self._note = note
        self._text_only = text_only
        self._reference = f'<c r="{letters}'
        self._looks: dict[type, str] = {}
        # What an empty cell consists of after its reference; without a style it is no cell.
        self._blank = self._look(type(None)) + "/>" if styles.get(type(None), styles[object]) else None

    def encode(self, values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        """The cells of some values; ``rows`` are their row numbers."""
        if self._text_only:
            values = [value if type(value) is str else as_text(value) for value in values]
        try:
            # It takes nothing but texts, and asks faster than looking at every type.
            joined = SEPARATOR.join(values)
        except TypeError:
            types = dict.fromkeys(map(type, values))
            return self._mixed(types, values, rows) if len(types) > 1 else self._uniform(*types, values, rows)
        return self._joined_texts(values, joined, rows)

    def _mixed(self, types: Iterable[type], values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        """The cells of values of several types."""
        types_of_values = list(map(type, values))
        next_cell = {}
        for value_type in types:
            chosen = [some is value_type for some in types_of_values]
            own_rows = list(compress(rows, chosen))
            pieces = self._uniform(value_type, list(compress(values, chosen)), own_rows)
            next_cell[value_type] = iter(single_cells(pieces, len(own_rows))).__next__
        return ([next_cell[value_type]() for value_type in types_of_values],)

    def _uniform(self, value_type: type, values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        """The cells of values of one type."""
        encode = ENCODERS.get(value_type)
        if encode is None:
            encode = next(
                (method for base, method in ENCODERS.items() if issubclass(value_type, base)), CellWriter._other
            )
        return encode(self, values, rows)

    def _look(self, value_type: type) -> str:
        """What ends the reference of a cell and gives it its style."""
        if value_type not in self._looks:
            style = self._styles.get(value_type, self._styles[object])
            self._looks[value_type] = f'" s="{style}"' if style else '"'
        return self._looks[value_type]

    def _cells(self, value_type: type, begin: str, contents: Sequence[str], end: str, rows: Sequence[str]) -> Pieces:
        return self._reference, rows, self._look(value_type) + begin, contents, end

    def _blanks(self, _values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        return () if self._blank is None else (self._reference, rows, self._blank)

    def _texts(self, texts: Sequence[str], rows: Sequence[str]) -> Pieces:
        return self._joined_texts(texts, SEPARATOR.join(texts), rows)

    def _joined_texts(self, texts: Sequence[str], joined: str, rows: Sequence[str]) -> Pieces:
        # A character takes two code units at most.
        if len(joined) * 2 > self._limits.text and max(map(len, texts)) * 2 > self._limits.text:
            texts = self._shortened(texts, rows)
            joined = SEPARATOR.join(texts)
        if not joined.isprintable() and FORBIDDEN.search(joined):
            self._note_forbidden(texts, rows)
        texts, empty, spaced = prepare(texts, joined)
        begin, end = TEXT, END_OF_TEXT
        if self._strings:
            texts, spaced, begin, end = self._strings.numbers(texts), False, SHARED_TEXT, END_OF_NUMBER
        if not empty and not spaced:
            return self._cells(str, begin, texts, end, rows)
        plain, kept = self._look(str) + begin, self._look(str) + SPACED_TEXT
        begins = [kept if EDGE_BLANK.search(text) else plain for text in texts] if spaced else [plain] * len(texts)
        if self._blank is None:
            cells = zip(rows, begins, texts, strict=True)
            return ([f"{self._reference}{row}{begin}{text}{end}" if text else "" for row, begin, text in cells],)
        contents = [f"{begin}{text}{end}" if text else self._blank for begin, text in zip(begins, texts, strict=True)]
        return self._reference, rows, contents

    def _note_forbidden(self, texts: Sequence[str], rows: Sequence[str]) -> None:
        """Note the texts that hold what XML forbids."""
        for text, row in zip(texts, rows, strict=True):
            if FORBIDDEN.search(text):
                self._note(self._letters + row, NoteKind.FORBIDDEN, text)

    def _shortened(self, texts: Sequence[str], rows: Sequence[str]) -> list[str]:
        """The texts, those that are too long cut or replaced, with a note."""
        limit, shortened = self._limits.text, list(texts)
        for place, value in enumerate(texts):
            if len(value) * 2 > limit and units(value) > limit:
                shortened[place] = cut(value, limit) if self._too_long is None else self._too_long
                self._note(self._letters + rows[place], NoteKind.TOO_LONG, value)
        return shortened

    def _floats(self, numbers: Sequence[float], rows: Sequence[str]) -> Pieces:
        if isfinite(sum(numbers)):
            return self._numbers(float, map(precise, numbers), rows)
        return self._checked_numbers(float, numbers, rows)

    def _integers(self, numbers: Sequence[int], rows: Sequence[str]) -> Pieces:
        if min(numbers) >= -EXACT and max(numbers) <= EXACT:
            return self._numbers(int, map(whole, numbers), rows)
        return self._checked_numbers(int, numbers, rows)

    def _other_numbers(self, numbers: Sequence[Decimal | Fraction], rows: Sequence[str]) -> Pieces:
        return self._checked_numbers(float, numbers, rows)

    def _numbers(self, value_type: type, numbers: Iterable[str], rows: Sequence[str]) -> Pieces:
        return self._cells(value_type, NUMBER, list(numbers), END_OF_NUMBER, rows)

    def _checked_numbers(self, value_type: type, numbers: Sequence[Any], rows: Sequence[str]) -> Pieces:
        """Numbers of which some may be no number to Excel: those become ``#NUM!``."""
        contents = []
        for number, row in zip(map(_as_float, numbers), rows, strict=True):
            if isfinite(number):
                contents.append(f"{NUMBER}{precise(number)}{END_OF_NUMBER}")
            else:
                contents.append(NO_NUMBER)
                self._note(self._letters + row, NoteKind.NOT_FINITE, str(number))
        return self._cells(value_type, "", contents, "", rows)

    def _booleans(self, values: Sequence[bool], rows: Sequence[str]) -> Pieces:
        return self._cells(bool, BOOLEAN, list(map(whole, values)), END_OF_NUMBER, rows)

    def _other(self, values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        return self._texts(list(map(as_text, values)), rows)


Encoder = Callable[[CellWriter, Sequence[Any], Sequence[str]], Pieces]


def _by_day(value_type: type, serials: Callable[[Sequence], list], written: Callable[[float], str]) -> Encoder:
    """Encode days and moments; those before Excel's first become text, with a note."""
    encode = _by_serial(value_type, serials, written)

    def encode_days(writer: CellWriter, values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        early = [value.year < FIRST_YEAR for value in values]
        if not any(early):
            return encode(writer, values, rows)
        contents = []
        for value, row, is_early in zip(values, rows, early, strict=True):
            if is_early:
                text = value.isoformat(*([" "] * isinstance(value, datetime)))
                writer._note(writer._letters + row, NoteKind.BEFORE_1900, text)
                [kept] = writer._strings.numbers([text]) if writer._strings else [None]
                contents.append(f"{SHARED_TEXT}{kept}{END_OF_NUMBER}" if kept else f"{TEXT}{text}{END_OF_TEXT}")
            else:
                contents.append(f"{NUMBER}{written(*serials([value]))}{END_OF_NUMBER}")
        return writer._cells(value_type, "", contents, "", rows)

    return encode_days


def _by_serial(value_type: type, serials: Callable[[Sequence], list], written: Callable[[float], str]) -> Encoder:
    """Encode what Excel counts in days."""
    return lambda writer, values, rows: writer._numbers(value_type, map(written, serials(values)), rows)


ENCODERS: dict[type, Encoder] = {
    str: CellWriter._texts,
    type(None): CellWriter._blanks,
    bool: CellWriter._booleans,
    int: CellWriter._integers,
    float: CellWriter._floats,
    datetime: _by_day(datetime, serial.datetime_serials, precise),
    date: _by_day(date, serial.date_serials, whole),
    time: _by_serial(time, serial.time_serials, precise),
    timedelta: _by_serial(timedelta, serial.duration_serials, precise),
    Decimal: CellWriter._other_numbers,
    Fraction: CellWriter._other_numbers,
}
"""What encodes a type; a type that is not here goes by the first that it is a subclass of, any other by its text."""


def _as_float(number: Any) -> float:
    try:
        return float(number)
    except (OverflowError, ValueError):
        return float("inf")
