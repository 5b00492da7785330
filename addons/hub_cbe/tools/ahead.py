"""What another process makes of an extract, while this one goes on with it."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Container, Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from ..domain.extract import Extract
from ..domain.layout import File
from ..domain.problems import Faults, RefusedError
from .rows import lines_of_file

_BEAT = 0.3
_CHUNK = 2**20

T = TypeVar("T")


class Beside(Generic[T]):
    """Another process, which has no connection of its own and uses none of this one's.

    Not for a process that has threads.

    :param path: of the zip
    :param work: what is made of the extract
    :param tell: called with how many bytes were unpacked
    """

    def __init__(self, path: Path, work: Callable[[Extract], T], tell: Callable[[int], object]):
        self._path = path
        self._work = work
        self._tell = tell
        fork = multiprocessing.get_context("fork")
        self._unpacked = fork.Value("Q", 0)
        self._ours, self._theirs = fork.Pipe(duplex=False)
        self._child = fork.Process(target=self._run, daemon=True)
        self._child.start()
        self._theirs.close()

    def result(self) -> T:
        """Wait for what the other process makes.

        :raises RefusedError: as whoever does it here
        """
        told = 0
        while True:
            is_done = self._ours.poll(_BEAT)
            self._tell(self._unpacked.value - told)
            told = self._unpacked.value
            if is_done:
                break
        try:
            result, refusal = self._ours.recv()
        except EOFError:
            raise ChildProcessError(
                "The process that read a part of the extract has ended before it was done"
            ) from None
        finally:
            self._child.join()
        if refusal:
            raise RefusedError(*refusal)
        return result

    def _run(self) -> None:
        try:
            with self._path.open("rb") as file:
                extract = Extract(file, tell=self._count)
                # What there was to say of the extract as a whole is said already.
                extract.faults = Faults()
                self._theirs.send((self._work(extract), None))
        except RefusedError as error:
            self._theirs.send((None, (error.refusal, error.file, error.line, error.values)))

    def _count(self, unpacked: int) -> None:
        self._unpacked.value += unpacked


class Ahead:
    """One file of an extract that another process reads: into a file without a name, and from there to the database.

    :param beside: begins to make something of the extract in another process
    :param wanted: as of :meth:`.Extract.rows`
    :param owners: as of :func:`.rows.lines_of_file`
    """

    def __init__(
        self,
        beside: Callable[[Callable[[Extract], Faults]], Beside[Faults]],
        subject: File,
        wanted: Container[bytes],
        owners: Mapping[int, int],
    ):
        # pylint: disable=consider-using-with
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115

        def read(extract: Extract) -> Faults:
            self._file.writelines(lines_of_file(extract, subject, wanted, owners))
            self._file.flush()
            return extract.faults

        self._other = beside(read)

    def lines(self, faults: Faults) -> Iterator[str]:
        """Wait until all is read, and yield it as :func:`.rows.lines_of_file` does.

        :param faults: the bad rows are noted there
        :raises RefusedError: as whoever reads it here
        """
        faults.add(self._other.result())
        with self._file:
            self._file.seek(0)
            while text := self._file.read(_CHUNK):
                yield text
