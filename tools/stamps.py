"""Idempotent set-up: a step is done when its stamp holds the key of what it depends on; and locks between processes."""

import contextlib
import fcntl
import hashlib
from collections.abc import Iterator
from pathlib import Path

from .console import say


def key_of(*inputs: object) -> str:
    """A short key of what a step depends on; a Path counts with what the file holds."""
    digest = hashlib.sha256()
    for item in inputs:
        content = item.read_bytes() if isinstance(item, Path) else str(item).encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:16]


class Stamp:
    """The mark that a step of the set-up was finished for given inputs. Write it last."""

    def __init__(self, path: Path, *inputs: object) -> None:
        self.path = path
        self.key = key_of(*inputs)

    def is_current(self) -> bool:
        """Whether the step was finished for these very inputs."""
        return self.path.is_file() and self.path.read_text() == self.key

    def clear(self) -> None:
        """Take the mark away before the step is done anew."""
        self.path.unlink(missing_ok=True)

    def write(self) -> None:
        """Mark the step as finished."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.path, self.key.encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that is never seen half written."""
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    temporary.replace(path)


@contextlib.contextmanager
def locked(path: Path, waiting_for: str) -> Iterator[None]:
    """Hold a lock file for the time of the block; says what it waits for when another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Waiting for {waiting_for} …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
