"""Debian packages that are plain missing: install them as root, otherwise name the line to type."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .console import HubError, run_logged, say
from .paths import LOGS

CLUSTERS = Path("/etc/postgresql")


@dataclass(frozen=True)
class Missing:
    """A Debian package and what it is needed for."""

    package: str
    purpose: str


def install(missing: Sequence[Missing]) -> None:
    """Install what is missing; raises HubError with the line to type where this process may not."""
    if not missing:
        return
    names = [item.package for item in missing]
    reasons = "; ".join(f"{item.package} ({item.purpose})" for item in missing)
    if not shutil.which("apt-get"):
        raise HubError(f"Missing: {reasons}. There is no apt-get here: install what these are called on this system.")
    if os.geteuid() != 0:
        raise HubError(f"Missing: {reasons}. Type this and run the same command again:\n\n  {sudo_line(names)}\n")
    say(f"Installing the Debian packages that are missing: {reasons}")
    with _no_new_clusters():
        _apt_install(names)


def offer(item: Missing, *, without: str) -> None:
    """Install a package that one can do without, where apt has it and this process may; else say what is so then."""
    if os.geteuid() == 0 and _is_offered(item.package):
        say(f"Installing the Debian package {item.package} ({item.purpose})")
        with contextlib.suppress(HubError):
            _apt_install([item.package])
            return
    elif os.geteuid() != 0 and _is_offered(item.package):
        without = f"{without} To change that: {sudo_line([item.package])}"
    say(f"No {item.package} here ({item.purpose}): {without}")


def _is_offered(package: str) -> bool:
    """Whether apt knows a version of a package."""
    if not shutil.which("apt-cache"):
        return False
    command = ["apt-cache", "policy", package]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"})
    return "Candidate:" in told.stdout and "Candidate: (none)" not in told.stdout


def sudo_line(names: Sequence[str]) -> str:
    """The command that installs these packages."""
    return "sudo apt-get install --no-install-recommends " + " ".join(names)


def _apt_install(names: Sequence[str]) -> None:
    log = LOGS / "packages.log"
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    try:
        run_logged(command, log, doing="installing Debian packages", env=env)
    except HubError:
        # The machine's lists are missing or too old to name files that still exist.
        run_logged(["apt-get", "update"], LOGS / "packages-update.log", doing="reading the lists of Debian packages")
        run_logged(command, log, doing="installing Debian packages", env=env)


@contextlib.contextmanager
def _no_new_clusters() -> Iterator[None]:
    """Debian's PostgreSQL makes and starts a `main` cluster when it is installed: drop it, and only that one."""
    before = set(CLUSTERS.glob("*/*"))
    try:
        yield
    finally:
        for cluster in set(CLUSTERS.glob("*/*")) - before:
            version, name = cluster.parts[-2:]
            subprocess.run(["pg_dropcluster", "--stop", version, name], check=False, capture_output=True)
