"""Where things are. Everything that `./hub` makes lies in STATE, which git ignores, or in the user's cache."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDONS = ROOT / "addons"
CONFIG = ROOT / "config" / "odoo.conf"
REQUIREMENTS = ROOT / "requirements"
TESTS = ROOT / "tests"

STATE = ROOT / ".hub"
STAMPS = STATE / "stamps"
LOGS = STATE / "logs"
ODOO_DATA = STATE / "data"
FILESTORE = ODOO_DATA / "filestore"
VENV = STATE / "venv"
BYTECODE = STATE / "bytecode"

CLONE_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
"""Tells this clone's things apart from another's where both share a directory."""


def cache_dir() -> Path:
    """The folder of downloads that all clones of a user share; STATE/cache for a user without a home."""
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        path = (Path(base) if base else Path.home() / ".cache") / "hub"
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        path = STATE / "cache"
        path.mkdir(parents=True, exist_ok=True)
    return path
