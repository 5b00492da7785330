"""./hub test: every check of the project, or the tests that are asked for."""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from . import checks, databases, install, templates
from .addons import hub_addons
from .console import HubError, say, warn
from .environment import PYTHON
from .log_judge import Verdict, judge
from .paths import ADDONS, CONFIG, LOGS, ODOO_DATA, STATE
from .ports import free_port
from .stamps import locked
from .workspace import Workspace, workspace

FAILED_BEFORE = "HUB_FAILED_BEFORE"
TEMPLATE = "HUB_TEMPLATE_DATABASE"
"""Names the complete template, for tests that want a database of their own."""
INSTALL_LOG = LOGS / "test-install.log"
SCREENSHOTS = STATE / "screenshots"


def run(options: argparse.Namespace) -> int:
    """Everything without arguments; with arguments only pytest, on a database with demo data and all addons."""
    with locked(STATE / "test.lock", "another ./hub test in this clone"):
        with workspace(testing=True, programs=True) as work:
            return _chosen(work, options) if options.rest else _everything(work, options)


def _chosen(work: Workspace, options: argparse.Namespace) -> int:
    return _pytest(work, options, [_path_of(argument) for argument in options.rest])


def _path_of(argument: str) -> str:
    """The tests of an addon where an argument names one, else the argument itself."""
    return str(ADDONS / argument / "tests") if argument in hub_addons() else argument


def _everything(work: Workspace, options: argparse.Namespace) -> int:
    legs: dict[str, Callable[[], bool]] = {
        "lint": lambda: checks.lint(work.env),
        "tests while installing": lambda: _while_installing(work, options),
    }
    failed = [name for name, leg in legs.items() if not _timed(name, leg)]
    status = _pytest(work, options, ["--leave-out-at-install"], failed)
    return status or int(bool(failed))


def _timed(name: str, leg: Callable[[], bool]) -> bool:
    say(f"── {name}")
    began = time.monotonic()
    passed = leg()
    say(f"── {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - began:.0f} s\n")
    return passed


def _while_installing(work: Workspace, options: argparse.Namespace) -> bool:
    """Install the addons without demo data under Odoo's own runner; its at_install tests run on the way."""
    name = templates.test_database(options.db, "bare")
    databases.clone(work, templates.core(work, options.db, demo=False), name)
    try:
        verdict = _install_and_test(work, name, allow_skip=options.allow_skip)
    finally:
        databases.drop(work, name)
    for problem in verdict.problems:
        warn(f"\n{problem}")
    say(f"{verdict.tests} tests ran while installing; {len(verdict.problems)} problems. The log: {INSTALL_LOG}")
    return not verdict.problems


def _install_and_test(work: Workspace, name: str, *, allow_skip: bool) -> Verdict:
    """Install the addons with their at_install tests, and judge the log and the catalog."""
    addons = hub_addons()
    tags = ",".join([*(f"/{addon}" for addon in addons), "-post_install"])
    options = ["-i", ",".join(addons), "--test-tags", tags, "--http-port", str(free_port())]
    trouble = []
    try:
        work.odoo(name, *options, log=INSTALL_LOG.stem, doing="installing and testing")
        install.check_catalog(work, name)
    except HubError as error:
        trouble.append(str(error))
    verdict = judge(INSTALL_LOG.read_text(encoding="utf-8", errors="replace"), allow_skip=allow_skip)
    # A failed test makes Odoo fail, too: then the log has said it better.
    return verdict if verdict.problems else replace(verdict, problems=trouble)


def _pytest(work: Workspace, options: argparse.Namespace, arguments: Sequence[str], failed: Sequence[str] = ()) -> int:
    """Run pytest on a fresh clone of the complete template; its exit status. No test at all is a failure."""
    name = templates.test_database(options.db, "work")
    template = templates.complete(work, options.db)
    databases.clone(work, template, name)
    command = [
        *(str(PYTHON), "-m", "pytest", "--odoo-http"),
        *(f"--odoo-config={CONFIG}", f"--odoo-database={name}"),
        *(f"--odoo-extra=data-dir={ODOO_DATA}", f"--odoo-extra=screenshots={SCREENSHOTS}"),
        *(["--allow-skip"] if options.allow_skip else []),
        *arguments,
    ]
    try:
        return work.call(command, env={FAILED_BEFORE: ", ".join(failed), TEMPLATE: template})
    finally:
        databases.drop(work, name)
