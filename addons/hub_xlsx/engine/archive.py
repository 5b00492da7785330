"""The ZIP file under a workbook, written part by part."""

from __future__ import annotations

import zipfile
from typing import BinaryIO, Protocol

try:
    # Intel's deflate: a fifth of the time of writing a workbook is saved, and the file is smaller than at zlib's level.
    from isal import isal_zlib
except ImportError:
    isal_zlib = None


class Writable(Protocol):
    """What a workbook is written to; with ``seek`` and ``tell`` the archive needs no data descriptors."""

    def write(self, data: bytes, /) -> object: ...  # pylint: disable=method-required-super


class Archive:
    """A ZIP file that is written in one go.

    Parts are never of the ZIP64 kind, which Excel refuses: none may exceed 2 GiB.
    """

    def __init__(self, file: Writable) -> None:
        self._gate = _Gate(file)
        # The first level: the others take two to three times as long for a tenth less.
        self._zip = zipfile.ZipFile(self._gate, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._part: BinaryIO | None = None
        self.names: set[str] = set()

    def add(self, name: str, data: bytes) -> None:
        """Write a whole part."""
        self.names.add(name)
        self._zip.writestr(name, data)

    def open_part(self, name: str) -> None:
        """Begin a part that is written piece by piece."""
        self.names.add(name)
        self._part = self._zip.open(name, "w")
        if isal_zlib and hasattr(self._part, "_compressor"):
            # zipfile has no other way to take a compressor.
            self._part._compressor = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)

    def write(self, data: bytes | memoryview) -> None:  # pylint: disable=method-required-super
        """Go on with the part."""
        self._part.write(data)

    def close_part(self) -> None:
        """End the part."""
        self._part.close()
        self._part = None

    def close(self) -> None:
        """Finish the file."""
        self._zip.close()

    def abort(self) -> None:
        """Leave the file unfinished, without its directory; nothing more is written."""
        self._gate.shut = True
        if self._part:
            self._part.close()
        self._zip.close()


class _Gate:
    """The file, until it is shut: ``ZipFile`` finishes its file even when it is thrown away.

    Once it is shut, what is written only moves the position.
    """

    def __init__(self, file: Writable) -> None:
        self._file = file
        self._position = 0
        self.shut = False

    def write(self, data: bytes) -> int:  # pylint: disable=method-required-super
        if not self.shut:
            self._file.write(data)
        self._position += len(data)
        return len(data)

    def flush(self) -> None:
        if not self.shut and hasattr(self._file, "flush"):
            self._file.flush()

    # ZipFile asks for the position to find out whether the file has one: an error says no.
    def tell(self) -> int:
        if not self.shut:
            self._position = self._file.tell()
        return self._position

    def seek(self, position: int, whence: int = 0) -> int:
        self._position = position if self.shut else self._file.seek(position, whence)
        return self._position
