"""Exported values as the cells of Odoo's own files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

RISKY = ("=", "-", "+", "@", "\t", "\r")
"""How a text begins that spreadsheet programs may take for a formula: Odoo's three, and the rest of OWASP's list."""

PLAIN = frozenset({str, int, float, bool, date, datetime})
"""Types that go into a workbook as they are, but for the carriage returns of texts."""


def for_workbook(values: Sequence[Any]) -> Sequence[Any]:
    """Values of a column as Odoo's workbook has them.

    :raise UnicodeDecodeError: for bytes that are no text
    """
    try:
        # Joining takes nothing but texts, and asks faster than looking at every type.
        texts = "".join(values)
    except TypeError:
        if not set(map(type, values)) <= PLAIN:
            return [_workbook_cell(value) for value in values]
        texts = "".join([value for value in values if type(value) is str])
    return [_workbook_cell(value) for value in values] if "\r" in texts else values


def for_csv(values: Sequence[Any]) -> Sequence[Any]:
    """Values of a column as CSV has them, with a quote before what could be taken for a formula.

    :raise UnicodeDecodeError: for bytes that are no text
    """
    return [_quoted(value) if type(value) is str else _csv_cell(value) for value in values]


def _workbook_cell(value: Any) -> Any:
    if isinstance(value, bytes):
        value = value.decode()
    elif isinstance(value, (list, tuple, dict)):
        value = str(value)
    return value.replace("\r", " ") if isinstance(value, str) else value


def _csv_cell(value: Any) -> Any:
    if value is None or value is False:
        return ""
    if isinstance(value, bytes):
        value = value.decode()
    return _quoted(value) if isinstance(value, str) else value


def _quoted(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
