"""./hub run: the application on this machine."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence

from . import databases, install, proxy
from .addons import hub_addons
from .console import HubError, say, warn
from .ports import INTERFACE, free_port, require_free
from .workspace import Workspace, workspace

PATIENCE = 120
PROXY_WAITS = (502, 503, 504)
"""What a proxy answers as long as Odoo does not."""

AFTER_A_PULL = "After a pull, the database may need ./hub update."
DEMO_USERS = """
    SELECT users.login, partner.name
      FROM res_users users
      JOIN res_partner partner ON partner.id = users.partner_id
      JOIN ir_model_data data ON data.model = 'res.users' AND data.res_id = users.id
     WHERE data.module LIKE 'hub\\_%' AND users.active
  ORDER BY users.id
"""


def run(options: argparse.Namespace) -> int:
    """Set up, make or complete the database, and serve until Ctrl-C."""
    require_free(options.port)
    if os.geteuid() == 0:
        warn("Running as root: fine on a throw-away machine; elsewhere run ./hub as an ordinary user.")
    if options.reset and not options.yes:
        _confirm(f"Delete the database {options.db} with everything in it?")
    with workspace() as work:
        with install.alone():
            if options.reset:
                databases.drop(work, options.db)
            _complete(work, options.db, demo=not options.no_demo)
        return _serve(work, options)


def _confirm(question: str) -> None:
    if not sys.stdin.isatty():
        raise HubError(f"{question} There is nobody to ask here: add --yes if so.")
    if input(f"{question} Type yes: ").strip().lower() != "yes":
        raise HubError("Nothing was deleted.")


def _complete(work: Workspace, name: str, *, demo: bool) -> None:
    """Make the database on first use; later install what has been added to addons/ since."""
    addons = hub_addons()
    if not databases.exists(work, name):
        say(f"Making the database {name} {'with' if demo else 'without'} demo data")
        install.build(work, name, addons, demo=demo, languages=install.LANGUAGES if demo else "")
        install.mark_current(name)
        return
    if not demo and _has_demo(work, name):
        warn(f"The database {name} has demo data already. To make it anew without: ./hub run --reset --no-demo")
    states = databases.modules(work, name)
    if new := [addon for addon in addons if states.get(addon) != "installed"]:
        say(f"New since the last start: {', '.join(new)}")
        # With the others: the pull that brought these may have changed those too.
        install.upgrade(work, name, addons)
    install.warn_if_outdated(name)


def _serve(work: Workspace, options: argparse.Namespace) -> int:
    """Start Odoo, and with workers a proxy in front; tell when it answers; wait for Ctrl-C."""
    with contextlib.ExitStack() as stack:
        odoo_port, gevent_port = options.port, free_port()
        behind = bool(options.workers and proxy.program())
        if behind:
            odoo_port = free_port()
            stack.enter_context(proxy.running(options.port, odoo_port, gevent_port))
        elif options.workers:
            say(proxy.advice(odoo_port, gevent_port))
        databases.query(work, set_address(options.port), options.db)
        command = _command(work, options, odoo_port, gevent_port, behind_proxy=bool(options.workers))
        server = stack.enter_context(answering(work, command, options.port))
        say(_welcome(work, options))
        with contextlib.suppress(KeyboardInterrupt):
            return server.wait()
    say("Stopped.")
    return 0


def set_address(port: int) -> str:
    """The SQL that lets links in mails name the port that answers.

    A database keeps the address of the server that made it. One that an administrator entered or froze stays.
    """
    return f"""
        UPDATE ir_config_parameter
           SET value = 'http://localhost:{port}'
         WHERE key = 'web.base.url' AND value ~ '^http://(localhost|127[.]0[.]0[.]1)(:[0-9]+)?/?$'
           AND NOT EXISTS (SELECT FROM ir_config_parameter WHERE key = 'web.base.url.freeze')
    """  # noqa: S608  # a number


@contextlib.contextmanager
def answering(work: Workspace, command: Sequence[str], port: int, **options: object) -> Iterator[subprocess.Popen]:
    """Run Odoo for the time of the block, which begins as soon as it answers on the port."""
    # In a session of its own, Odoo does not get the terminal's Ctrl-C besides our signal.
    server = work.popen(command, start_new_session=True, **options)
    try:
        _wait_until_ready(server, port)
        yield server
    finally:
        _stop(server)


def _command(
    work: Workspace, options: argparse.Namespace, odoo_port: int, gevent_port: int, *, behind_proxy: bool
) -> list[str]:
    network = ["--http-interface", INTERFACE, "--http-port", str(odoo_port), "--gevent-port", str(gevent_port)]
    if behind_proxy:
        network.append("--proxy-mode")
    return work.odoo_command(
        "server", "-d", options.db, "--db-filter", f"^{options.db}$", "--workers", str(options.workers), *network
    )


def _wait_until_ready(server: subprocess.Popen, port: int) -> None:
    """Return when the log-in page answers; raises HubError when Odoo ends, reports an error or takes too long."""
    deadline = time.monotonic() + PATIENCE
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise HubError("Odoo ended while it started; what it said stands above.")
        try:
            opener.open(f"http://{INTERFACE}:{port}/web/login", timeout=PATIENCE).close()
            return
        except urllib.error.HTTPError as error:
            if error.code not in PROXY_WAITS:
                raise HubError(f"Odoo answers with {error}; what it said stands above. {AFTER_A_PULL}") from error
            time.sleep(0.2)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise HubError(f"Odoo did not answer within {PATIENCE} seconds; what it said stands above.")


def _stop(server: subprocess.Popen) -> None:
    """End Odoo with one signal: at a second one it would drop what it is doing."""
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()


def _welcome(work: Workspace, options: argparse.Namespace) -> str:
    """The address and who can log in, as the database has it."""
    lines = ["", f"  Hub answers at http://localhost:{options.port}", ""]
    users = databases.query(work, DEMO_USERS, options.db) if _has_demo(work, options.db) else []
    width = max((len(login) for login, _name in users), default=0)
    if users:
        lines += ["  Log in with, unless changed since, the same word as log-in and password:"]
        lines += [f"    {login:<{width}}  {name}" for login, name in users]
    lines += ["  The administrator, unless changed since: admin, password admin", "", "  Ctrl-C stops it.", ""]
    return "\n".join(lines)


def _has_demo(work: Workspace, name: str) -> bool:
    return databases.query(work, "SELECT demo FROM ir_module_module WHERE name = 'base'", name) == [["t"]]
