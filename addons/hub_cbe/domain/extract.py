"""An extract of the register: what it says of itself, its code tables, and the rows of its files."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import BinaryIO, NamedTuple

from . import layout
from .archive import Archive
from .checking import Checker, Codes
from .layout import File, Kind, read_date
from .problems import Faults, Refusal, RefusedError
from .records import Batch, Part, Row
from .repeated import Packed, Repeated
from .wanted import ALL, Share

_META = f"{layout.META.name}.csv"
_FIRST_YEAR = 2013
"""The register gives its open data since then."""


class Meta(NamedTuple):
    """What an extract says of itself; the moment and the version are as it writes them."""

    number: int
    kind: Kind
    snapshot: date
    timestamp: str = ""
    version: str = ""


class Label(NamedTuple):
    """What a code of a table is called in a language."""

    table: str
    code: str
    language: str
    text: str


class Extract:
    """A zip of the register, opened.

    :param known_codes: the code tables of an update that has none of its own
    :param tell: called with how many bytes were unpacked, each time; what it raises stops the reading
    :raises RefusedError: if it can't be one, before any row of it is read
    """

    def __init__(self, file: BinaryIO, known_codes: Codes | None = None, tell: Callable[[int], object] = int):
        self.faults = Faults()
        self._archive = Archive(file, tell)
        if lacking := self._archive.lacking([layout.META]):
            raise RefusedError(Refusal.FILES, values=tuple(lacking))
        self.meta = self._read_meta()
        if lacking := self._archive.lacking(layout.files(self.meta.kind)):
            raise RefusedError(Refusal.FILES, values=tuple(lacking))
        # Columns and signs of a spreadsheet are known before a row is taken.
        for each in layout.files(self.meta.kind):
            self._open(each)
        self.codes: Codes = known_codes or {}
        if layout.CODE.name in self._archive.names:
            self.codes = self._read_codes()

    def rows(
        self, file: File, wanted: Container[bytes] | None = None, stream: BinaryIO | None = None
    ) -> Iterator[list[Row]]:
        """Yield the good rows of a file by the thousand; each time that this is called, from the beginning.

        :param wanted: keys of the numbers whose rows are read, the others are passed over; None for all rows
        :param stream: as much of the file as has these rows; None for the file
        """
        checker = Checker(file, self.codes)
        part = Part(stream, file, self.faults) if stream else self._open(file)
        for batch in part.batches(wanted):
            yield checker.good(batch, self.faults)

    def packed(self, file: File, wanted: Container[bytes], pack: Callable[[Row], str]) -> Iterator[Packed]:
        """Yield the good rows of a file that says few things many times; see :mod:`.repeated`.

        :param wanted: as of :meth:`rows`
        """
        checker = Checker(file, self.codes)
        repeated = Repeated(checker, pack)
        for batch in self._open(file).batches(wanted, shortcut=repeated.packed):
            yield repeated.of_rows(checker.good(batch, self.faults)) if isinstance(batch, Batch) else batch

    def unchecked(
        self,
        file: File,
        wanted: Container[bytes] | None = None,
        ending: Container[bytes] = frozenset(),
        *,
        faults: Faults | None = None,
        likely: Callable[[list[bytes]], list[bytes]] | None = None,
        share: Share = ALL,
    ) -> Iterator[list[Row]]:
        """Yield rows whose cells nobody has looked at, to find out whose rows are wanted.

        :param wanted: as of :meth:`rows`
        :param ending: keys of numbers in the last column whose rows are read as well
        :param likely: as of :meth:`.Part.batches`
        :param share: as of :meth:`.Part.batches`
        :param faults: rows that can't be taken apart are noted there
        """
        part = self._open(file, Faults(0) if faults is None else faults)
        for batch in part.batches(wanted, ending, likely, share=share):
            yield batch.rows

    def blocks(self, file: File, size: int) -> Iterator[bytes]:
        """Yield a file as its header and pieces of whole rows; see :meth:`Part.blocks`."""
        yield from self._open(file, Faults(0)).blocks(size)

    def labels(self) -> Iterator[Label]:
        """Yield what the codes are called, those of NACE among them."""
        for rows in self.rows(layout.CODE):
            for row in rows:
                yield Label(*row)

    def size(self, file: File) -> int:
        """Return how many bytes a file has unpacked, for those who tell how far they are."""
        return self._archive.size(file)

    def _open(self, file: File, faults: Faults | None = None) -> Part:
        return Part(self._archive.open(file), file, self.faults if faults is None else faults)

    def _read_meta(self) -> Meta:
        values = {row[0]: row[1] for rows in self.unchecked(layout.META) for row in rows[:100]}
        number, kind = values.get("ExtractNumber", ""), values.get("ExtractType", "").lower()
        snapshot = read_date(values.get("SnapshotDate", ""))
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise RefusedError(Refusal.META, _META, values=("ExtractNumber", number))
        if kind not in {each.value for each in Kind}:
            raise RefusedError(Refusal.META, _META, values=("ExtractType", kind))
        if not snapshot or snapshot.year < _FIRST_YEAR:
            raise RefusedError(Refusal.META, _META, values=("SnapshotDate", values.get("SnapshotDate", "")))
        return Meta(int(number), Kind(kind), snapshot, values.get("ExtractTimestamp", ""), values.get("Version", ""))

    def _read_codes(self) -> dict[str, frozenset[str]]:
        codes: dict[str, set[str]] = {}
        for rows in self.rows(layout.CODE):
            for table, code, _language, _text in rows:
                codes.setdefault(table, set()).add(code)
        return {table: frozenset(known) for table, known in codes.items()}
