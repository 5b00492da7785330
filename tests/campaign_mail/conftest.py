"""A database for these tests: a copy of the complete one, which Odoo serves in a process of its own.

Each test has readers, a campaign and a letter box of its own; what an earlier one left in the queues is taken out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.campaign_mail.odoo_process import OdooProcess
from tests.campaign_mail.postbox import MailServer, Postbox
from tests.served import database_copy
from tools.workspace import Workspace

QUEUED = {
    "mail.mail": [("state", "in", ["outgoing", "exception"])],
    "mailing.mailing": [("state", "in", ["in_queue", "sending"])],
}


@pytest.fixture(scope="session")
def work() -> Workspace:
    return Workspace(dict(os.environ), "", ())


@pytest.fixture(scope="package")
def database(work: Workspace) -> Iterator[str]:
    with database_copy(work, "mail") as name:
        yield name


@pytest.fixture(scope="package")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="package")
def served(work: Workspace, database: str, mail_server: MailServer) -> Iterator[OdooProcess]:
    with OdooProcess(work, database, mail_server.port) as process:
        # Links in mails lead here, that to the agency's own pages as well.
        admin = process.user("admin")
        admin.call("ir.config_parameter", "set_param", "web.base.url", process.url)
        agencies = [agency["id"] for agency in admin.read("res.company", [], [])]
        admin.call("res.company", "write", agencies, {"website": process.url})
        yield process


@pytest.fixture
def odoo(served: OdooProcess) -> OdooProcess:
    admin = served.user("admin")
    for model, queued in QUEUED.items():
        admin.call(model, "unlink", [row["id"] for row in admin.read(model, queued, [])])
    return served


@pytest.fixture
def postbox(mail_server: MailServer) -> Postbox:
    mail_server.postbox = Postbox()
    return mail_server.postbox
