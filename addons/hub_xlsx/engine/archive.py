"""The ZIP file under a workbook, written part by part."""

from __future__ import annotations

import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, Protocol


class Writable(Protocol):
    """What a workbook is written to; with ``seek`` and ``tell`` the archive needs no data descriptors."""

    def write(self, data: bytes, /) -> object: ...


class Archive:
    """A ZIP file that is written in one go; a part is compressed in a thread while the next bytes of it are made.

    Parts are never of the ZIP64 kind, which Excel refuses: none may exceed 2 GiB.
    """

    def __init__(self, file: Writable) -> None:
        self._gate = _Gate(file)
        # The first level: the others take two to three times as long for a tenth less.
        self._zip = zipfile.ZipFile(self._gate, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="xlsx")
        self._part: BinaryIO | None = None
        self._pending: Future | None = None
        self.names: set[str] = set()

    def add(self, name: str, data: bytes) -> None:
        """Write a whole part."""
        self.names.add(name)
        self._zip.writestr(name, data)

    def open_part(self, name: str) -> None:
        """Begin a part that is written piece by piece."""
        self.names.add(name)
        self._part = self._zip.open(name, "w")

    def write(self, data: bytes) -> None:
        """Go on with the part. An error of the file's may come with the next call only."""
        self._settle()
        self._pending = self._thread.submit(self._part.write, data)

    def close_part(self) -> None:
        """End the part."""
        self._settle()
        self._part.close()
        self._part = None

    def close(self) -> None:
        """Finish the file."""
        self._zip.close()
        self._thread.shutdown()

    def abort(self) -> None:
        """Leave the file unfinished, without its directory; nothing more is written."""
        self._gate.shut = True
        self._thread.shutdown()
        if self._part:
            self._part.close()
        self._zip.close()

    def _settle(self) -> None:
        """Wait for the piece before, and raise its error."""
        pending, self._pending = self._pending, None
        if pending:
            pending.result()


class _Gate:
    """The file, until it is shut: ``ZipFile`` finishes its file even when it is thrown away."""

    def __init__(self, file: Writable) -> None:
        self._file = file
        self.shut = False

    def write(self, data: bytes) -> int:
        if not self.shut:
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        if not self.shut and hasattr(self._file, "flush"):
            self._file.flush()

    # ZipFile asks for the position to find out whether the file has one: an error says no.
    def tell(self) -> int:
        return 0 if self.shut else self._file.tell()

    def seek(self, position: int, whence: int = 0) -> int:
        return 0 if self.shut else self._file.seek(position, whence)
