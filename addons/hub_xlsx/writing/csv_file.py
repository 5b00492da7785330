"""An export as CSV."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from .export import Export
from .values import for_csv


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
