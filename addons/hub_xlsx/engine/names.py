"""Names that Excel accepts: of sheets, and of a table's columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence

from .text import LITERAL_ESCAPE, cut, without_forbidden

SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
RESERVED = {"history"}
"""Excel keeps this name for itself."""

TABLE_NAME = 240
TABLE_HEADER = 255


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """A name for a sheet, as near to the wanted one as Excel allows.

    At most 31 UTF-16 code units, none of the signs that formulas use, no apostrophe at an end, not empty, unique
    whatever the case.
    """
    base = cut(FORBIDDEN.sub("_", wanted).strip(" "), SHEET_NAME).strip("' ") or "Sheet"
    lowered = {name.lower() for name in taken} | RESERVED
    return base if base.lower() not in lowered else _numbered(base, lowered)


def next_sheet_name(first: str, number: int, taken: Collection[str]) -> str:
    """The name of a sheet's continuation: ``Sheet1`` goes on in ``Sheet2``, ``Companies`` in ``Companies (2)``.

    :param number: which part it is, from 2 on
    """
    counted = re.fullmatch(r"(.*?)([0-9]{1,6})", first)
    lowered = {name.lower() for name in taken} | RESERVED
    if counted:
        name = cut(f"{counted[1]}{int(counted[2]) + number - 1}", SHEET_NAME)
        if name.lower() not in lowered:
            return name
    return _numbered(first, lowered, number)


def _numbered(base: str, lowered: Collection[str], number: int = 2) -> str:
    while True:
        suffix = f" ({number})"
        name = cut(base, SHEET_NAME - len(suffix)).rstrip() + suffix
        if name.lower() not in lowered:
            return name
        number += 1


def table_name(wanted: str, taken: Collection[str]) -> str:
    """A name for a table: of letters, digits and underscores, no cell's name, unique whatever the case."""
    base = cut(re.sub(r"\W", "_", wanted), TABLE_NAME) or "Table"
    if re.match(r"[0-9]|[A-Za-z]{1,3}[0-9]+$|[RrCc]$|[Rr][0-9]*[Cc][0-9]*$", base):
        base = f"_{base}"
    lowered = {name.lower() for name in taken}
    stem = re.sub(r"[0-9]{1,6}$", "", base)
    numbered = (f"{stem}{number}" for number in itertools.count(2))
    return next(name for name in itertools.chain([base], numbered) if name.lower() not in lowered)


def table_headers(labels: Sequence[str]) -> list[str]:
    """Headers as a table wants them: one line each, none empty, unique whatever the case."""
    taken: set[str] = set()
    headers = []
    for position, label in enumerate(labels, 1):
        # xlsxwriter has no escapes in a table's part.
        plain = LITERAL_ESCAPE.sub(" ", without_forbidden(label))
        base = cut(" ".join(plain.split()), TABLE_HEADER) or f"Column{position}"
        name, number = base, 1
        while name.lower() in taken:
            number += 1
            name = f"{cut(base, TABLE_HEADER - 7)}{number}"
        taken.add(name.lower())
        headers.append(name)
    return headers
