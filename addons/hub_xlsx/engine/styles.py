"""How cells look, and the numbers that the workbook's styles part gives to looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from .compose import style_numbers


@dataclass(frozen=True)
class Style:
    """A cell's look: properties of xlsxwriter's ``add_format`` under their own names; None leaves Excel's default."""

    num_format: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: int | None = None
    font_name: str | None = None
    font_size: float | None = None
    font_color: str | None = None
    bg_color: str | None = None
    text_wrap: bool | None = None
    align: str | None = None
    valign: str | None = None
    indent: int | None = None
    rotation: int | None = None
    shrink: bool | None = None
    border: int | None = None
    border_color: str | None = None
    top: int | None = None
    bottom: int | None = None
    left: int | None = None
    right: int | None = None
    hyperlink: bool | None = None

    def __post_init__(self) -> None:
        # Styles are looked up cell by cell, and have many fields.
        object.__setattr__(self, "_hash", hash(tuple(getattr(self, field.name) for field in fields(self))))

    def __hash__(self) -> int:
        return self._hash

    def properties(self) -> dict[str, object]:
        """What is set, for ``add_format``."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in values if value is not None}


class StyleBook:
    """The styles of a workbook in the order of their first use, each with its number in ``xl/styles.xml``."""

    def __init__(self) -> None:
        self._numbers: dict[Style, int] = {}

    @property
    def properties(self) -> list[dict[str, object]]:
        """The styles so far, for the composition."""
        return [style.properties() for style in self._numbers]

    def add(self, styles: Iterable[Style | None]) -> None:
        """Learn the numbers of new styles; those of older ones stay."""
        new = dict.fromkeys(style for style in styles if style and style not in self._numbers)
        if new:
            known = [*self._numbers, *new]
            self._numbers = dict(zip(known, style_numbers([style.properties() for style in known]), strict=True))

    def number(self, style: Style | None) -> int:
        """A style's number; 0, Excel's default, for None."""
        if style is None:
            return 0
        if style not in self._numbers:
            self.add([style])
        return self._numbers[style]
