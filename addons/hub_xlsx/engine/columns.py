"""What a sheet's columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from .styles import Style


class Kind(Enum):
    """What a column's values become. Every kind takes ``""`` and None as an empty cell.

    TEXT makes text of everything, LINK takes an address or a pair of address and text. The others write a value as
    what it is (``str`` as text, ``int``, ``float`` and ``Decimal`` as number, …) and differ in the default style.
    """

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    LINK = "link"


DEFAULT_STYLES = {
    Kind.DATE: Style(num_format="yyyy-mm-dd"),
    Kind.DATETIME: Style(num_format="yyyy-mm-dd hh:mm:ss"),
    Kind.LINK: Style(hyperlink=True),
}
TIMES = {
    date: DEFAULT_STYLES[Kind.DATE],
    datetime: DEFAULT_STYLES[Kind.DATETIME],
    time: Style(num_format="hh:mm:ss"),
    timedelta: Style(num_format="[h]:mm:ss"),
}
"""Without a style, these would be shown as numbers."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    :param label: the text of its header
    :param kind: what its values become
    :param width: in characters of the default font, as Excel's own dialog shows it
    :param style: of the values; None takes the kind's default, which shows dates as dates
    :param styles: of the values of a type, over ``style``
    :param blank_style: of empty cells; None takes ``style``, and where there is none either, no cell is written
    """

    label: str
    kind: Kind = Kind.ANY
    width: float = 30.0
    style: Style | None = None
    styles: Mapping[type, Style] = field(default_factory=dict)
    blank_style: Style | None = None

    def style_of(self, value_type: type) -> Style | None:
        """The style of values of a type; of empty cells for ``type(None)``."""
        if value_type is type(None):
            return self.blank_style or self.style
        by_default = self.style or DEFAULT_STYLES.get(self.kind) or TIMES.get(value_type)
        return self.styles.get(value_type, by_default)

    def all_styles(self) -> Iterator[Style | None]:
        """Every style that the column may need."""
        yield from (self.style_of(value_type) for value_type in (object, *TIMES, type(None)))
        yield from self.styles.values()
