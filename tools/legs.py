"""Parts of a test run beside the one that the user watches: ./hub commands in processes of their own."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .console import say
from .paths import LOGS, ROOT
from .results import Results

LAST_SECONDS = 30
"""How long a leg may take to end by itself after Ctrl-C, which the terminal has sent to it as well."""


class Leg:
    """A ./hub command with its output in a log; what it has found out lies in ``results``, if it counts tests."""

    def __init__(self, name: str, arguments: Sequence[str], log: str, results: Path | None = None) -> None:
        self.name = name
        self.log = LOGS / f"{log}.log"
        self._arguments = arguments
        self._results = results

    def start(self) -> None:
        """Start it; a line on the terminal tells when it ends."""
        if self._results:
            self._results.unlink(missing_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, str(ROOT / "hub"), *self._arguments],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._teller = threading.Thread(target=self._tell, args=(time.monotonic(),))
        self._teller.start()

    def _tell(self, began: float) -> None:
        outcome = "passed" if self._process.wait() == 0 else "FAILED"
        # The dots of pytest stand on the line.
        say(f"\n── {self.name}: {outcome} in {time.monotonic() - began:.0f} s")

    def wait(self) -> None:
        """Wait for its end, and say so if that takes a while."""
        if self._process.poll() is None:
            say(f"── waiting for: {self.name}")
        self._teller.join()

    def stop(self, *, interrupted: bool) -> None:
        """End it as a terminal or a service does, and let it clean up."""
        if interrupted:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(LAST_SECONDS)
        if self._process.poll() is None:
            self._process.terminate()
        self._teller.join()

    @property
    def passed(self) -> bool:
        """Whether it ended well."""
        return self._process.returncode == 0

    @property
    def results(self) -> Results:
        """What it told of its tests; a leg that failed without naming a test has failed as a whole."""
        found = Results.read(self._results) if self._results else Results()
        if not self.passed and not found.failed:
            found.failed.append(self.name)
        return found

    def output(self) -> str:
        """All that it said."""
        return self.log.read_text(encoding="utf-8", errors="replace").strip()


@contextlib.contextmanager
def side_by_side(legs: Sequence[Leg]) -> Iterator[None]:
    """Run legs beside the block, and wait for them at its end; they end with it when it is broken off."""
    started: list[Leg] = []
    try:
        for leg in legs:
            leg.start()
            started.append(leg)
        yield
        for leg in started:
            leg.wait()
    except BaseException as error:
        for leg in started:
            leg.stop(interrupted=isinstance(error, KeyboardInterrupt))
        raise
