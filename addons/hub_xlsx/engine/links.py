"""Hyperlinks of a sheet (ECMA-376 part 1, 18.3.1.47): the cells, the list of links and the relationships."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from .cells import CellWriter, NoteWriter, Pieces, single_cells
from .limits import Limits
from .notes import NoteKind
from .text import units, without_forbidden

EXTERNAL = re.compile(r"(?:https?|ftps?)://\S|mailto:\S|tel:\S", re.IGNORECASE)
"""Addresses that become links. Schemes that run or open something on the reader's computer are not among them."""

ESCAPED = re.compile(r"[\x00-\x20\"<>\[\]\\^`{|}\ud800-\udfff\ufffe\uffff]|%(?![0-9a-fA-F]{2})")
"""What may not stand in an address (RFC 3987, 2.2) and is written with %."""

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class Links:
    """The hyperlinks of one sheet, kept as the XML that they become."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._count = 0
        self._elements = io.BytesIO()
        self._relations = io.BytesIO()

    @property
    def is_full(self) -> bool:
        """Whether Excel allows no more."""
        return self._count >= self._limits.links

    def accepts(self, address: str) -> bool:
        """Whether an address can be linked: it names a web page, a mailbox, a phone or, with ``#``, a place inside."""
        inside = len(address) > 1 and address.startswith("#")
        return bool(inside or EXTERNAL.match(address)) and units(address) <= self._limits.url

    def add(self, cell: str, address: str) -> None:
        """Link a cell."""
        self._count += 1
        target, _, place = address.partition("#")
        attributes = f" location={quoteattr(without_forbidden(place))}" if place else ""
        if target:
            number = f"link{self._count}"
            attributes += f' r:id="{number}"'
            target = quoteattr(ESCAPED.sub(lambda match: quote(match[0], safe="", errors="replace"), target))
            self._relations.write(
                f'<Relationship Id="{number}" Type="{RELATION}" Target={target} TargetMode="External"/>'.encode()
            )
        self._elements.write(f'<hyperlink ref="{cell}"{attributes}/>'.encode())

    def into_tail(self, tail: bytes) -> Iterator[bytes | memoryview]:
        """The end of the sheet's XML with the links, which come before the page margins (CT_Worksheet), in pieces."""
        if not self._count:
            yield tail
            return
        before, margins, after = tail.partition(b"<pageMargins")
        yield before + b"<hyperlinks>"
        yield self._elements.getbuffer()
        yield b"</hyperlinks>" + margins + after

    def into_relations(self, relations: bytes | None) -> Iterator[bytes | memoryview]:
        """The sheet's relationships with the links, in pieces, none for none.

        :param relations: those that it has without links
        """
        if not self._relations.tell():
            yield from [relations] if relations else []
            return
        before, end, _after = (relations or EMPTY_RELATIONS).partition(b"</Relationships>")
        yield before
        yield self._relations.getbuffer()
        yield end


EMPTY_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class LinkWriter:
    """Encodes a column of links: ``linked`` writes the cells that get one, ``plain`` those that stay text."""

    def __init__(self, letters: str, linked: CellWriter, plain: CellWriter, links: Links, note: NoteWriter) -> None:
        self._letters = letters
        self._linked = linked
        self._plain = plain
        self._links = links
        self._note = note

    def encode(self, values: Sequence[Any], rows: Sequence[str]) -> Pieces:
        """The cells of some values, each an address or a pair of address and text."""
        cells = []
        for value, row in zip(values, rows, strict=True):
            address, text = value if isinstance(value, tuple) else (value, value)
            writer = self._linked if address and self._link(self._letters + row, str(address)) else self._plain
            cells += single_cells(writer.encode([text or address], [row]), 1)
        return (cells,)

    def _link(self, cell: str, address: str) -> bool:
        if not self._links.accepts(address):
            self._note(cell, NoteKind.NO_LINK, address)
        elif self._links.is_full:
            self._note(cell, NoteKind.TOO_MANY_LINKS, address)
        else:
            self._links.add(cell, address)
            return True
        return False
