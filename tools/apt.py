"""Packages from Debian's archive through a private apt root; the machine's apt configuration stays untouched.

Every call gets the private directories as options, so that the machine's own settings (proxies, certificates) still
apply, while its sources, lists and cache are neither read nor written.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from .console import HubError, run_logged, say
from .packages import sudo_line
from .paths import LOGS, STATE, cache_dir
from .stamps import replace_file

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SUITES = ("unstable", "testing", "stable")
WAYS_OUT = (
    "Give a mirror with HUB_DEBIAN_MIRROR=http://…/debian, or an Odoo 19 source tree that you have with HUB_ODOO=/path."
)

VersionTest = Callable[[str], bool]


class AptRoot:
    """A private apt root in one directory. It reads the archive's lists only when something has to be downloaded."""

    def __init__(self, directory: Path = STATE / "apt") -> None:
        self.directory = directory
        self._updated = False

    def fetch(self, package: str, suites: Sequence[str], accept: VersionTest) -> Path:
        """The file of a package, kept in the user's cache with its checksum beside it.

        Takes the newest accepted version of the first of ``suites`` that has one. Raises HubError when none has,
        when the machine has no apt, or without network.
        """
        if cached := cached_package(package, accept):
            return cached
        self._update()
        version = choose_version(self._apt("apt-cache", "madison", package), suites, accept)
        if not version:
            raise HubError(f"Debian's archive no longer has a fitting {package}. {WAYS_OUT}")
        return self._download(package, version)

    def _download(self, package: str, version: str) -> Path:
        """Let apt download and verify a package, then move it to the cache: its checksum first, then the file."""
        incoming = cache_dir() / "incoming"
        incoming.mkdir(exist_ok=True)
        name, size = planned_file(self._apt("apt-get", "download", "--print-uris", f"{package}={version}"))
        say(f"Downloading {package} {version} ({size / 1e6:.1f} MB)")
        command = [*self._command("apt-get"), "download", f"{package}={version}"]
        run_logged(
            command,
            LOGS / "apt-download.log",
            doing=f"downloading {package}",
            progress=lambda: f"{_size(incoming, name) / 1e6:.0f} of {size / 1e6:.0f} MB",
            cwd=incoming,
        )
        target = cache_dir() / name
        replace_file(checksum_file(target), sha256(incoming / name).encode())
        return (incoming / name).replace(target)

    def _update(self) -> None:
        if self._updated:
            return
        if not shutil.which("apt-get") or not shutil.which("dpkg"):
            raise HubError(f"There is no apt here to get Odoo 19 with. {WAYS_OUT}")
        if not KEYRING.exists():
            line = sudo_line(["debian-archive-keyring"])
            raise HubError(f"The keys of Debian's archive are missing. Type this and run again:\n\n  {line}\n")
        for part in ("lists/partial", "cache/archives/partial"):
            (self.directory / part).mkdir(parents=True, exist_ok=True)
        self._sources.write_text(sources_list(find_mirror(), own_suite()))
        say("Reading the lists of Debian's archive")
        command = [*self._command("apt-get"), "update", "--error-on=any"]
        run_logged(command, LOGS / "apt-update.log", doing="reading the lists of Debian's archive")
        self._updated = True

    @property
    def _sources(self) -> Path:
        return self.directory / "sources.list"

    def _command(self, program: str) -> list[str]:
        settings = {
            "Dir::Etc::sourcelist": self._sources,
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::State::lists": self.directory / "lists",
            "Dir::Cache": self.directory / "cache",
            "Acquire::Languages": "none",
            # As root, apt's own unprivileged user could not reach a clone or a cache under a closed home.
            "APT::Sandbox::User": "root",
        }
        return [program, *(part for key, value in settings.items() for part in ("-o", f"{key}={value}"))]

    def _apt(self, program: str, *arguments: str) -> str:
        result = subprocess.run(
            [*self._command(program), *arguments], capture_output=True, text=True, check=False, env=_plain_language()
        )
        if result.returncode:
            raise HubError(f"{program} {' '.join(arguments)} failed: {result.stderr.strip()}")
        return result.stdout


def cached_package(package: str, accept: VersionTest) -> Path | None:
    """The newest file of a package in the cache whose version is accepted and whose checksum is right."""
    for path in sorted(cache_dir().glob(f"{package}_*.deb"), reverse=True):
        version = path.name.split("_")[1].replace("%3a", ":")
        expected = checksum_file(path)
        if accept(version) and expected.is_file() and expected.read_text() == sha256(path):
            return path
    return None


def checksum_file(path: Path) -> Path:
    """Where the checksum of a cached file is kept."""
    return path.with_name(path.name + ".sha256")


def sha256(path: Path) -> str:
    """The checksum of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def choose_version(madison: str, suites: Sequence[str], accept: VersionTest) -> str | None:
    """The first accepted version of the earliest suite that has one; ``madison`` is what `apt-cache madison` prints."""
    rows = [[cell.strip() for cell in line.split("|")] for line in madison.splitlines()]
    for suite in suites:
        for row in rows:
            if len(row) == 3 and f" {suite}/" in row[2] and accept(row[1]):
                return row[1]
    return None


def planned_file(uris: str) -> tuple[str, int]:
    """Name and size of the file that `apt-get download --print-uris` speaks of."""
    match = re.search(r"^'[^']+' (\S+) (\d+)", uris, re.MULTILINE)
    if not match:
        raise HubError(f"apt gave no address to download from: {uris.strip()}")
    return match[1], int(match[2])


def sources_list(mirror: str, own: str | None) -> str:
    """The sources of the private root: the machine's own suite first, then those that may have Odoo."""
    suites = dict.fromkeys([*([own] if own else []), *SUITES])
    return "".join(f"deb [signed-by={KEYRING}] {mirror} {suite} main\n" for suite in suites)


def own_suite() -> str | None:
    """The code name of the Debian that this machine runs, None on anything else."""
    facts = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', _os_release(), re.MULTILINE))
    if facts.get("ID") != "debian":
        return None
    return facts.get("VERSION_CODENAME")


def find_mirror() -> str:
    """The Debian mirror to use: HUB_DEBIAN_MIRROR, else the one that the machine's own apt uses."""
    if given := os.environ.get("HUB_DEBIAN_MIRROR"):
        return given
    mirror = None
    if own := own_suite():
        listing = ["apt-get", "indextargets", "--no-release-info", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)"]
        result = subprocess.run(listing, capture_output=True, text=True, check=False, env=_plain_language())
        mirror = choose_mirror(result.stdout, own)
    if not mirror:
        raise HubError(f"This machine's apt names no Debian mirror to get Odoo 19 from. {WAYS_OUT}")
    return mirror


def choose_mirror(targets: str, own: str) -> str | None:
    """Debian's own archive among the index targets of apt, one "address suite component" a line.

    Other archives may serve the same suite name, but only Debian's ends in /debian.
    """
    rows = [line.split() for line in targets.splitlines()]
    mirrors = [
        row[0]
        for row in rows
        if len(row) == 3 and row[1] in (own, "sid", *SUITES) and row[2] == "main" and not row[0].startswith("cdrom:")
    ]
    return min(mirrors, key=lambda uri: not re.search(r"/debian(\.list)?/?$", uri), default=None)


def _os_release() -> str:
    path = Path("/etc/os-release")
    return path.read_text() if path.exists() else ""


def _plain_language() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C.UTF-8"}


def _size(incoming: Path, name: str) -> int:
    return max((path.stat().st_size for path in incoming.glob(f"**/{name}*")), default=0)
