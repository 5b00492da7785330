"""Two job runners on one database share the ranges of an extract; one of them is killed, the other one goes on."""

from __future__ import annotations

import base64
import itertools
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from tests.campaign_mail.odoo_process import OdooProcess
from tests.served import database_copy
from tools.databases import query
from tools.paths import ADDONS
from tools.ports import INTERFACE
from tools.workspace import Workspace

from .test_killed import STATE, load, path, undisturbed, work  # noqa: F401 pylint: disable=unused-import

_NO_MAIL = 9
_PATIENCE = 180
_STEP = 0.1


class Balancer(ThreadingHTTPServer):
    """Sends each job to the next machine, as what stands before several machines does."""

    def __init__(self) -> None:
        super().__init__((INTERFACE, 0), _Forwarding)
        self.sent: Counter[str] = Counter()
        self.machines: list[Machine] = []
        self.turns = itertools.count()

    def next_machine(self) -> Machine:
        alive = [each for each in self.machines if each.is_alive()]
        return alive[next(self.turns) % len(alive)]


class _Forwarding(BaseHTTPRequestHandler):
    server: Balancer

    def do_GET(self) -> None:
        machine = self.server.next_machine()
        self.server.sent[machine.url] += 1
        headers = {"X-Odoo-Database": self.headers["X-Odoo-Database"]}
        try:
            answer = requests.get(machine.url + self.path, headers=headers, timeout=_PATIENCE).status_code
        except requests.ConnectionError:
            answer = 502
        self.send_response(answer)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


class Machine(OdooProcess):
    """A server with small ranges, whose runner sends its jobs to the balancer."""

    def __init__(self, work: Workspace, database: str, balancer: Balancer) -> None:  # noqa: F811
        super().__init__(work, database, _NO_MAIL)
        _python, _odoo, *command = self._command
        program = [sys.executable, str(Path(__file__).with_name("killed.py")), "", "1", "before"]
        self._command = [*program, f"--addons-path={ADDONS}", *command]
        self._runner = {
            "ODOO_QUEUE_JOB_CHANNELS": "root:2",
            "ODOO_QUEUE_JOB_HOST": INTERFACE,
            "ODOO_QUEUE_JOB_PORT": str(balancer.server_port),
        }

    def __enter__(self) -> Machine:
        self._work = Workspace(self._work.env | self._runner, "", ())
        return super().__enter__()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def database(work: Workspace) -> Iterator[str]:  # noqa: F811
    with database_copy(work, "runners") as name:
        yield name


def wait_for(work: Workspace, database: str, statement: str) -> None:  # noqa: F811
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if query(work, statement, database) == [["t"]]:
            return
        time.sleep(_STEP)
    raise AssertionError(query(work, "SELECT state, exc_info FROM queue_job", database))


def test_two_runners_and_one_is_killed(work, database, undisturbed, path):  # noqa: F811
    assert not load(work, undisturbed, path).returncode
    balancer = Balancer()
    threading.Thread(target=balancer.serve_forever, daemon=True).start()
    try:
        with Machine(work, database, balancer) as first, Machine(work, database, balancer) as second:
            balancer.machines += [first, second]
            director = first.user("director")
            file = base64.b64encode(path.read_bytes()).decode()
            extract = director.create("hub.cbe.extract", {"file": file, "file_name": path.name})
            director.call("hub.cbe.extract", "action_begin", [extract])
            some = f"SELECT COUNT(done_at) >= 2 FROM hub_cbe_range WHERE extract_id = {extract}"
            wait_for(work, database, some)
            first.kill()
            wait_for(work, database, f"SELECT state = 'done' FROM hub_cbe_extract WHERE id = {extract}")
            assert min(balancer.sent[each.url] for each in (first, second)) > 1, balancer.sent
            assert second.is_alive()
    finally:
        balancer.shutdown()
        balancer.server_close()
    assert query(work, STATE, database) == query(work, STATE, undisturbed)
