"""./hub screens: makes a copy of a database, serves it, and has every screen opened there."""

import argparse
import contextlib
import json
import re
import subprocess
import time
from collections.abc import Iterator, Sequence

from .. import databases, install, serve, templates
from ..console import HubError, say
from ..environment import PYTHON
from ..paths import LOGS, STATE
from ..ports import INTERFACE, free_port
from ..stamps import locked, replace_file
from ..workspace import Workspace, workspace
from .document import DOCUMENT, text
from .pages import SCREENS

LOG = LOGS / "screens.log"
WALK = (str(PYTHON), "-m", "tools.screens.walk")
PREPARE = "from tools.screens.before import prepare; prepare(env)"


def run(options: argparse.Namespace) -> int:
    """Make the pictures and docs/screens.md, or only check that the screens open; 1 when one does not."""
    names = _chosen(options.names)
    began = time.monotonic()
    with (
        locked(STATE / "screens.lock", "another ./hub screens in this clone"),
        workspace(testing=True, programs=True) as work,
    ):
        status = _walk(work, options.db, {"names": names, "check": options.check})
    if not options.check:
        replace_file(DOCUMENT, text().encode())
    say(f"{len(names)} screens in {time.monotonic() - began:.0f} s")
    return status


def _chosen(names: Sequence[str]) -> list[str]:
    known = [screen.name for screen in SCREENS]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise HubError(f"There is no screen {', '.join(unknown)}. There are: {', '.join(known)}.")
    return list(names or known)


def _walk(work: Workspace, database: str | None, task: dict) -> int:
    """Open the screens on a copy, in which what they do is lost, of a database or of a fresh one with demo data."""
    copy = templates.test_database("hub", "screens")
    _copy(work, database, copy)
    try:
        task |= _prepare(work, copy)
        with _serving(work, copy) as task["url"]:
            say(f"Opening {len(task['names'])} screens")
            return work.call([*WALK, json.dumps(task)])
    finally:
        databases.drop(work, copy)


def _copy(work: Workspace, database: str | None, copy: str) -> None:
    if database is None:
        database = templates.complete(work, "hub")
    elif not databases.exists(work, database):
        raise HubError(f"There is no database {database}.")
    databases.clone(work, database, copy)


def _prepare(work: Workspace, copy: str) -> dict:
    """Do in the copy what its users would have done; returns where pages and records are."""
    result = install.run_script(work, copy, PREPARE, capture_output=True)
    if result.returncode:
        raise HubError(f"The pages could not be prepared; has this database demo data?\n\n{result.stderr}")
    return json.loads(result.stdout.splitlines()[-1])


@contextlib.contextmanager
def _serving(work: Workspace, database: str) -> Iterator[str]:
    """Serve the database on a free port of the loopback; gives the address."""
    port = free_port()
    command = work.odoo_command(
        *("server", "-d", database, "--db-filter", f"^{re.escape(database)}$"),
        *("--http-interface", INTERFACE, "--http-port", str(port), "--max-cron-threads", "1"),
        # Chromium keeps connections open without a request, for longer than Odoo waits before it starts itself anew.
        *("--limit-time-real", "0"),
    )
    with LOG.open("wb") as log, serve.answering(work, command, port, stdout=log, stderr=subprocess.STDOUT):
        yield f"http://{INTERFACE}:{port}"
