"""Rows of one file of an extract that another process reads, while this one reads the others."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path

from ..domain.extract import Extract
from ..domain.layout import File
from ..domain.problems import Faults, RefusedError
from .rows import lines_of_file

_BEAT = 0.3
_CHUNK = 2**20


class Ahead:
    """What another process reads goes to a file without a name, and from there to the database when its turn comes.

    That process has no connection of its own and uses none of this one's. Not for a process that has threads.

    :param path: of the zip
    :param tell: called with how many bytes were unpacked
    """

    def __init__(self, path: Path, tell: Callable[[int], object]):
        self._path = path
        self._tell = tell
        self._fork = multiprocessing.get_context("fork")
        self._unpacked = self._fork.Value("Q", 0)
        self._ours, self._theirs = self._fork.Pipe(duplex=False)

    def begin(self, subject: File, wanted: Container[bytes], owners: Mapping[int, int]) -> None:
        """Begin to read.

        :param wanted: as of :meth:`Extract.rows`
        :param owners: as of :func:`.rows.lines_of_file`
        """
        # pylint: disable=consider-using-with
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
        self._child = self._fork.Process(target=self._read, args=(subject, wanted, owners), daemon=True)
        self._child.start()
        self._theirs.close()

    def lines(self, faults: Faults) -> Iterator[str]:
        """Wait until all is read, and yield it as :func:`.rows.lines_of_file` does.

        :param faults: the bad rows are noted there
        :raises RefusedError: as whoever reads it here
        """
        told = 0
        while True:
            is_done = self._ours.poll(_BEAT)
            self._tell(self._unpacked.value - told)
            told = self._unpacked.value
            if is_done:
                break
        try:
            found, refusal = self._ours.recv()
        except EOFError:
            raise ChildProcessError(
                "The process that read a part of the extract has ended before it was done"
            ) from None
        finally:
            self._child.join()
        if refusal:
            raise RefusedError(*refusal)
        faults.add(found)
        with self._file:
            self._file.seek(0)
            while text := self._file.read(_CHUNK):
                yield text

    def _read(self, subject: File, wanted: Container[bytes], owners: Mapping[int, int]) -> None:
        try:
            with self._path.open("rb") as file:
                extract = Extract(file, tell=self._count)
                # What there was to say of the extract as a whole is said already.
                extract.faults = Faults()
                self._file.writelines(lines_of_file(extract, subject, wanted, owners))
            self._file.flush()
            self._theirs.send((extract.faults, None))
        except RefusedError as error:
            self._theirs.send((None, (error.refusal, error.file, error.line, error.values)))

    def _count(self, unpacked: int) -> None:
        self._unpacked.value += unpacked
