"""Everything set up and the database server running: what each command works in."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import environment, odoo_source, packages, postgres, web_lint
from .console import HubError, run_logged
from .environment import PYTHON
from .paths import CONFIG, LOGS, ODOO_DATA, ROOT, STATE
from .stamps import Stamp, locked

ODOO = ROOT / "tools" / "bin" / "odoo"
BROWSERS = ("chromium-headless-shell", "google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
"""The names under which Chromium is looked for: first the build without windows, which costs less at each start."""

PROGRAMS = {
    packages.Missing("chromium-headless-shell", "the browser tests"): BROWSERS,
    packages.Missing("libreoffice-calc-nogui", "the tests of workbooks"): ("soffice",),
}
"""What tests start, by the package that has it, with the names under which it is looked for."""


PDF_PROGRAM = packages.Missing("wkhtmltopdf", "reports as PDF")
WITHOUT_PDF = "Odoo shows reports as web pages, which the browser prints."


@dataclass(frozen=True)
class Workspace:
    """A set-up clone with a server to talk to; ``env`` holds the variables for PostgreSQL's clients and Odoo."""

    env: dict[str, str]
    odoo_version: str
    kept_open: tuple[int, ...]
    series: str = odoo_source.SERIES

    def odoo_command(self, command: str, *options: str | Path) -> list[str]:
        """The command line of one of Odoo's own commands, with the project's configuration."""
        return [str(part) for part in (PYTHON, ODOO, command, "-c", CONFIG, "-D", ODOO_DATA, *options)]

    def odoo(self, database: str, *options: str, log: str, doing: str) -> Path:
        """Run Odoo's server command on a database until it is done; returns its log.

        Raises HubError with the end of the log when Odoo fails.
        """
        path = LOGS / f"{log}.log"
        command = self.odoo_command("server", "-d", database, "--stop-after-init", *options)
        run_logged(command, path, doing=doing, env=self.env, cwd=ROOT, pass_fds=self.kept_open)
        return path

    def call(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> int:
        """Run a command that the user sees and may interrupt; its exit status, once it has really ended."""
        process = self.popen(command, env=env)
        try:
            return process.wait()
        except BaseException as error:
            # The terminal's Ctrl-C has reached the command as well.
            if not isinstance(error, KeyboardInterrupt):
                process.terminate()
            process.wait()
            raise

    def popen(
        self, command: Sequence[str], *, env: Mapping[str, str] | None = None, **options: object
    ) -> subprocess.Popen:
        """Start a command from the root of the clone that may use the database server; ``env`` adds variables."""
        return subprocess.Popen(command, env=self.env | dict(env or {}), cwd=ROOT, pass_fds=self.kept_open, **options)


def set_up(*, testing: bool, programs: bool = False, server: bool = True) -> odoo_source.OdooSource:
    """Bring this clone up to date: Debian packages, Odoo, Python environment; idempotent.

    :param testing: with the Python packages of the tests
    :param programs: with the programs that tests start
    :param server: with PostgreSQL
    """
    with locked(STATE / "setup.lock", "another ./hub that sets up this clone"):
        missing = environment.missing_packages()
        if server:
            missing += postgres.missing_packages()
        if programs:
            missing += missing_programs()
        packages.install(missing)
        if server:
            _offer_pdf()
        odoo = odoo_source.prepare()
        environment.prepare(odoo, testing=testing)
        if testing:
            web_lint.prepare()
    return odoo


def _offer_pdf() -> None:
    """Install what Odoo makes PDF with, where Debian has it (12 has, 13 has not); said once in a clone."""
    stamp = Stamp(STATE / "offered-pdf", PDF_PROGRAM)
    if stamp.is_current() or shutil.which(PDF_PROGRAM.package):
        return
    packages.offer(PDF_PROGRAM, without=WITHOUT_PDF)
    stamp.write()


def missing_programs() -> list[packages.Missing]:
    """The packages of those programs that tests start and that are not there under any of their names."""
    return [package for package, names in PROGRAMS.items() if not any(map(shutil.which, names))]


def browser() -> str:
    """The program that browser tests and pictures are made with."""
    return next(filter(None, map(shutil.which, BROWSERS)))


@contextlib.contextmanager
def workspace(*, testing: bool = False, programs: bool = False) -> Iterator[Workspace]:
    """Set up, and keep the database server running for the time of the block."""
    odoo = set_up(testing=testing, programs=programs)
    if postgres.uses_own_server():
        yield Workspace(_own_server_env(), odoo.version, (), odoo.series)
        return
    cluster = postgres.Cluster()
    with cluster.running() as lock:
        yield Workspace(cluster.environment(), odoo.version, (lock,), odoo.series)


def _own_server_env() -> dict[str, str]:
    if os.environ.get("PGUSER") == "postgres":
        raise HubError("Odoo refuses the database user postgres: set PGUSER to a role that may create databases.")
    return {name: value for name, value in os.environ.items() if name != "PGDATABASE"}
