"""A database that Odoo serves in a process of its own, and people who walk through it with keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.chromium import chromium
from tests.served import served_copy
from tests.walks.walker import SIZES, Walker


@pytest.fixture(scope="package")
def odoo() -> Iterator[OdooProcess]:
    with served_copy("walks") as process:
        yield process


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """What everybody walks on: a desk's screen and a phone's."""
    return SIZES[request.param]


@pytest.fixture
def walk(browser: Browser, odoo: OdooProcess, size: tuple[int, int]) -> Callable[..., Walker]:
    """What somebody who has just logged in begins with: ``with walk("account") as me``."""
    return lambda login, **options: Walker(browser, odoo.url, login, size, **options)


@pytest.fixture
def admin(odoo: OdooProcess) -> User:
    return odoo.user("admin")
