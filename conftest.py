"""What `./hub test` adds to pytest: no test runs twice, and no test is skipped unnoticed."""

import os

import pytest

FAILED_BEFORE = "HUB_FAILED_BEFORE"
"""Names what failed before pytest began, so that it stands above the closing line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("hub")
    group.addoption("--allow-skip", action="store_true", help="skipped tests do not fail the run")
    group.addoption("--leave-out-at-install", action="store_true", help="leave out what Odoo's own runner has run")


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if failed := os.environ.get(FAILED_BEFORE):
        terminalreporter.section("failed before pytest", red=True)
        terminalreporter.line(failed)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip that nobody asked for is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and not session.config.getoption("--allow-skip") and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
