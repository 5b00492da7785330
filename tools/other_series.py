"""What an Odoo of another series does to this project, as a table: addons that do not install, and failed tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch

LOADING = re.compile(r": Loading module (\w+) \(\d+/\d+\)")
ERROR = re.compile(r"^(?:\w+\.)*\w*(?:Error|Exception)\b.*", re.MULTILINE)
LOADED = "Modules loaded."
DOORS = ("tests/test_doors*.py", "addons/*/tests/test_core_*.py")
"""The files of tests that say what Odoo's insides are expected to do."""
LONGEST = 100


def table(series: str, failed: Iterable[str], logs: Mapping[str, str]) -> str:
    """What failed, most telling first.

    :param failed: pytest's names of tests, or the names of legs
    :param logs: the texts of Odoo's logs of installations, by their names
    """
    broken = {name: end for name, text in logs.items() if (end := broken_off(text))}
    counts = Counter(name.split("::")[0] for name in failed)
    doors = {file: count for file, count in counts.items() if any(fnmatch(file, pattern) for pattern in DOORS)}
    parts = {
        "did not install": [f"{addon}: {error} ({name})" for name, (addon, error) in broken.items()],
        "tests of doors that failed": _lines(doors),
        "other tests that failed": _lines({file: count for file, count in counts.items() if file not in doors}),
    }
    lines = [line for title, rows in parts.items() if rows for line in (f"  {title}", *(f"    {row}" for row in rows))]
    return "\n".join([f"\n══ on Odoo {series}", *(lines or ["  nothing failed"])])


def broken_off(log: str) -> tuple[str, str] | None:
    """The addon at which an installation broke off, and the error; None where Odoo went through."""
    if LOADED in log:
        return None
    addons, errors = LOADING.findall(log), ERROR.findall(log)
    return (addons or ["Odoo itself"])[-1], (errors or ["no error in the log"])[-1][:LONGEST]


def _lines(counts: Mapping[str, int]) -> list[str]:
    return [f"{count:4} in {file}" for file, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
