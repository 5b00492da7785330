"""An export as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, BinaryIO

from .export import Export

RISKY = ("=", "-", "+", "@", "\t", "\r")
"""How a text begins that spreadsheet programs may take for a formula: Odoo's three, and the rest of OWASP's list."""

QUOTE = "'"
QUOTED = re.compile(r"'+[=+@\t\r-]")
NUMBER = re.compile("[+-] ?[.,]?[0-9][0-9 .,\u00a0\u202f]*")
PHONE = re.compile("\\+ ?[(]?[0-9][0-9 ().,/\u00a0\u202f-]*")
PHONE_DIGITS = 7
"""Shorter ones with such signs between are sums."""


def write_csv(export: Export, file: BinaryIO) -> None:
    """Write an export into a file as Odoo's CSV export does.

    :raise UserError: if it is grouped
    """
    if export.groupby:
        export.check_right()
        raise export.refused("Exporting grouped data to csv is not supported.")
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerow(export.labels)
        for batch in export.batches():
            writer.writerows(zip(*map(for_csv, batch.columns), strict=True))
    finally:
        # The file is the caller's: without this it would be closed with the wrapper.
        text.detach()


def for_csv(values: Sequence[Any]) -> Sequence[Any]:
    """Values of a column as CSV has them, with a quote before what could be taken for a formula.

    :raise UnicodeDecodeError: for bytes that are no text
    """
    return [_quoted(value) if type(value) is str else _csv_cell(value) for value in values]


def _csv_cell(value: Any) -> Any:
    if value is None or value is False:
        return ""
    if isinstance(value, bytes):
        value = value.decode()
    return _quoted(value) if isinstance(value, str) else value


def _quoted(text: str) -> str:
    if not text.startswith(RISKY):
        # One quote more before what would be taken for a quoted one, so that reading a file back changes nothing.
        return f"{QUOTE}{text}" if text.startswith(QUOTE) and QUOTED.match(text) else text
    return text if text[0] in "+-" and _is_number(text) else f"{QUOTE}{text}"


def unquoted(text: str) -> str:
    """Return the text that an exported cell stands for: without the quote before what could be taken for a formula.

    >>> [unquoted(cell) for cell in ("'=1+1", "''=1+1", "'+32 2 555 01 02", "+32 2 555 01 02", "'s-Gravenhage")]
    ['=1+1', "'=1+1", '+32 2 555 01 02', '+32 2 555 01 02', "'s-Gravenhage"]
    """
    return text[1:] if text.startswith(QUOTE) and QUOTED.match(text) else text


def _is_number(text: str) -> bool:
    """Whether a text with a sign before it is a number or a phone number, which is no formula.

    >>> [_is_number(text) for text in ("+32 2 555 01 02", "+1-202-555-0100", "+32 (0)2/555.01.02", "-1,234.50")]
    [True, True, True, True]
    >>> [_is_number(text) for text in ("+1-1", "-1+1", "+cmd|' /C calc'!A0", "-2+3", "+A1", "-", "+32 ext. 5")]
    [False, False, False, False, False, False, False]
    """
    if NUMBER.fullmatch(text):
        return True
    return bool(PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) >= PHONE_DIGITS
