"""What the user sees: messages, progress of a long command, and errors that say what to do."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

TAIL_LINES = 25
NO_NETWORK = re.compile(
    r"could not resolve|temporary failure (in name resolution|resolving)|name or service not known"
    r"|network is unreachable|no route to host|failed to establish a new connection|could not connect|unable to connect"
    r"|cannot initiate the connection|connection timed out|connection failed",
    re.IGNORECASE,
)


class HubError(Exception):
    """Something the user has to know or do; its text is shown as it is, without a traceback."""


def say(message: str = "") -> None:
    """Print one message at once, also where the output is a pipe."""
    print(message, flush=True)


def warn(message: str) -> None:
    """Print one message on standard error."""
    print(message, file=sys.stderr, flush=True)


def tail(log: Path, lines: int = TAIL_LINES) -> str:
    """The last lines of a log, empty when there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def run_logged(
    command: Sequence[str | Path],
    log: Path,
    *,
    doing: str,
    progress: Callable[[], str] | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    pass_fds: Sequence[int] = (),
) -> None:
    """Run a command with its output in a log file, and show how far it is.

    ``doing`` completes the sentence "Failed: …"; ``progress`` says in a few words how far the command is.
    Raises HubError when the command fails: one line when the network is missing, else the end of the log.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            pass_fds=pass_fds,
        )
        try:
            _follow(process, doing, progress)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        raise HubError(_failure(doing, log))


def _follow(process: subprocess.Popen, doing: str, progress: Callable[[], str] | None) -> None:
    """Wait for the end; a terminal sees the progress twice a second, a file every 20 seconds."""
    live = sys.stdout.isatty()
    began = shown = time.monotonic()
    while True:
        try:
            process.wait(0.5 if live else 5)
            break
        except subprocess.TimeoutExpired:
            now = time.monotonic()
            state = progress() if progress else f"{now - began:.0f} s"
            if live:
                print(f"\r\033[K  {doing}: {state}", end="", flush=True)
            elif now - shown >= 20:
                shown = now
                say(f"  {doing}: {state}")
    if live:
        print("\r\033[K", end="", flush=True)


def _failure(doing: str, log: Path) -> str:
    end = tail(log)
    if NO_NETWORK.search(end):
        return f"No network: {doing} did not work. Connect and run the same command again; it goes on where it stopped."
    return f"Failed: {doing}. The end of {log}:\n\n{end}"
