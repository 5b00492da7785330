"""Odoo in a process of its own, and its users, who talk to it as a browser does."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import IO

import requests

from tools.databases import query
from tools.paths import LOGS
from tools.ports import INTERFACE, free_port
from tools.workspace import Workspace

_STARTING_SECONDS = 90
_STEP = 0.25


class OdooError(Exception):
    """What Odoo answers when it refuses: the sentence that a user would see."""


class OdooProcess:
    """A server on a database, whose mails go to a mail server on loopback. Its scheduled actions wait to be run."""

    def __init__(self, work: Workspace, database: str, smtp_port: int) -> None:
        self.database = database
        self.url = f"http://{INTERFACE}:{(port := free_port())}"
        self._work = work
        self._command = work.odoo_command(
            *("server", "-d", database, "--http-interface", INTERFACE, "--http-port", str(port)),
            *("--max-cron-threads", "0", "--smtp", INTERFACE, "--smtp-port", str(smtp_port)),
        )
        self.log = LOGS / f"campaign-mail-{port}.log"

    def __enter__(self) -> OdooProcess:
        LOGS.mkdir(parents=True, exist_ok=True)
        self._output: IO[bytes] = self.log.open("wb")
        self._process = self._work.popen(self._command, stdout=self._output, stderr=subprocess.STDOUT)
        self._wait()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._output.close()

    def _wait(self) -> None:
        end = time.monotonic() + _STARTING_SECONDS
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                if requests.get(f"{self.url}/web/login", timeout=30).ok:
                    return
            except requests.ConnectionError:
                time.sleep(_STEP)
        raise AssertionError(f"Odoo did not start:\n{tail(self.log)}")

    def sql(self, statement: str) -> None:
        """Change what nobody may change by the screens, such as the day on which something was."""
        query(self._work, statement, self.database)

    def user(self, login: str) -> User:
        """Somebody who has logged in; the password of a demo user is the log-in."""
        return User(self, login)


class User:
    """A session of a user."""

    def __init__(self, odoo: OdooProcess, login: str) -> None:
        self._url = odoo.url
        self.session = requests.Session()
        credentials = {"db": odoo.database, "login": login, "password": login}
        self.id = self._post("/web/session/authenticate", credentials)["uid"]

    def _post(self, path: str, params: dict) -> object:
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.session.post(self._url + path, json=body, timeout=300).json()
        if "error" in answer:
            raise OdooError(answer["error"]["data"]["message"])
        # Of a method that returns nothing there is none.
        return answer.get("result")

    def call(self, model: str, method: str, *args: object, **kwargs: object) -> object:
        """Call a public method; raises OdooError with the sentence of the server."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._post(f"/web/dataset/call_kw/{model}/{method}", params)

    def create(self, model: str, values: dict) -> int:
        """Create one record."""
        return self.call(model, "create", [values])[0]

    def read(self, model: str, domain: list, fields: list[str], **options: object) -> list[dict]:
        """The records that fit a domain."""
        return self.call(model, "search_read", domain, fields, **options)

    def run_cron(self, xml_id: str) -> None:
        """Run a scheduled action now, as an administrator does by hand."""
        module, _dot, name = xml_id.partition(".")
        [row] = self.read("ir.model.data", [("module", "=", module), ("name", "=", name)], ["res_id"])
        self.call("ir.cron", "method_direct_trigger", [row["res_id"]])


def tail(path: Path, lines: int = 40) -> str:
    """The end of a log."""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
