"""./hub shell, update and cbe-import."""

import argparse
import signal

from . import databases, install
from .addons import hub_addons
from .console import HubError, say
from .paths import ADDONS
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


def cbe_import(options: argparse.Namespace) -> int:
    """Load an extract of the enterprise register into the database, with a bar; Odoo's exit status is ours."""
    if not options.file.is_file():
        raise HubError(f"{options.file}: there is no such file.")
    with workspace() as work:
        _require(work, options.db)
        command = work.odoo_command("cbe_import", "-d", options.db, options.file.resolve())
        # Odoo looks for commands in the addons that are named before.
        command.insert(command.index("cbe_import"), f"--addons-path={ADDONS}")
        return work.call(command)


def _require(work: Workspace, name: str) -> None:
    if not databases.exists(work, name):
        raise HubError(f"There is no database {name} yet: ./hub run makes it.")
