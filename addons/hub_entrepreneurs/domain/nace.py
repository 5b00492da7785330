"""Activity codes as people write them: NACE-BEL, in the version of 2008 or of 2025.

A code is digits without dots; a shorter code holds all longer ones that start with it. The same code can mean
another thing in the other version, so a code is never looked at without its version.
"""

from __future__ import annotations

import re
from typing import NamedTuple

VERSIONS = ("2025", "2008")
SHORTEST, LONGEST = 2, 7

_CODE = re.compile(rf"\d{{{SHORTEST},{LONGEST}}}")
_WITH_VERSION = re.compile(r"(?:nace(?:-?bel)?\W*)?(?P<version>\d{4})(?:\s*[·:/–-]\s*|\s+)(?P<code>\d[\d.]*)(?:\W.*)?")
_BARE = re.compile(r"(?P<code>\d[\d.]*)(?:\s*[–-].*)?")


class Written(NamedTuple):
    """An activity code as somebody wrote it; the version is None when it was left out."""

    version: str | None
    code: str


def bare(code: str | None) -> str:
    """Return a code without the dots and blanks that people put in it.

    >>> bare("32.12 0")
    '32120'
    """
    return re.sub(r"[\s.]", "", code or "")


def is_code(code: str) -> bool:
    """Tell whether a text is the bare digits of an activity code."""
    return code.isascii() and _CODE.fullmatch(code) is not None


def read(text: str | None) -> Written | None:
    """Return the activity code that a text names, or None when it names none.

    >>> read("2025 · 3212 – Jewellery")
    Written(version='2025', code='3212')
    >>> read("2008: 47.781")
    Written(version='2008', code='47781')
    >>> read("47.78")
    Written(version=None, code='4778')
    >>> read("2025 jewellery")
    """
    text = (text or "").strip().lower()
    found = _WITH_VERSION.fullmatch(text) or _BARE.fullmatch(text)
    if not found or not is_code(bare(found["code"])):
        return None
    return Written(found.groupdict().get("version"), bare(found["code"]))
