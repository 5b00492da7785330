"""Text as it stands in a sheet's XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

SEPARATOR = "¦"
"""Joins the texts of a batch, so that each of them is looked at in C; printable, and hardly ever part of a text."""

LITERAL_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (section 2.2, Char)."""

EDGE_BLANK = re.compile(r"^\s|\s$")


class Prepared(NamedTuple):
    """Texts as XML has to have them; ``empty`` and ``spaced`` tell whether some are empty, or begin or end blank."""

    texts: Sequence[str]
    empty: bool
    spaced: bool


def prepare(texts: Sequence[str], joined: str) -> Prepared:
    """Escape the texts that need it, and tell which cases occur among them.

    :param joined: the texts with the separator between them
    """
    if joined.count(SEPARATOR) != len(texts) - 1:
        escaped = [escape_text(text) for text in texts]
        return Prepared(escaped, not all(escaped), any(map(EDGE_BLANK.search, escaped)))
    framed = f"{SEPARATOR}{joined}{SEPARATOR}"
    empty = SEPARATOR * 2 in framed
    if needs_escape(joined):
        texts = escape_text(joined).split(SEPARATOR)
    if not joined.isprintable():
        # All blanks but the space are unprintable to Python.
        return Prepared(texts, empty, any(map(EDGE_BLANK.search, texts)))
    # A look for one character is much faster than for two.
    spaced = " " in joined and (f"{SEPARATOR} " in framed or f" {SEPARATOR}" in framed)
    return Prepared(texts, empty, spaced)


def as_text(value: object) -> str:
    """A value's text; nothing's is empty.

    :raises TypeError: for bytes, whose text only their owner knows
    """
    if isinstance(value, (bytes, bytearray)):
        raise TypeError("A cell can't hold bytes: decode them first.")
    return "" if value is None else str(value)


def without_forbidden(text: str, substitute: str = "") -> str:
    """A text without what XML forbids, for places that have no escape for it."""
    return FORBIDDEN.sub(substitute, text)


def needs_escape(text: str) -> bool:
    """Whether XML can't have the text as it is."""
    return "&" in text or "<" in text or ">" in text or ("_" in text and "_x" in text) or not text.isprintable()


def escape_text(text: str) -> str:
    """A text as XML has to have it.

    What XML forbids is written ``_xHHHH_``, and what already looks so gets its first underscore written that way
    (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    """
    if "_x" in text:
        text = LITERAL_ESCAPE.sub("_x005F_", text)
    # What has to be escaped is unprintable to Python.
    if not text.isprintable():
        text = ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    # str's own, because marked-up text has a replace() that escapes once more.
    return str.replace(text, "&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The beginning of a text, of at most so many UTF-16 code units; no character is cut in two."""
    if len(text) <= limit and units(text) <= limit:
        return text
    return text[:limit].encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore")
