"""Chromium for the tests that steer it through Odoo in a process of its own."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from tools import workspace


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with no window."""
    with _without_memory_limit(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=workspace.browser(), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@contextlib.contextmanager
def _without_memory_limit() -> Iterator[None]:
    """Lift the limit that Odoo sets for this process: Chromium reserves more addresses than it uses."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
