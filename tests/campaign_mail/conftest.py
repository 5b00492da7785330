"""A database of its own for each test: a copy of the complete one, which Odoo serves in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.campaign_mail.odoo_process import OdooProcess
from tests.campaign_mail.postbox import Postbox
from tools import databases
from tools.templates import test_database
from tools.testing import TEMPLATE
from tools.workspace import Workspace


@pytest.fixture(scope="session")
def work() -> Workspace:
    return Workspace(dict(os.environ), "", ())


@pytest.fixture
def database(work: Workspace) -> Iterator[str]:
    template = os.environ.get(TEMPLATE)
    assert template, f"{TEMPLATE} is not set: run these tests through ./hub test."
    name = test_database("hub", "mail")
    databases.clone(work, template, name)
    yield name
    databases.drop(work, name)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with Postbox() as postbox:
        yield postbox


@pytest.fixture
def odoo(work: Workspace, database: str, postbox: Postbox) -> Iterator[OdooProcess]:
    with OdooProcess(work, database, postbox.port) as process:
        # Links in mails lead here, that to the agency's own pages as well.
        admin = process.user("admin")
        admin.call("ir.config_parameter", "set_param", "web.base.url", process.url)
        agencies = [agency["id"] for agency in admin.read("res.company", [], [])]
        admin.call("res.company", "write", agencies, {"website": process.url})
        yield process
