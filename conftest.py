"""What `./hub test` adds to pytest: no test runs twice, none is skipped unnoticed, several processes share them."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.results import Results


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("hub")
    group.addoption("--allow-skip", action="store_true", help="skipped tests do not fail the run")
    group.addoption("--leave-out-at-install", action="store_true", help="leave out what Odoo's own runner has run")
    group.addoption("--hub-results", type=Path, help="write there what passed and failed, and how long it took")


def pytest_configure(config: pytest.Config) -> None:
    # Jobs are run by the test that makes them, never by a runner beside it.
    os.environ["ODOO_QUEUE_JOB_CHANNELS"] = "root:0"
    path = config.getoption("--hub-results")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(path))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that Odoo's runner has run while installing, and those outside its standard set."""
    if not config.getoption("--leave-out-at-install"):
        return
    left_out = [item for item in items if not runs_after_install(getattr(item.cls, "test_tags", None))]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)


def runs_after_install(tags: set[str] | None) -> bool:
    """Whether a test with these Odoo tags belongs to pytest's leg; a plain test has none and does."""
    return tags is None or ("post_install" in tags and "standard" in tags)


@pytest.fixture(scope="session")
def load_registry() -> Iterator[None]:
    """Odoo's registry; a process that shares the tests with others gets a database of its own.

    With pytest-odoo's fixture of this name such databases share a filestore, from which each would collect as garbage
    what another one has just written.
    """
    import odoo
    from odoo.modules.registry import Registry
    from odoo.tests.common import get_db_name

    from tools import databases
    from tools.testing import TEMPLATE
    from tools.workspace import Workspace, browser

    # Odoo looks for desktop builds alone.
    odoo.tests.common._find_executable = browser

    threading.current_thread().testing = True
    name = get_db_name()
    if not (worker := os.environ.get("PYTEST_XDIST_WORKER")):
        Registry(name)
        yield
        return
    work = Workspace(dict(os.environ), "", ())
    name = f"{name}.{worker}"
    databases.clone(work, os.environ[TEMPLATE], name)
    odoo.tools.config["db_name"] = [name]
    Registry(name)
    yield
    odoo.sql_db.close_db(name)
    databases.drop(work, name)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip that nobody asked for is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and not session.config.getoption("--allow-skip") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class Recorder:
    """Writes down what ./hub test tells when all its legs have ended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.passed: set[str] = set()
        self.failed: dict[str, None] = {}
        self.seconds: Counter[str] = Counter()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed[report.nodeid] = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed[report.nodeid] = None
        elif report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        passed = len(self.passed.difference(self.failed))
        Results(passed, list(self.failed), dict(self.seconds)).write(self.path)
