"""A batch of a column's values as XML cells (ECMA-376 part 1, 18.3.1.4, ``c``).

Values of one type go through C in one piece: what all cells of the batch have in common is a template for ``%``, and
its arguments are iterables with an item per row. In a batch of mixed types the values of each type are encoded by
themselves, and their cells put back in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import compress
from math import isfinite
from typing import Any, NamedTuple

from . import serial
from .limits import Limits
from .notes import NoteKind
from .text import EDGE_BLANK, FORBIDDEN, as_text, cut, prepare, units

NO_CELL = "%.0s"
"""Takes the row and shows nothing."""

TEXT = ' t="inlineStr"><is><t>%s</t></is></c>'
SPACED_TEXT = ' t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
EXACT = 2**53
"""Whole numbers up to here are the same as a float, and written the same."""

NoteWriter = Callable[[str, NoteKind, str], None]
"""Takes a cell like ``"B7"``, what happened and a detail."""


class Fragment(NamedTuple):
    """The cells of a batch: for each row, ``template`` takes the next item of every argument."""

    template: str
    arguments: tuple[Iterable[Any], ...]

    def cells(self) -> Iterator[str]:
        """The cells, one by one."""
        return map(self.template.__mod__, zip(*self.arguments, strict=True))


class CellWriter:
    """Encodes the values of one column of one sheet.

    :param letters: the column's, like ``"AB"``
    :param styles: style numbers by type; ``type(None)`` is for empty cells, ``object`` for types that are not named
    :param too_long: what stands in place of a text that is too long; None cuts the text
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
        text_only: bool = False,
    ) -> None:
        self._letters = letters
        self._styles = styles
        self._limits = limits
        self._too_long = too_long
        self._note = note
        self._text_only = text_only
        self._templates: dict[tuple[type, str], str] = {}
        # Without a style, an empty cell is none.
        self._blank = self._template(type(None), "/>") if styles.get(type(None), styles[object]) else NO_CELL

    def encode(self, values: Sequence[Any], rows: Sequence[str]) -> Fragment:
        """The cells of some values; ``rows`` are their row numbers."""
        if self._text_only:
            values = [value if type(value) is str else as_text(value) for value in values]
        types = dict.fromkeys(map(type, values))
        if len(types) == 1:
            return self._uniform(next(iter(types)), values, rows)
        return self._mixed(types, values, rows)

    def _mixed(self, types: Iterable[type], values: Sequence[Any], rows: Sequence[str]) -> Fragment:
        """The cells of values of several types."""
        types_of_values = list(map(type, values))
        next_cell = {}
        for value_type in types:
            chosen = [some is value_type for some in types_of_values]
            fragment = self._uniform(value_type, list(compress(values, chosen)), list(compress(rows, chosen)))
            next_cell[value_type] = fragment.cells().__next__
        return Fragment("%s", ([next_cell[value_type]() for value_type in types_of_values],))

    def _uniform(self, value_type: type, values: Sequence[Any], rows: Sequence[str]) -> Fragment:
        """The cells of values of one type."""
        encode = ENCODERS.get(value_type)
        if encode is None:
            encode = next(
                (method for base, method in ENCODERS.items() if issubclass(value_type, base)), CellWriter._other
            )
        return encode(self, values, rows)

    def _template(self, value_type: type, content: str) -> str:
        """A cell whose XML goes on with ``content`` after reference and style; its first argument is the row."""
        key = value_type, content
        if key not in self._templates:
            style = self._styles.get(value_type, self._styles[object])
            look = f' s="{style}"' if style else ""
            self._templates[key] = f'<c r="{self._letters}%s"{look}{content}'
        return self._templates[key]

    def _blanks(self, _values: Sequence[Any], rows: Sequence[str]) -> Fragment:
        return Fragment(self._blank, (rows,))

    def _texts(self, texts: Sequence[str], rows: Sequence[str]) -> Fragment:
        # A character takes two code units at most.
        if max(map(len, texts)) * 2 > self._limits.text:
            texts = self._shortened(texts, rows)
        prepared, empty, spaced = prepare(texts)
        if prepared is not texts:
            self._note_forbidden(texts, rows)
        template = self._template(str, TEXT)
        if not empty and not spaced:
            return Fragment(template, (rows, prepared))
        if self._blank == NO_CELL:
            return self._texts_or_no_cells(prepared, rows)
        # What follows a cell's reference does not depend on its row.
        begin, end = self._after_reference(template).split("%s")
        blank = self._after_reference(self._blank)
        if spaced:
            begin_spaced = self._after_reference(self._template(str, SPACED_TEXT)).removesuffix("%s" + end)
            contents = [
                f"{begin_spaced if EDGE_BLANK.search(text) else begin}{text}{end}" if text else blank
                for text in prepared
            ]
        else:
            contents = [f"{begin}{text}{end}" if text else blank for text in prepared]
        return Fragment(f'<c r="{self._letters}%s%s', (rows, contents))

    def _after_reference(self, template: str) -> str:
        return template.removeprefix(f'<c r="{self._letters}%s')

    def _texts_or_no_cells(self, texts: Sequence[str], rows: Sequence[str]) -> Fragment:
        """The cells of texts where an empty cell is none, because it has no style."""
        plain, spaced = self._template(str, TEXT), self._template(str, SPACED_TEXT)
        cells = [
            (spaced if EDGE_BLANK.search(text) else plain) % (row, text) if text else ""
            for row, text in zip(rows, texts, strict=True)
        ]
        return Fragment("%s", (cells,))

    def _note_forbidden(self, texts: Sequence[str], rows: Sequence[str]) -> None:
        """Note the texts that hold what XML forbids."""
        if FORBIDDEN.search("".join(texts)):
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

    def _floats(self, numbers: Sequence[float], rows: Sequence[str]) -> Fragment:
        if isfinite(sum(numbers)):
            return Fragment(self._template(float, "><v>%.16G</v></c>"), (rows, numbers))
        return self._checked_numbers(float, numbers, rows)

    def _integers(self, numbers: Sequence[int], rows: Sequence[str]) -> Fragment:
        if min(numbers) >= -EXACT and max(numbers) <= EXACT:
            return Fragment(self._template(int, "><v>%d</v></c>"), (rows, numbers))
        return self._checked_numbers(int, numbers, rows)

    def _other_numbers(self, numbers: Sequence[Decimal | Fraction], rows: Sequence[str]) -> Fragment:
        return self._checked_numbers(float, numbers, rows)

    def _checked_numbers(self, value_type: type, numbers: Sequence[Any], rows: Sequence[str]) -> Fragment:
        """Numbers of which some may be no number to Excel: those become ``#NUM!``."""
        good = self._template(value_type, "><v>%.16G</v></c>")
        error = self._template(value_type, ' t="e"><v>#NUM!</v></c>')
        cells = []
        for number, row in zip(map(_as_float, numbers), rows, strict=True):
            if isfinite(number):
                cells.append(good % (row, number))
            else:
                cells.append(error % row)
                self._note(self._letters + row, NoteKind.NOT_FINITE, str(number))
        return Fragment("%s", (cells,))

    def _booleans(self, values: Sequence[bool], rows: Sequence[str]) -> Fragment:
        return Fragment(self._template(bool, ' t="b"><v>%d</v></c>'), (rows, values))

    def _dates(self, dates: Sequence[date], rows: Sequence[str]) -> Fragment:
        return Fragment(self._template(date, "><v>%d</v></c>"), (rows, serial.date_serials(dates)))

    def _datetimes(self, moments: Sequence[datetime], rows: Sequence[str]) -> Fragment:
        return Fragment(self._template(datetime, "><v>%.16G</v></c>"), (rows, serial.datetime_serials(moments)))

    def _times(self, times: Sequence[time], rows: Sequence[str]) -> Fragment:
        return Fragment(self._template(time, "><v>%.16G</v></c>"), (rows, serial.time_serials(times)))

    def _durations(self, durations: Sequence[timedelta], rows: Sequence[str]) -> Fragment:
        return Fragment(self._template(timedelta, "><v>%.16G</v></c>"), (rows, serial.duration_serials(durations)))

    def _other(self, values: Sequence[Any], rows: Sequence[str]) -> Fragment:
        return self._texts(list(map(as_text, values)), rows)


ENCODERS: dict[type, Callable[[CellWriter, Sequence[Any], Sequence[str]], Fragment]] = {
    str: CellWriter._texts,
    type(None): CellWriter._blanks,
    bool: CellWriter._booleans,
    int: CellWriter._integers,
    float: CellWriter._floats,
    datetime: CellWriter._datetimes,
    date: CellWriter._dates,
    time: CellWriter._times,
    timedelta: CellWriter._durations,
    Decimal: CellWriter._other_numbers,
    Fraction: CellWriter._other_numbers,
}
"""What encodes a type; a type that is not here goes by the first that it is a subclass of, any other by its text."""


def _as_float(number: Any) -> float:
    try:
        return float(number)
    except (OverflowError, ValueError):
        return float("inf")
