"""A full extract cut into pieces that are found by number.

Of whoever comes into the region by an update, all rows are in the full extract before: among 36 million others, in a
stream that can only be read from its beginning. So each file is packed anew in small pieces, and of each piece it is
known between which numbers all of its rows lie. In whatever order a file is, a piece has no row of another number; in
the register's own order each number is in few of them.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from . import layout
from .extract import Extract
from .layout import File
from .numbers import KEY

try:
    # Intel's deflate packs in a fifth of the time.
    from isal import isal_zlib as packing
except ImportError:
    packing = zlib

SIZE = 2**17
"""Bytes of a piece: of a few hundred numbers each, as many are unpacked."""
SUBJECTS = (layout.ENTERPRISE, layout.DENOMINATION, layout.ADDRESS, layout.CONTACT, layout.ACTIVITY)
"""Those of establishments are looked for by their enterprises, in the whole file, which is small."""
Range = tuple[str, str]
"""The least and the greatest key; the first is the greater one where there is none."""
NONE: Range = ("~", "")
ALL: Range = ("", "~")


class Piece(NamedTuple):
    """Rows of a file, packed, and between which keys those of enterprises and those of others lie.

    The first piece of a file is its header.
    """

    subject: str
    enterprises: Range
    others: Range
    packed: bytes


def pieces(extract: Extract, subject: File) -> Iterator[Piece]:
    """Yield the pieces of a file; none of one whose rows do not begin with their number."""
    blocks = extract.blocks(subject, SIZE)
    for header in blocks:
        yield Piece(subject.name, ALL, ALL, _pack(header))
        break
    for block in blocks:
        yield Piece(subject.name, *ranges(block), _pack(block))


def ranges(block: bytes) -> tuple[Range, Range]:
    r"""Return between which keys the rows of enterprises lie, and those of others.

    >>> ranges(b'"0200.065.765","a"\n"2.000.000.339","b"\n"0200.068.636","c"\n')
    (('0200.065.765', '0200.068.636'), ('2.000.000.33', '2.000.000.33'))
    >>> ranges(b'0200.065.765,"a"\n"2.000.000.339","b"\n')
    (('', '~'), ('', '~'))
    """
    rows = (b"\n" + block).split(b'\n"')[1:]
    if block.removesuffix(b"\n").count(b"\n") != len(rows) - 1:
        # A text with a line break, or a row that is written in another way.
        return ALL, ALL
    keys = {row[:KEY] for row in rows}
    enterprises = {key for key in keys if key[:1] in b"01"}
    return _range(enterprises), _range(keys - enterprises)


def may_have(bounds: Sequence[str], asked: Sequence[str]) -> bool:
    """Tell whether one of some keys, in their order, lies within a range.

    >>> [may_have(bounds, ["0200", "0300"]) for bounds in (("0100", "0200"), ("0201", "0299"), NONE, ALL)]
    [True, False, False, True]
    """
    first, last = bounds
    place = bisect_left(asked, first)
    return place < len(asked) and asked[place] <= last


def stream(packed: Iterable[bytes]) -> BytesIO:
    """Return the file that a header and some of its pieces are."""
    return BytesIO(b"".join(map(packing.decompress, packed)))


def _range(keys: set[bytes]) -> Range:
    return (min(keys).decode("ascii", "replace"), max(keys).decode("ascii", "replace")) if keys else NONE


def _pack(block: bytes) -> bytes:
    return packing.compress(block, 1)
