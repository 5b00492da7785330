"""./hub shell, update and bench."""

import argparse
import signal

from . import databases, install
from .addons import hub_addons
from .console import HubError, say
from .paths import TESTS
from .workspace import Workspace, workspace

BENCHMARKS = TESTS / "bench"


def shell(options: argparse.Namespace) -> int:
    """Odoo's shell; a script on standard input runs, and its exit status is ours."""
    with workspace() as work:
        _require(work, options.db)
        install.warn_if_outdated(options.db)
        # Ctrl-C belongs to the prompt.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return work.call(install.shell_command(work, options.db))


def update(options: argparse.Namespace) -> int:
    """Upgrade the addons in the database and install those that are new."""
    with workspace() as work:
        _require(work, options.db)
        addons = hub_addons()
        with install.alone():
            install.upgrade(work, options.db, addons)
        say(f"{options.db} is up to date: {', '.join(addons)}")
    return 0


def bench(options: argparse.Namespace) -> int:
    """Run tests/bench/bench_*.py, each a script for Odoo's shell, on the database."""
    scripts = sorted(BENCHMARKS.glob("bench_*.py"))
    if not scripts:
        say("There are no benchmarks yet: they go into tests/bench/bench_*.py.")
        return 0
    with workspace() as work:
        _require(work, options.db)
        runs = [install.run_script(work, options.db, script.read_text(encoding="utf-8")) for script in scripts]
        return max(run.returncode for run in runs)


def _require(work: Workspace, name: str) -> None:
    if not databases.exists(work, name):
        raise HubError(f"There is no database {name} yet: ./hub run makes it.")
