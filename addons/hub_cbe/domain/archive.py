"""The zip of an extract, opened safely: nothing of it is unpacked but by the stream that is read.

What a zip says of itself is looked at before anything is read: which files it has and where they would go, how large
they are and how well packed. Python's ``zipfile`` unpacks no more of a file than the zip has said, and compares its
checksum.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import BinaryIO

from .layout import File
from .problems import Refusal, RefusedError

MOST_FILES = 200
MOST_BYTES = 16 * 2**30
"""Unpacked, all files together: an extract of all of Belgium has a sixth of it."""
MOST_RATIO = 200
SMALL = 16 * 2**20
"""What is smaller may be packed however well: a file of zeros of that size harms nobody."""
MOST_AT_ONCE = 2 * 2**20
"""No honest zip makes ``zipfile`` read more at once: its list of files is as long as that of a million files."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MAGIC = b"PK\x03\x04"
_ENCRYPTED = 1
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError)


class Archive:
    """The files of a zip by their names without ``.csv``.

    :param tell: called with how many bytes were unpacked, each time; what it raises stops the reading
    :raises RefusedError: if this is no zip that an extract may come in
    """

    def __init__(self, file: BinaryIO, tell: Callable[[int], object] = int):
        self._tell = tell
        self._guarded = _Guarded(file)
        size = file.seek(0, 2)
        file.seek(0)
        magic = file.read(len(_MAGIC))
        if magic != _MAGIC:
            raise RefusedError(Refusal.NO_ZIP)
        try:
            self._zip = zipfile.ZipFile(self._guarded)
        except zipfile.BadZipFile as error:
            # The list of files stands at the end.
            raise RefusedError(Refusal.TRUNCATED) from error
        except RefusedError:
            raise
        except (*_DAMAGED, ValueError) as error:
            raise RefusedError(Refusal.DAMAGED) from error
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        _check_sizes(infos, size)
        self._infos = _by_name(infos)

    @property
    def names(self) -> frozenset[str]:
        """The names of its files."""
        return frozenset(self._infos)

    def open(self, file: File) -> BinaryIO:
        """Open a file that the zip has, as a stream of bytes."""
        return _Stream(self._zip, self._infos[file.name], f"{file.name}.csv", self._tell)

    def size(self, file: File) -> int:
        """Return how many bytes a file has unpacked, for those who tell how far they are."""
        return self._infos[file.name].file_size

    def lacking(self, files: Iterable[File]) -> list[str]:
        """Return the names of the files that the zip lacks."""
        return [f"{file.name}.csv" for file in files if file.name not in self._infos]


def _check_sizes(infos: list[zipfile.ZipInfo], size: int) -> None:
    packed, unpacked = (sum(getattr(info, part) for info in infos) for part in ("compress_size", "file_size"))
    # Files that lie over one another are packed into more bytes than the zip has.
    if len(infos) > MOST_FILES or unpacked > MOST_BYTES or packed > size:
        raise RefusedError(Refusal.BOMB, values=(len(infos), unpacked))
    for info in infos:
        if info.file_size > SMALL and info.file_size > info.compress_size * MOST_RATIO:
            raise RefusedError(Refusal.BOMB, info.filename, values=(info.file_size, info.compress_size))
        if info.flag_bits & _ENCRYPTED:
            raise RefusedError(Refusal.ENCRYPTED, info.filename)
        if info.compress_type not in _METHODS:
            raise RefusedError(Refusal.COMPRESSION, info.filename)


def _by_name(infos: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the files by name, whichever folder they were packed in; what else is in the zip is passed over."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        path = PurePosixPath(info.orig_filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in info.orig_filename:
            raise RefusedError(Refusal.PATH, info.orig_filename)
        name = path.name.lower()
        if not name.endswith(".csv"):
            continue
        name = name.removesuffix(".csv")
        if name in found:
            raise RefusedError(Refusal.TWICE, f"{name}.csv")
        found[name] = info
    return found


class _Guarded:
    """The file under a zip. A list of files that would fill the memory is not read."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:  # pylint: disable=method-required-super
        data = self._file.read(size if 0 <= size <= MOST_AT_ONCE else MOST_AT_ONCE + 1)
        if len(data) > MOST_AT_ONCE:
            raise RefusedError(Refusal.BOMB, values=(size,))
        return data


class _Stream:
    """A file of the zip; damage of the zip is a refusal that names the file."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, tell: Callable[[int], object]):
        self._name = name
        self._tell = tell
        try:
            self._part = archive.open(info)
        except _DAMAGED as error:
            raise RefusedError(Refusal.DAMAGED, self._name) from error

    def read(self, size: int) -> bytes:  # pylint: disable=method-required-super
        try:
            data = self._part.read(size)
        except _DAMAGED as error:
            raise RefusedError(Refusal.DAMAGED, self._name) from error
        self._tell(len(data))
        return data
