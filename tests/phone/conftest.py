"""A database that Odoo serves in a process of its own, and phones whose connection a test cuts.

Odoo's own browser tests share a transaction with the server, and cut the connection of no service worker.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.campaign_mail.odoo_process import OdooProcess, User
from tests.chromium import chromium
from tests.phone.phone import Phone
from tests.served import served_copy


@pytest.fixture(scope="package")
def odoo() -> Iterator[OdooProcess]:
    with served_copy("phone") as process:
        yield process


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser: Browser, odoo: OdooProcess, request: pytest.FixtureRequest) -> Iterator[Phone]:
    with Phone(browser, odoo.url, request.node.name) as phone:
        phone.log_in("account")
        yield phone


@pytest.fixture
def admin(odoo: OdooProcess) -> User:
    return odoo.user("admin")


@pytest.fixture
def company(odoo: OdooProcess, admin: User, request: pytest.FixtureRequest) -> dict:
    """A company of the account manager's own, with a name that no other test has."""
    name = f"Atelier {request.node.name.removeprefix('test_').replace('_', ' ').title()}"
    account = odoo.user("account").id
    return {"id": admin.create("res.partner", {"name": name, "is_company": True, "user_id": account}), "name": name}


@pytest.fixture
def visit(company: dict, phone: Phone) -> Phone:
    """A phone that was online after the company was there."""
    return phone
