"""./hub lint: static checks, side by side."""

import argparse
import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence

from . import doors, web_lint
from .addons import hub_addons
from .console import HubError, say
from .environment import PYTHON
from .paths import ADDONS, ROOT, TESTS
from .workspace import set_up

GUARD = TESTS / "test_static_guard.py"
WARNING = re.compile(r"UserWarning: (.+)")
"""What the static guard mentions although it passes."""


def run(options: argparse.Namespace) -> int:
    """All static checks, or those that are named; needs no database."""
    if options.doors:
        return doors.show()
    set_up(testing=True, server=False)
    return 0 if lint(os.environ, options.names) else 1


def lint(env: Mapping[str, str], names: Sequence[str] = ()) -> bool:
    """Run the checks at the same time, show what the failing ones say; whether all passed.

    :param names: only these, by the keys of ``commands()``
    """
    chosen = commands()
    if unknown := [name for name in names if name not in chosen]:
        raise HubError(f"There is no check {', '.join(unknown)}. There are: {', '.join(chosen)}.")
    began = time.monotonic()
    running = {
        name: subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
        for name, command in chosen.items()
        if not names or name in names
    }
    passed = True
    for name, process in running.items():
        output = process.communicate()[0].decode(errors="replace").strip()
        good = process.returncode == 0
        passed = passed and good
        said = "".join(f"\n  {warning}" for warning in WARNING.findall(output)) if good else f"\n{output}\n"
        say(f"{name}: {'passed' if good else 'FAILED'}{said}")
    say(f"lint: {time.monotonic() - began:.0f} s")
    return passed


def commands() -> dict[str, Sequence[str]]:
    """The checks by name. Those that find nothing to look at are left out."""
    addons = [str(ADDONS / name) for name in hub_addons()]
    terms = sorted(str(path) for path in ADDONS.glob("hub_*/i18n/*.po*"))
    found: dict[str, Sequence[str]] = {
        "ruff": [str(PYTHON), "-m", "ruff", "check", "--quiet", "--output-format=concise", "."],
        "ruff-format": [str(PYTHON), "-m", "ruff", "format", "--check", "--quiet", "--output-format=concise", "."],
        "pylint-odoo": [str(PYTHON), "-m", "pylint", "--rcfile=.pylintrc", *addons],
        "oca-modules": _entry("oca_pre_commit_hooks.cli", addons),
    }
    found |= web_lint.commands()
    if terms:
        found["oca-translations"] = _entry("oca_pre_commit_hooks.cli_po", terms)
    if GUARD.exists():
        found["static-guard"] = [str(PYTHON), "-m", "pytest", "-q", "-p", "no:odoo", str(GUARD)]
    return found


def _entry(module: str, arguments: Sequence[str]) -> list[str]:
    """A tool without a `-m` of its own; the script that pip made would break when the clone moves."""
    return [str(PYTHON), "-c", f"import sys; from {module} import main; sys.exit(main())", *arguments]
