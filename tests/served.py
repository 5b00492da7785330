"""A copy of the complete database for some tests, and Odoo that serves it in a process of its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from tests.campaign_mail.odoo_process import OdooProcess
from tools import databases
from tools.templates import test_database
from tools.testing import TEMPLATE
from tools.workspace import Workspace

# Nobody listens there: nothing of this sends mails.
_NO_MAIL = 9


@contextlib.contextmanager
def database_copy(work: Workspace, kind: str) -> Iterator[str]:
    """Copy the database for the time of the block, for each process of pytest that shares the tests out."""
    template = os.environ.get(TEMPLATE)
    assert template, f"{TEMPLATE} is not set: run these tests through ./hub test."
    name = test_database("hub", f"{kind}{os.environ.get('PYTEST_XDIST_WORKER', '')}")
    databases.clone(work, template, name)
    yield name
    databases.drop(work, name)


@contextlib.contextmanager
def served_copy(kind: str) -> Iterator[OdooProcess]:
    """Serve a copy of the database for the time of the block."""
    work = Workspace(dict(os.environ), "", ())
    with database_copy(work, kind) as name, OdooProcess(work, name, _NO_MAIL) as process:
        yield process
