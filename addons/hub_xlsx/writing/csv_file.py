"""An export as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any, BinaryIO

from .export import Export

RISKY = ("=", "-", "+", "@", "\t", "\r")
"""How a text begins that spreadsheet programs may take for a formula: Odoo's three, and the rest of OWASP's list."""


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
    return f"'{text}" if text.startswith(RISKY) else text
