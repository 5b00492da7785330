"""What a sheet of Excel can hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Excel's limits, from Microsoft's "Excel specifications and limits"; smaller ones serve tests.

    :param rows: of a sheet, the header included; at least two
    :param columns: of a sheet
    :param text: length of a cell's text in UTF-16 code units, in which Excel counts
    :param links: hyperlinks of a sheet
    :param url: length of an address
    :param notes: how many notes a book keeps; the others are only counted
    :param part: bytes of a sheet's XML, uncompressed, after which rows go on in another sheet. Excel refuses parts that
        are written with ZIP64, which begins at 2 GiB; the last batch and the links still have to fit.
    """

    rows: int = 1_048_576
    columns: int = 16_384
    text: int = 32_767
    links: int = 65_530
    url: int = 2_079
    notes: int = 2_000
    part: int = 1_600_000_000
