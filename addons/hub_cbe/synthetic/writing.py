"""Made-up extracts, written as a stream in exactly the format of the register.

The update of a step is what makes the extract of the step before equal to the one of the step itself: for each file the
numbers whose lines differ, and their lines.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from ..domain import layout
from ..domain.extract import Meta
from ..domain.layout import File, Kind
from . import codes
from .rows import Writer, line, quoted
from .world import Settings, World

_PIECE = 2**20
_LARGE = 2**27
"""From here on a file may need the sizes of a large zip."""


class Synthetic:
    """Made-up extracts of some settings, one for each step."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._world = World(settings)
        self._writer = Writer(settings.seed)

    def write_in(self, folder: Path, step: int, kind: Kind) -> Path:
        """Write the full extract of a step, or the update that leads to it, under the name that the register gives."""
        path = folder / layout.zip_name(self.settings.number(step), kind, self.settings.day(step))
        with path.open("wb") as file:
            self.write_to(file, step, kind)
        return path

    def write_to(self, file: BinaryIO, step: int, kind: Kind) -> None:
        """Write it to an open file."""
        meta = Meta(self.settings.number(step), kind, self.settings.day(step))
        large = self.settings.enterprises * 1000 > _LARGE
        write_files(file, meta, codes.rows(), self._subjects(step, kind), large=large)

    def _subjects(self, step: int, kind: Kind) -> Iterator[tuple[File, Iterable[bytes]]]:
        if kind is Kind.FULL:
            for subject in layout.SUBJECTS:
                yield subject, self._all(subject, step)
            return
        changed = [place for place in range(self._world.pairs) if self._world.may_change(place, step)]
        for subject in layout.SUBJECTS:
            yield layout.deletes(subject), self._deleted(subject, step, changed)
            yield layout.inserts(subject), self._inserted(subject, step, changed)

    def _all(self, subject: File, step: int) -> Iterator[bytes]:
        for place in range(self._world.pairs):
            yield from self._writer.lines(subject, self._world.pair(place, step)).values()

    def _changes(self, subject: File, step: int, places: Iterable[int]) -> Iterator[tuple[str, bytes, bytes]]:
        """Yield each number whose lines have changed, with those before and those now."""
        for place in places:
            before, now = (self._writer.lines(subject, self._world.pair(place, each)) for each in (step - 1, step))
            for number in dict.fromkeys((*before, *now)):
                if before.get(number) != now.get(number):
                    yield number, before.get(number, b""), now.get(number, b"")

    def _deleted(self, subject: File, step: int, places: Iterable[int]) -> Iterator[bytes]:
        for number, before, _now in self._changes(subject, step, places):
            if before:
                yield line(quoted(number))

    def _inserted(self, subject: File, step: int, places: Iterable[int]) -> Iterator[bytes]:
        for _number, _before, now in self._changes(subject, step, places):
            yield now


def write_files(
    file: BinaryIO,
    meta: Meta,
    labels: Iterable[Sequence[str]],
    subjects: Iterable[tuple[File, Iterable[bytes]]],
    *,
    large: bool = False,
) -> None:
    """Write an extract to an open file.

    :param labels: table, code, language and label of each code
    :param subjects: its other files, each with its lines
    :param large: a file may need the sizes of a large zip
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        told = (layout.META, _meta(meta)), (layout.CODE, (line(*map(quoted, row)) for row in labels))
        for each, lines in chain(told, subjects):
            info = zipfile.ZipInfo(f"{each.name}.csv", (*meta.snapshot.timetuple()[:3], 6, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=large) as part:
                part.write(line(*map(quoted, each.names)))
                for piece in _pieces(lines):
                    part.write(piece)


def _meta(meta: Meta) -> Iterator[bytes]:
    day = f"{meta.snapshot:{layout.DATE}}"
    for variable, value in (
        ("SnapshotDate", day),
        ("ExtractTimestamp", f"{day} 06:00:00"),
        ("ExtractType", meta.kind.value),
        ("ExtractNumber", str(meta.number)),
        ("Version", "1.0.0"),
    ):
        yield line(quoted(variable), quoted(value))


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield some lines at a time, as much as is worth compressing."""
    gathered: list[bytes] = []
    size = 0
    for each in lines:
        gathered.append(each)
        size += len(each)
        if size > _PIECE:
            yield b"".join(gathered)
            gathered.clear()
            size = 0
    yield b"".join(gathered)
