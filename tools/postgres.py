"""The PostgreSQL server: a private cluster on a Unix socket, or the server that PGHOST and its siblings name."""

import contextlib
import fcntl
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .console import HubError, say, tail
from .packages import Missing
from .paths import CLONE_ID, STATE
from .stamps import locked

INSTALLED = Path("/usr/lib/postgresql")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107
OPTIONS = (
    "-c listen_addresses= -c port=5432 -c unix_socket_directories={socket}"
    " -c max_connections=200 -c shared_buffers=256MB"
)


# As docker/compose.yaml makes its cluster. What is made in it, extensions included, is made by Odoo and the addons.
ENCODING = "--encoding=UTF8"
LOCALE = "--locale=C.UTF-8"


def uses_own_server() -> bool:
    """Whether the environment names a server to use instead of a private cluster."""
    return bool(os.environ.get("PGHOST") or os.environ.get("PGSERVICE"))


def missing_packages() -> list[Missing]:
    """What Debian calls the parts of PostgreSQL that are not here."""
    if uses_own_server():
        return [] if shutil.which("psql") or _programs() else [Missing("postgresql-client", "talking to PGHOST")]
    return [] if _programs() else [Missing("postgresql", "the database server")]


def _programs(version: str = "*") -> Path | None:
    """The directory of the newest PostgreSQL server programs, of one major version if given."""
    found = sorted(INSTALLED.glob(f"{version}/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(os.path.realpath(on_path)).parent if on_path and version == "*" else None


@dataclass(frozen=True)
class Owner:
    """The unprivileged user that runs the server; nothing to change for a user who is not root."""

    uid: int
    gid: int

    @classmethod
    def find(cls) -> "Owner":
        """The present user; under root the user postgres, else nobody."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                user = pwd.getpwnam(name)
                return cls(user.pw_uid, user.pw_gid)
        raise HubError("PostgreSQL does not run as root, and this system has neither a user postgres nor nobody.")

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess:
        """Run a command as this user, away from directories that it may not enter."""
        change = {"user": self.uid, "group": self.gid, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd="/",
            env=os.environ | {"LC_ALL": "C"},
            start_new_session=True,
            **change,
        )

    def make_directory(self, path: Path) -> None:
        """Make a directory of mode 0700 of this user; raises HubError when somebody else's is there."""
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
            if os.geteuid() == 0:
                os.chown(path, self.uid, self.gid)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid:
            raise HubError(f"{path} belongs to somebody else. Remove it, or ask who owns it.")
        path.chmod(0o700)


class Cluster:
    """The private cluster of this clone."""

    def __init__(self) -> None:
        self.owner = Owner.find()
        self.home = _home(self.owner)
        self.data = self.home / "data"
        self.log = self.home / "log"
        self.socket = socket_directory()

    @contextlib.contextmanager
    def running(self) -> Iterator[int]:
        """Keep the server up for the time of the block; yields the descriptor of the lock that says so.

        Whoever uses the server holds a shared lock; the last one to leave gets it alone and stops the server. Children
        that need the server inherit the descriptor, so that it outlives a killed parent.
        """
        with (STATE / "postgres.used").open("a") as used:
            fcntl.flock(used, fcntl.LOCK_SH)
            with locked(STATE / "postgres.lock", "another start of PostgreSQL"):
                self._create()
                self._start()
            try:
                yield used.fileno()
            finally:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()

    def environment(self) -> dict[str, str]:
        """The variables that lead any PostgreSQL client, Odoo too, to this server."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | {"PGHOST": str(self.socket), "PGPORT": "5432", "PGUSER": "odoo"}

    def _programs(self) -> Path:
        """The programs of the version that made the data."""
        version_file = self.data / "PG_VERSION"
        version = version_file.read_text().strip() if version_file.exists() else "*"
        if programs := _programs(version):
            return programs
        raise HubError(
            f"The data in {self.data} was made by PostgreSQL {version}, which is no longer installed. "
            f"Install postgresql-{version} again (or move the data aside to start anew)."
        )

    def _create(self) -> None:
        """Make the cluster beside its place and rename it, so that a half-made one is never taken for whole."""
        if self.data.exists():
            return
        say("Making a private PostgreSQL cluster")
        self.owner.make_directory(self.home)
        temporary = self.home / "data.part"
        shutil.rmtree(temporary, ignore_errors=True)
        initdb = [self._programs() / "initdb", "-U", "odoo", "-A", "trust", ENCODING, "-D", temporary]
        result = self.owner.run([*initdb, LOCALE])
        if result.returncode:
            shutil.rmtree(temporary, ignore_errors=True)
            result = self.owner.run([*initdb, "--locale=C"])
        if result.returncode:
            raise HubError(f"PostgreSQL could not make its cluster in {self.home}:\n\n{result.stdout}")
        temporary.rename(self.data)

    def _start(self) -> None:
        pid = self._pid()
        if pid and (self.socket / SOCKET_NAME).exists():
            return
        if pid:
            # Its runtime directory was emptied under it: nobody can connect any more.
            self._stop()
        self.owner.make_directory(self.socket)
        # What a crash left behind: PostgreSQL would believe any process that has the number in there by now.
        for leftover in (self.data / "postmaster.pid", self.socket / SOCKET_NAME, self.socket / f"{SOCKET_NAME}.lock"):
            leftover.unlink(missing_ok=True)
        start = [self._programs() / "pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", self.log]
        result = self.owner.run([*start, "-o", OPTIONS.format(socket=self.socket)])
        if result.returncode:
            raise HubError(f"PostgreSQL did not start. The end of {self.log}:\n\n{tail(self.log)}")

    def _stop(self) -> None:
        self.owner.run([self._programs() / "pg_ctl", "stop", "-m", "fast", "-w", "-D", self.data])

    def _pid(self) -> int | None:
        """The process of the server, None when there is none.

        After a crash postmaster.pid may name a process of something else: the server's works in its data directory.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            return pid if Path(f"/proc/{pid}/cwd").samefile(self.data) else None
        except (OSError, ValueError, IndexError):
            return None


def socket_directory() -> Path:
    """A short runtime directory for the socket: a socket path must fit in 107 bytes."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.geteuid() == 0:
        return Path("/run") / f"hub-{CLONE_ID}"
    own = Path(runtime) / f"hub-{CLONE_ID}"
    fits = len(os.fsencode(own / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
    if runtime and os.access(runtime, os.W_OK) and fits:
        return own
    # Nobody else gets in: Owner.make_directory insists on the owner and on mode 0700.
    return Path("/tmp") / f"hub-{os.geteuid()}-{CLONE_ID}"  # noqa: S108


def _home(owner: Owner) -> Path:
    """The directory of the cluster: under .hub where its user gets there, else under /var/lib."""
    here = STATE / "postgres"
    elsewhere = Path("/var/lib") / f"hub-{CLONE_ID}"
    reachable = owner.run(["test", "-x", STATE]).returncode == 0
    return here if reachable and not elsewhere.exists() else elsewhere
