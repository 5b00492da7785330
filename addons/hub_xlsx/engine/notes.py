"""What a workbook could not hold as it was given, said cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


class NoteKind(Enum):
    """Why a cell is not what was given."""

    TOO_LONG = "too_long"
    FORBIDDEN = "forbidden"
    NOT_FINITE = "not_finite"
    TOO_MANY_LINKS = "too_many_links"
    NO_LINK = "no_link"
    BEFORE_1900 = "before_1900"


@dataclass(frozen=True)
class Note:
    """What became of one cell.

    :param cell: like ``"B7"``
    :param detail: what helps to find it in the source: the beginning of a text, an address, a number
    """

    sheet: str
    cell: str
    kind: NoteKind
    detail: str


SENTENCES = {
    NoteKind.TOO_LONG: "The text is longer than a cell can hold, and was cut or replaced.",
    NoteKind.FORBIDDEN: "The text has characters that a workbook cannot hold; they are shown by their code.",
    NoteKind.NOT_FINITE: "The number is infinite, not a number or too large for a cell.",
    NoteKind.TOO_MANY_LINKS: "A sheet can hold no more links: this one is text.",
    NoteKind.NO_LINK: "This is no address that can be linked: it is text.",
    NoteKind.BEFORE_1900: "A workbook counts its days from 1900 on: this one is text.",
}


@dataclass(frozen=True)
class Texts:
    """The texts of the sheet with the notes.

    :param title: the sheet's name
    :param headers: of its four columns: sheet, cell, what happened, detail
    :param sentences: what happened, by kind
    :param more: the last row when notes were left out, with ``%(count)s``
    """

    title: str = "Notes"
    headers: tuple[str, str, str, str] = ("Sheet", "Cell", "Note", "Detail")
    sentences: Mapping[NoteKind, str] = field(default_factory=lambda: SENTENCES)
    more: str = "Notes left out: %(count)s."


class Notebook:
    """The notes of a workbook, of which only so many are kept."""

    def __init__(self, limit: int) -> None:
        self.notes: list[Note] = []
        self.left_out = 0
        self._limit = limit

    def add(self, note: Note) -> None:
        """Keep a note, or count it."""
        if len(self.notes) < self._limit:
            self.notes.append(note)
        else:
            self.left_out += 1

    def rows(self, texts: Texts) -> Iterator[tuple[str, str, str, str]]:
        """The rows of the sheet with the notes."""
        for note in self.notes:
            yield note.sheet, note.cell, texts.sentences.get(note.kind, SENTENCES[note.kind]), note.detail
        if self.left_out:
            yield "", "", texts.more % {"count": self.left_out}, ""
