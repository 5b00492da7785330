"""The XML that workbooks consist of, read as a stream that stops early.

Libraries build what they read before anybody can refuse it. So the few parts of a file that hold cells are read with
expat, and each limit is looked at while reading.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO
from xml.parsers import expat

from . import sheets
from .sheets import DamagedError, TooManyCellsError

_CHUNK = 2**16

Handler = Callable[[str, dict[str, str]], None]


class EnoughError(Exception):
    """What was looked for has been found: a handler raises it to read no further."""


class Text:
    """The text of one cell at a time, no longer than Excel lets it be."""

    def __init__(self):
        self.pieces: list[str] = []
        self.length = 0
        self.reading = False

    def start(self) -> None:
        self.reading = True

    def add(self, data: str) -> None:
        if self.reading and self.length < sheets.MAX_TEXT:
            self.pieces.append(data)
            self.length += len(data)

    def take(self) -> str:
        """Return what was read since the last time."""
        text = "".join(self.pieces)[: sheets.MAX_TEXT]
        self.pieces.clear()
        self.length, self.reading = 0, False
        return text


class _LocalNames(dict[str, str]):
    """Names without the prefix of their namespace; those of a file are few."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < 1000:
            self[name] = local
        return local


class Parts:
    """The parts of a file; what has been read of all of them counts."""

    def __init__(self, archive: zipfile.ZipFile | None = None):
        self.archive = archive
        self.names = set(archive.namelist()) if archive else set()
        self.elements = self.characters = self.fed = 0

    def count(self, elements: int) -> None:
        """Refuse a file of too many elements, these included."""
        self.elements += elements
        if self.elements > sheets.MAX_ELEMENTS:
            raise TooManyCellsError

    def parse(self, part: str, start: Handler, end=None, text: Text | None = None) -> None:
        """Read a part of the container; handlers get names without the prefix of their namespace."""
        with self.archive.open(part) as stream:
            self.parse_stream(stream, start, end, text)

    def parse_stream(self, stream: BinaryIO, start: Handler, end=None, text: Text | None = None) -> None:
        """Read XML until its end, or until a handler has enough."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        local, most = _LocalNames(), sheets.MAX_ELEMENTS

        def start_counted(name, attributes):
            self.elements += 1
            if self.elements > most:
                raise TooManyCellsError
            start(local[name], attributes)

        def count_text(data):
            self.characters += len(data)
            if self.characters > sheets.MAX_CHARACTERS:
                raise TooManyCellsError
            text.add(data)

        def refuse(*_args):
            # A workbook declares no entities: who does wants more than to be read.
            raise DamagedError("doctype")

        parser.StartElementHandler = start_counted
        parser.StartDoctypeDeclHandler = refuse
        if end:
            parser.EndElementHandler = lambda name: end(local[name])
        if text:
            parser.CharacterDataHandler = count_text
        with suppress(EnoughError):
            self._feed(parser, stream)

    def _feed(self, parser: expat.XMLParserType, stream: BinaryIO) -> None:
        """Read piece by piece; refuse one name or tag that takes up many of them, and too many of them."""
        before = self.fed
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
            self.fed += len(chunk)
            if self.fed - before - parser.CurrentByteIndex > sheets.MAX_TOKEN:
                raise DamagedError("token")
            if self.fed > sheets.MAX_READ:
                raise TooManyCellsError
        parser.Parse(b"", True)


def attribute(attributes: dict[str, str], name: str, default: str = "") -> str:
    """Return an attribute that has a namespace."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), default)
