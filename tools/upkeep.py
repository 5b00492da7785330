"""./hub shell and update."""

import argparse
import signal

from . import databases, install
from .addons import hub_addons
from .console import HubError, say
from .workspace import Workspace, workspace


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


def _require(work: Workspace, name: str) -> None:
    if not databases.exists(work, name):
        raise HubError(f"There is no database {name} yet: ./hub run makes it.")
