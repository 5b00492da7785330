"""Text as it stands in a sheet's XML."""

from __future__ import annotations

import re
from collections.abc import Sequence

SEPARATOR = "\x7f"
"""Joins the texts of a batch, so that each of them is looked at in C; hardly any text has a DEL in it."""

LITERAL_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (section 2.2, Char)."""

EDGE_BLANK = re.compile(r"^\s|\s$")


def is_plain(texts: Sequence[str]) -> bool:
    """Whether texts can stand in XML as they are: nothing to escape, none empty, no blank to preserve."""
    joined = " ".join(texts)
    return (
        joined.isprintable()
        and "&" not in joined
        and "<" not in joined
        and ">" not in joined
        and "_x" not in joined
        and "  " not in joined
        and joined.strip(" ") == joined != ""
    )


def escape(texts: Sequence[str]) -> list[str]:
    """Texts as XML has to have them."""
    joined = SEPARATOR.join(texts)
    if joined.count(SEPARATOR) != len(texts) - 1:
        return [escape_text(text) for text in texts]
    return escape_text(joined).split(SEPARATOR)


def escape_text(text: str) -> str:
    """A text as XML has to have it.

    What XML forbids is written ``_xHHHH_``, and what already looks so gets its first underscore written that way
    (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    """
    if "_x" in text:
        text = LITERAL_ESCAPE.sub("_x005F_", text)
    text = ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The beginning of a text, of at most so many UTF-16 code units; no character is cut in two."""
    if len(text) <= limit and units(text) <= limit:
        return text
    return text[:limit].encode("utf-16-le", "surrogatepass")[: limit * 2].decode("utf-16-le", "ignore")
