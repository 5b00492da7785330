"""The texts of a workbook in a part of their own (ECMA-376 part 1, 18.4.9, ``sst``), which cells name by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile

from .text import EDGE_BLANK

KNOWN = 50_000
"""How many different texts are remembered; those that come later are written again where they come again."""

IN_MEMORY = 1 << 20
CHUNK = 1 << 18
BEGIN = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
END = b"</sst>"


class Strings:
    """Gives texts their numbers, and keeps them in a temporary file until the sheets are written."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {"": ""}
        self._count = 0
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed with the book

    def numbers(self, texts: Sequence[str]) -> list[str]:
        """Return the number of each escaped text, "" for an empty one."""
        known = self._numbers
        found = list(map(known.get, texts))
        if None not in found:
            return found
        new = dict.fromkeys(text for text, number in zip(texts, found, strict=True) if number is None)
        for number, text in enumerate(new, self._count):
            new[text] = str(number)
        self._count += len(new)
        self._file.write("".join(map(_item, new)).encode())
        if len(known) < KNOWN:
            known.update(new)
        return [new[text] if number is None else number for text, number in zip(texts, found, strict=True)]

    def part(self) -> Iterator[bytes]:
        """Yield the part, and forget the texts."""
        yield BEGIN
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk
        yield END
        self._file.close()


def _item(text: str) -> str:
    return f'<si><t xml:space="preserve">{text}</t></si>' if EDGE_BLANK.search(text) else f"<si><t>{text}</t></si>"
