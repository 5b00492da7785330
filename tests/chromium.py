"""Chromium for the tests that steer it through Odoo in a process of its own, and somebody who works in it."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Iterator
from typing import TypeVar

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools import workspace
from tools.testing import SCREENSHOTS

TIMEOUT = 40_000
Own = TypeVar("Own", bound="Device")
_LOG_IN = "(form, login) => { form.login.value = login; form.password.value = login; form.submit(); }"


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


class Device:
    """One browser: its pages share log-in, storage and connection. What it showed when a test failed is kept."""

    def __init__(self, browser: Browser, url: str, name: str, **options: object) -> None:
        """:param options: what else Playwright is told of its pages"""
        self.name = name
        self.context = browser.new_context(base_url=url, **options)
        self.context.set_default_timeout(TIMEOUT)
        expect.set_options(timeout=TIMEOUT)
        self.page: Page = self.context.new_page()

    def __enter__(self: Own) -> Own:
        return self

    def __exit__(self, exception: type | None, *_more: object) -> None:
        if exception:
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"{self.name}.png")
        self.context.close()

    def log_in(self, login: str, page: Page | None = None) -> None:
        """Log in; the password of a demo user is the log-in."""
        page = page or self.page
        page.goto("/web/login")
        # Of a device that knows several users, core hides the form behind their names.
        page.locator("form.oe_login_form").evaluate(_LOG_IN, login)
        page.wait_for_selector(".o_main_navbar")
