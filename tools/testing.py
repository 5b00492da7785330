"""./hub test: every check of the project, or the tests that are asked for."""

import argparse
import os
import time
from collections.abc import Sequence
from dataclasses import replace

from . import databases, install, other_series, peers, templates
from .addons import hub_addons
from .console import HubError, say, warn
from .environment import PYTHON
from .legs import Leg, side_by_side
from .log_judge import Verdict, judge
from .odoo_source import SERIES
from .paths import ADDONS, CONFIG, LOGS, ODOO_DATA, STATE
from .ports import free_port
from .results import Results
from .stamps import locked
from .workspace import Workspace, workspace

TEMPLATE = "HUB_TEMPLATE_DATABASE"
"""Names the complete template, for tests that want a database of their own."""
INSTALL_LOG = LOGS / "test-install.log"
SCREENSHOTS = STATE / "screenshots"
RESULTS = {name: STATE / "results" / f"{name}.json" for name in ("installing", "pytest")}
WORKERS = min(4, max(2, (os.cpu_count() or 2) // 2))
"""How many processes of pytest share the tests: each loads Odoo and a browser beside PostgreSQL."""


def run(options: argparse.Namespace) -> int:
    """Everything without arguments; with arguments only pytest, on a database with demo data and all addons."""
    kind = "-installing" if options.while_installing else "-peers" if options.peers else ""
    with locked(STATE / f"test{kind}.lock", "another ./hub test in this clone"):
        with workspace(testing=True, programs=True) as work:
            if options.while_installing:
                return _while_installing(work, options)
            if options.peers:
                return peers.run(work, options.db)
            return _chosen(work, options) if options.rest else _everything(work, options)


def _chosen(work: Workspace, options: argparse.Namespace) -> int:
    return _pytest(work, options, [_path_of(argument) for argument in options.rest])


def _path_of(argument: str) -> str:
    """The tests of an addon where an argument names one, else the argument itself."""
    return str(ADDONS / argument / "tests") if argument in hub_addons() else argument


def _everything(work: Workspace, options: argparse.Namespace) -> int:
    """Lint, the tests while installing and those of pytest side by side; the user watches pytest."""
    began = time.time()
    shared = ["--db", options.db, *(["--allow-skip"] if options.allow_skip else [])]
    legs = [
        Leg("lint", ["lint"], "leg-lint"),
        Leg("tests while installing", ["test", "--while-installing", *shared], "leg-installing", RESULTS["installing"]),
    ]
    with side_by_side(legs):
        passed, results = _pytest_leg(work, options)
    for leg in legs:
        results += leg.results
        if not leg.passed:
            say(f"\n══ {leg.name}: FAILED. What it said is in {leg.log}, too:\n\n{leg.output()}")
    if work.series != SERIES:
        say(other_series.table(work.series, results.failed, _install_logs(began)))
    say(f"\n══ the slowest tests\n{results.slowest()}\n\n{results.closing_line(time.time() - began)}")
    return 0 if passed and not results.failed else 1


def _pytest_leg(work: Workspace, options: argparse.Namespace) -> tuple[bool, Results]:
    """What Odoo's own runner leaves to pytest, in several processes; whether it passed, and what it tells."""
    RESULTS["pytest"].unlink(missing_ok=True)
    arguments = ["--leave-out-at-install", f"--hub-results={RESULTS['pytest']}"]
    try:
        passed = _pytest(work, options, arguments, workers=WORKERS) == 0
    except HubError as error:
        warn(f"\n{error}")
        passed = False
    results = Results.read(RESULTS["pytest"])
    if not passed and not results.failed:
        results.failed.append("pytest")
    return passed, results


def _install_logs(began: float) -> dict[str, str]:
    """The logs of the installations since then."""
    paths = [path for path in LOGS.glob("*install*.log") if path.stat().st_mtime >= began]
    return {path.name: path.read_text(encoding="utf-8", errors="replace") for path in paths}


def _while_installing(work: Workspace, options: argparse.Namespace) -> int:
    """Install the addons without demo data under Odoo's own runner; its at_install tests run on the way."""
    name = templates.test_database(options.db, "bare")
    databases.clone(work, templates.core(work, options.db, demo=False), name)
    try:
        verdict = _install_and_test(work, name, allow_skip=options.allow_skip)
    finally:
        databases.drop(work, name)
    for problem in verdict.problems:
        warn(f"\n{problem}")
    verdict.results.write(RESULTS["installing"])
    say(f"{verdict.tests} tests ran while installing; {len(verdict.problems)} problems. The log: {INSTALL_LOG}")
    return 1 if verdict.problems else 0


def _install_and_test(work: Workspace, name: str, *, allow_skip: bool) -> Verdict:
    """Install the addons with their at_install tests, and judge the log and the catalog."""
    addons = hub_addons()
    tags = ",".join([*(f"/{addon}" for addon in addons), "-post_install"])
    options = ["-i", ",".join(addons), "--test-tags", tags, "--http-port", str(free_port())]
    trouble = []
    try:
        work.odoo(
            name,
            *options,
            "--log-handler=odoo.tests.stats:DEBUG",
            log=INSTALL_LOG.stem,
            doing="installing and testing",
        )
        install.check_catalog(work, name)
    except HubError as error:
        trouble.append(str(error))
    verdict = judge(INSTALL_LOG.read_text(encoding="utf-8", errors="replace"), allow_skip=allow_skip)
    # A failed test makes Odoo fail, too: then the log has said it better.
    return verdict if verdict.problems else replace(verdict, problems=trouble)


def _pytest(work: Workspace, options: argparse.Namespace, arguments: Sequence[str], workers: int = 0) -> int:
    """Run pytest on a fresh clone of the complete template; its exit status. No test at all is a failure.

    :param workers: how many processes share the tests, each with a clone that it makes itself
    """
    name = templates.test_database(options.db, "work")
    template = templates.complete(work, options.db)
    if not workers:
        databases.clone(work, template, name)
    command = [
        *(str(PYTHON), "-m", "pytest", "--odoo-http"),
        *(f"--odoo-config={CONFIG}", f"--odoo-database={name}"),
        *(f"--odoo-extra=data-dir={ODOO_DATA}", f"--odoo-extra=screenshots={SCREENSHOTS}"),
        *(["--allow-skip"] if options.allow_skip else []),
        *([f"-n{workers}", "--dist=worksteal"] if workers else []),
        *arguments,
    ]
    try:
        return work.call(command, env={TEMPLATE: template})
    finally:
        for database in databases.names(work, prefix=name):
            databases.drop(work, database)
