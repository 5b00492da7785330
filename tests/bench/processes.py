"""Processes of their own for benchmarks: their memory, and a server to talk to."""

from __future__ import annotations

import contextlib
import gc
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import requests

PATIENCE = 120


def in_new_shell(script: str) -> object:
    """Run a script in a new process of Odoo's shell on the same database; returns what it prints, as JSON."""
    result = subprocess.run(sys.orig_argv, input=script, text=True, check=True, stdout=subprocess.PIPE)
    return json.loads(result.stdout)


def peak(action: Callable[[], object]) -> float:
    """Return by how many megabytes (MiB) this process grows at most while something is done."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is that of now
    before = _kilobytes("VmRSS")
    action()
    return highest() - before / 1024


def highest() -> float:
    """Return the most memory (MiB) that this process has had since the last :func:`peak` began."""
    return _kilobytes("VmHWM") / 1024


def _kilobytes(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1])


@contextlib.contextmanager
def session(database: str, login: str, password: str) -> Iterator[tuple[requests.Session, str]]:
    """Start a server on the same database and log in; yields the session and where the server is."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["server" if part == "shell" else part for part in sys.orig_argv if part != "--no-http"]
    command += ["--http-interface", "127.0.0.1", "--http-port", str(port), "--max-cron-threads", "0"]
    command += ["--log-handler", "werkzeug:ERROR"]
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        with requests.Session() as browser:
            _wait(browser, url, server)
            params = {"db": database, "login": login, "password": password}
            answer = browser.post(f"{url}/web/session/authenticate", json={"params": params}).json()
            assert answer.get("result", {}).get("uid"), answer
            yield browser, url
    finally:
        server.terminate()
        server.wait()


def _wait(browser: requests.Session, url: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(requests.ConnectionError):
            browser.get(f"{url}/web/health")
            return
        time.sleep(0.2)
    raise RuntimeError(f"No server answered at {url}.")
