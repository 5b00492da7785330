"""The virtual environment: Odoo's Python requirements, and Odoo itself as an installed distribution."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .console import HubError, run_logged, say
from .odoo_source import SERIES, OdooSource
from .packages import Missing
from .paths import LOGS, REQUIREMENTS, VENV
from .stamps import Stamp, replace_file

PYTHON = VENV / "bin" / "python"
SUPPORTED = ((3, 10), (3, 11), (3, 12), (3, 13))
PRODUCTION = REQUIREMENTS / "production.txt"
RUNTIME = REQUIREMENTS / "runtime.txt"
LEFT_OUT = REQUIREMENTS / "left_out.py"
TESTING = REQUIREMENTS / "testing.txt"


def interpreter() -> Path:
    """The Python that the environment is made with: the present one where Odoo 19 supports it, else one on the PATH."""
    if sys.version_info[:2] in SUPPORTED:
        return Path(os.path.realpath(sys.executable))
    for major, minor in reversed(SUPPORTED):
        found = shutil.which(f"python{major}.{minor}")
        if found and _works(found, "import sys"):
            return Path(os.path.realpath(found))
    raise HubError(
        "Odoo 19 needs Python 3.10 to 3.13; this is Python {}.{} and the PATH has no other. Install one of them, "
        "or use the containers in docker/.".format(*sys.version_info)
    )


def missing_packages() -> list[Missing]:
    """Debian splits Python's venv off into a package of its own."""
    python = interpreter()
    if _works(python, "import ensurepip, venv"):
        return []
    name = python.name if python.name.startswith("python3.") else "python3"
    return [Missing(f"{name}-venv", "Python's virtual environments")]


def prepare(odoo: OdooSource, *, testing: bool) -> None:
    """Make the environment, and bring it up to the lock files and to this Odoo tree."""
    _make(interpreter())
    _install("runtime", PRODUCTION, RUNTIME)
    if testing:
        _install("testing", PRODUCTION, RUNTIME, TESTING)
    _leave_out()
    _link(odoo)


def _make(python: Path) -> None:
    stamp = Stamp(VENV / "made", str(python), str(VENV))
    if stamp.is_current():
        return
    say("Making a Python environment")
    shutil.rmtree(VENV, ignore_errors=True)
    run_logged([python, "-m", "venv", VENV], LOGS / "venv.log", doing="making a Python environment")
    stamp.write()


def _install(name: str, *locks: Path) -> None:
    """Install complete lock files: pip resolves nothing, so that every machine gets the same versions."""
    stamp = Stamp(VENV / f"installed-{name}", *locks)
    if stamp.is_current():
        return
    log = LOGS / f"pip-{name}.log"
    total = sum(_is_requirement(line) for lock in locks for line in lock.read_text().splitlines())
    say(f"Installing Python packages ({name})")
    run_logged(
        [PYTHON, "-m", "pip", "install", "--no-deps", "--retries", "2", *(f"-r{lock}" for lock in locks)],
        log,
        doing="installing Python packages",
        progress=lambda: f"{log.read_text(errors='replace').count('Collecting ')} of {total}",
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    stamp.write()


def _leave_out() -> None:
    stamp = Stamp(VENV / "left-out", LEFT_OUT)
    if stamp.is_current():
        return
    run_logged([PYTHON, LEFT_OUT], LOGS / "left-out.log", doing="noting what is left out")
    stamp.write()


def _is_requirement(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("#", "-"))


def _link(odoo: OdooSource) -> None:
    """Put Odoo on the path and let it count as installed, so that pip finds the requirement of an OCA addon met."""
    site = next((VENV / "lib").glob("python3.*/site-packages"))
    stamp = Stamp(VENV / "linked", odoo)
    if stamp.is_current():
        return
    info = site / f"odoo-{SERIES}.egg-info"
    info.mkdir(exist_ok=True)
    replace_file(info / "PKG-INFO", f"Metadata-Version: 2.1\nName: odoo\nVersion: {SERIES}\n".encode())
    replace_file(site / "odoo.pth", f"{odoo.path}\n".encode())
    stamp.write()


def _works(python: str | Path, statement: str) -> bool:
    return subprocess.run([python, "-c", statement], capture_output=True, check=False).returncode == 0
