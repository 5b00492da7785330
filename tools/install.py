"""Databases made from addons: built, extended and upgraded, and compared with what the addons declare."""

import contextlib
import subprocess
from collections.abc import Sequence

from . import databases
from .addons import addon_files, hub_addons
from .console import HubError, say, warn
from .paths import ROOT, STAMPS, STATE
from .stamps import Stamp, locked
from .workspace import Workspace

UNFINISHED = ".new"
LANGUAGES = "en_GB,fr_BE,nl_BE"
"""Those of the demo data: a database that shows them has all three. In English Brussels days come before months."""


def alone() -> contextlib.AbstractContextManager[None]:
    """Keep two processes of this clone from making or upgrading the same database."""
    return locked(STATE / "databases.lock", "another ./hub that makes or upgrades a database")


def build(
    work: Workspace,
    name: str,
    addons: Sequence[str],
    *,
    demo: bool,
    template: str | None = None,
    languages: str = "",
    then: str = "",
) -> None:
    """Make a database with these modules, from a template if given; ``then`` is a script that completes it.

    It gets its name when it is whole: an interrupted build leaves none.
    """
    temporary = name + UNFINISHED
    databases.drop(work, temporary)
    if template:
        databases.clone(work, template, temporary)
    install(work, temporary, addons, demo=demo, languages=languages, then=then)
    databases.rename(work, temporary, name)


def install(
    work: Workspace, name: str, addons: Sequence[str], *, demo: bool = False, languages: str = "", then: str = ""
) -> None:
    """Install modules, creating the database when it is not there; raises HubError unless all of them are in."""
    say(f"Installing {', '.join(addons)} in the database {name.removesuffix(UNFINISHED)}")
    options = ["-i", ",".join(addons), "--no-http", *(["--with-demo"] if demo else [])]
    options += [f"--load-language={languages}"] if languages else []
    log = work.odoo(name, *options, log=f"install-{name}", doing="installing")
    states = databases.modules(work, name)
    if absent := [addon for addon in addons if states.get(addon) != "installed"]:
        raise HubError(f"Not installed: {', '.join(absent)}. The log of Odoo is {log}.")
    if set(addons) & set(hub_addons()):
        check_catalog(work, name, then)


def upgrade(work: Workspace, name: str, addons: Sequence[str]) -> None:
    """Upgrade those of the addons that the database has, install the others."""
    states = databases.modules(work, name)
    old = [addon for addon in addons if states.get(addon) == "installed"]
    new = [addon for addon in addons if addon not in old]
    options = [*(["-u", ",".join(old)] if old else []), *(["-i", ",".join(new)] if new else [])]
    work.odoo(name, *options, "--no-http", log=f"update-{name}", doing=f"upgrading {name}")
    check_catalog(work, name)
    mark_current(name)


def mark_current(name: str) -> None:
    """Remember for which state of the addons a database was made or upgraded."""
    _addons_stamp(name).write()


def warn_if_outdated(name: str) -> None:
    """Say so when the addons have changed since."""
    stamp = _addons_stamp(name)
    if stamp.path.exists() and not stamp.is_current():
        warn(f"The addons have changed since {name} was made or upgraded: ./hub update brings it up to date.")


def _addons_stamp(name: str) -> Stamp:
    return Stamp(STAMPS / f"database-{name}", *addon_files())


def check_catalog(work: Workspace, name: str, then: str = "") -> None:
    """Raise HubError when the database lacks a constraint or an index that an addon declares.

    :param then: a script that the same start of Odoo runs afterwards
    """
    script = f"from tools.catalog import report; report(env)\n{then}"
    result = run_script(work, name, script, capture_output=True)
    if result.returncode:
        raise HubError(f"The constraints of {name} could not be checked:\n\n{result.stderr}")
    if result.stdout.strip():
        raise HubError(
            f"The database {name} lacks what the addons declare; mostly existing records are in the way. Odoo's log "
            f"in .hub/logs says which. Missing:\n{result.stdout}"
        )


def run_script(work: Workspace, name: str, script: str, **options: object) -> subprocess.CompletedProcess:
    """Run a script in Odoo's shell on a database; it may import from the root of the clone."""
    return subprocess.run(
        shell_command(work, name),
        input=script,
        text=True,
        check=False,
        env=work.env | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        pass_fds=work.kept_open,
        **options,
    )


def shell_command(work: Workspace, name: str) -> list[str]:
    """The command line of Odoo's shell, silent but for warnings."""
    return work.odoo_command("shell", "-d", name, "--no-http", "--log-handler", ":WARNING")
