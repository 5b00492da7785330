"""Databases with their filestores: made whole or not at all, cloned from templates, dropped."""

import os
import re
import shutil
import subprocess

from .console import HubError
from .paths import FILESTORE
from .workspace import Workspace

NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]{0,24}")


def check_name(name: str) -> str:
    """A database name that needs no quoting in a file path, a command line or a filter of Odoo's."""
    if not NAME.fullmatch(name):
        raise HubError(f"{name!r} cannot name a database: letters, digits, _ and - only, a letter first, 25 at most.")
    return name


def query(work: Workspace, statement: str, database: str = "postgres") -> list[list[str]]:
    """Run SQL through psql; rows of text cells. Raises HubError with what the server said."""
    command = ["psql", "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement]
    result = subprocess.run(
        command, env=work.env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if result.returncode:
        raise HubError(f"The database server refused: {result.stderr.strip()}")
    return [line.split("\t") for line in result.stdout.splitlines()]


def names(work: Workspace, prefix: str = "") -> set[str]:
    """The databases of the server whose names begin so."""
    return {row[0] for row in query(work, "SELECT datname FROM pg_database") if row[0].startswith(prefix)}


def exists(work: Workspace, name: str) -> bool:
    """Whether the server has this database."""
    return name in names(work)


def drop(work: Workspace, name: str) -> None:
    """Drop a database, template or not, with its filestore; nothing happens when it is not there."""
    if exists(work, name):
        # One whose dropping was interrupted can't be altered any more.
        if [name, "t"] in query(work, "SELECT datname, datistemplate FROM pg_database"):
            query(work, f'ALTER DATABASE "{name}" IS_TEMPLATE false')
        query(work, f'DROP DATABASE "{name}" WITH (FORCE)')
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def rename(work: Workspace, old: str, new: str) -> None:
    """Give a database its final name. The filestore goes first: the database appears when it is whole."""
    shutil.rmtree(FILESTORE / new, ignore_errors=True)
    if (FILESTORE / old).exists():
        (FILESTORE / old).rename(FILESTORE / new)
    query(work, f'ALTER DATABASE "{old}" RENAME TO "{new}"')


def clone(work: Workspace, template: str, name: str) -> None:
    """Make a database from a template, its filestore included. Only for tests: it may lose what a crash interrupts."""
    drop(work, name)
    copy_filestore(template, name)
    query(work, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    query(work, f'ALTER DATABASE "{name}" SET synchronous_commit = off')


def copy_filestore(source: str, target: str) -> None:
    """Link the files of a filestore into another: Odoo names them by content and never writes into one again."""
    if (FILESTORE / source).exists():
        shutil.copytree(FILESTORE / source, FILESTORE / target, copy_function=os.link)


def seal(work: Workspace, name: str) -> None:
    """Make a database a template that nobody may connect to."""
    query(work, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false IS_TEMPLATE true')


def modules(work: Workspace, database: str) -> dict[str, str]:
    """The state of each module that the database knows."""
    return dict(query(work, "SELECT name, state FROM ir_module_module", database))
