"""Odoo 19 itself: the source tree that the user names, or Debian's package unpacked under .hub."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from .apt import SUITES, AptRoot, own_suite
from .console import HubError, run_logged, say, warn
from .paths import LOGS, STAMPS, STATE, cache_dir
from .stamps import Stamp, locked

SERIES = "19.0"
PREFIX = STATE / "odoo"
PACKAGE_TREE = Path("usr/lib/python3/dist-packages")
ASSETS = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
)
"""The packages that the web files of Debian's odoo-19 link to."""

LEFT_OUT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
"""A file that Debian leaves out although a bundle names it: without it no web page finds its scripts."""


@dataclass(frozen=True)
class OdooSource:
    """An Odoo source tree: ``path`` goes on Python's path, ``version`` tells builds apart."""

    path: Path
    version: str
    series: str = SERIES


def prepare() -> OdooSource:
    """The tree that HUB_ODOO names, or Debian's package, downloaded and unpacked if need be."""
    if given := os.environ.get("HUB_ODOO"):
        return named_tree(Path(given).expanduser().resolve())
    return _unpacked_package()


def named_tree(path: Path) -> OdooSource:
    """Check a tree that the user already has; a later series is tried, an earlier one is refused with a HubError."""
    release = path / "odoo" / "release.py"
    if not release.is_file():
        raise HubError(f"HUB_ODOO={path} is not an Odoo source tree: it has no odoo/release.py.")
    series = series_of(release.read_text(encoding="utf-8"))
    if not series or _numbers(series) < _numbers(SERIES):
        found = series or "of an unknown version"
        raise HubError(f"HUB_ODOO={path} is Odoo {found}; this project needs Odoo {SERIES}.")
    if series != SERIES:
        warn(f"HUB_ODOO={path} is Odoo {series}; this project is made for Odoo {SERIES}. Expect failures.")
    return OdooSource(path, f"{series} {path} {release.stat().st_mtime_ns}", series)


def series_of(release: str) -> str | None:
    """The series that the text of odoo/release.py declares.

    >>> series_of("version_info = (19, 0, 0, FINAL, 0, '')")
    '19.0'
    >>> series_of("version_info = ('saas~19', 1, 0, FINAL, 0, '')")
    '19.1'
    """
    match = re.search(r"^version_info\s*=\s*\(\D{0,6}(\d+)'?,\s*(\d+)", release, re.MULTILINE)
    return f"{match[1]}.{match[2]}" if match else None


def _numbers(series: str) -> tuple[int, ...]:
    return tuple(map(int, series.split(".")))


def _unpacked_package() -> OdooSource:
    stamp = Stamp(STAMPS / "odoo", "odoo-19", str(PREFIX))
    version_file = PREFIX / "version"
    if not stamp.is_current():
        stamp.clear()
        with locked(cache_dir() / "lock", "another set-up that downloads Odoo"):
            files = _package_files(AptRoot())
        _unpack(files)
        version_file.write_text(files[0].name)
        stamp.write()
    return OdooSource(PREFIX / PACKAGE_TREE, version_file.read_text())


def _package_files(apt: AptRoot) -> list[Path]:
    """Odoo's package first, then those of its web assets, from the machine's own suite where it has them."""
    own = own_suite()
    suites = [*([own] if own else []), *reversed(SUITES)]
    odoo = apt.fetch("odoo-19", SUITES, is_series)
    return [odoo, *(apt.fetch(name, suites, is_icons_4 if "awesome" in name else _any) for name in ASSETS)]


def is_series(version: str) -> bool:
    """Whether a Debian version is one of Odoo 19.0."""
    return version.startswith((f"{SERIES}.", f"{SERIES}+"))


def is_icons_4(version: str) -> bool:
    """Whether a Debian version of Font Awesome is really a version 4: later ones lack the icons that Odoo names."""
    return "really4." in version or version.startswith("4.")


def _any(_version: str) -> bool:
    return True


def _unpack(files: list[Path]) -> None:
    say("Unpacking Odoo")
    temporary = PREFIX.with_name(PREFIX.name + ".part")
    shutil.rmtree(temporary, ignore_errors=True)
    for file in files:
        run_logged(["dpkg-deb", "-x", file, temporary], LOGS / "unpack.log", doing=f"unpacking {file.name}")
    left_out = temporary / PACKAGE_TREE / LEFT_OUT
    if not left_out.exists():
        left_out.parent.mkdir(parents=True, exist_ok=True)
        left_out.touch()
    shutil.rmtree(PREFIX, ignore_errors=True)
    temporary.rename(PREFIX)
    if dangling := dangling_links(PREFIX / PACKAGE_TREE / "odoo"):
        raise HubError("Files that Odoo links to are missing: " + ", ".join(map(str, dangling)))


def dangling_links(tree: Path) -> list[Path]:
    """The symbolic links in a tree that lead nowhere."""
    paths = (Path(folder, name) for folder, folders, names in os.walk(tree) for name in (*folders, *names))
    return [path for path in paths if path.is_symlink() and not path.exists()]
