"""A web proxy in front of several Odoo processes: pages go to one port, live notifications to another."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from string import Template

from .console import HubError
from .paths import ROOT, STATE

TEMPLATE = ROOT / "docker" / "nginx.conf"
FOLDER = STATE / "nginx"


def program() -> str | None:
    """Where nginx is; Debian keeps it off an ordinary user's path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def advice(odoo_port: int, gevent_port: int) -> str:
    """What somebody who brings a proxy must let it do."""
    return (
        f"No nginx here: with --workers, live chat and notifications need a proxy that you bring. It must send "
        f"/websocket to 127.0.0.1:{gevent_port} with the Upgrade and Connection headers, everything else to "
        f"127.0.0.1:{odoo_port}, and set X-Forwarded-Host, -For and -Proto. docker/nginx.conf does all that."
    )


def render(listen: str, odoo: str, gevent: str, folder: str) -> str:
    """The proxy's configuration for these addresses."""
    return Template(TEMPLATE.read_text(encoding="utf-8")).safe_substitute(
        HUB_LISTEN=listen, HUB_ODOO=odoo, HUB_GEVENT=gevent, HUB_FOLDER=folder
    )


@contextlib.contextmanager
def running(port: int, odoo_port: int, gevent_port: int) -> Iterator[None]:
    """Keep nginx running for the time of the block; raises HubError when it refuses its configuration."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    conf = FOLDER / "nginx.conf"
    conf.write_text(render(f"127.0.0.1:{port}", f"127.0.0.1:{odoo_port}", f"127.0.0.1:{gevent_port}", str(FOLDER)))
    command = [program() or "nginx", "-c", str(conf), "-p", str(FOLDER), "-e", str(FOLDER / "error.log")]
    check = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True, check=False)
    if check.returncode:
        raise HubError(f"nginx refuses {conf}:\n\n{check.stderr}")
    # Under root, nginx would drop to a user that may not get to this clone.
    directives = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    server = subprocess.Popen([*command, "-g", directives], start_new_session=True)
    try:
        yield
    finally:
        server.terminate()
        server.wait()
