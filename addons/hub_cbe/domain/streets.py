"""When two addresses are the same place, as people and the register write streets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from odoo.addons.hub_entrepreneurs.domain.signs import folded, words

from .likeness import SMALL, trigrams

_ALIKE = 0.75

_BOX = re.compile(
    r"[\s,]*(?:\b(?:bo[iî]te|bte|bus|box)\b[\s.:]*(?:n[°o]\s*)?\w{1,5}|(?:\bb\b[\s.]*|\bb|/\s*)\d+\w?).*$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\s*(\d{1,4})\s*(?:-\s*(\d{1,4}))?\s*[a-z]?\s*,?\s+(?=\D)", re.IGNORECASE)
_LAST = re.compile(r"[\s,]+(?:n[°or]\.?\s*)?(\d{1,4})\s*(?:[-/]\s*(\d{1,4})\b)?\s*[a-z]{0,3}\s*$", re.IGNORECASE)
_LANGUAGES_BETWEEN = re.compile(r"\s+[-–/|]\s+")
_SHORT = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "ch": "chaussee", "chee": "chaussee", "r": "rue", "pl": "place", "sq": "square", "imp": "impasse",
    "stwg": "steenweg", "stw": "steenweg", "stnwg": "steenweg", "ln": "laan", "st": "saint", "ste": "saint",
    "sainte": "saint", "sint": "saint",
}  # fmt: skip
_ENDINGS = ((re.compile(r"(?<=\w)str$"), "straat"), (re.compile(r"(?<=\w{3})ln$"), "laan"))


class Street(NamedTuple):
    """The names of a street, in each language that is written, and the house numbers."""

    keys: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=2**16)
def read_street(text: str) -> Street:
    """Return what two writings of a street with its number have in common: its names, and its numbers.

    >>> read_street("12, rue de l'Exemple bte 3") == read_street("R. Exemple 12/3") == read_street("Rue Exemple 12A")
    True
    >>> sorted(read_street("Rue Royale / Koningsstraat 8-10").numbers)
    ['10', '8']
    >>> read_street("Rue du 11 Novembre 5").numbers, read_street("Rue Exemple").numbers
    (frozenset({'5'}), frozenset())
    """
    text = " ".join(text.split())
    leading = _LEADING.match(text)
    if leading:
        numbers, name = leading.groups(), _BOX.sub("", text[leading.end() :])
    else:
        bare = _BOX.sub("", text)
        last = _LAST.search(bare)
        numbers, name = (last.groups(), bare[: last.start()]) if last else ((), bare)
    keys = (_street_key(part) for part in _LANGUAGES_BETWEEN.split(name))
    return Street(frozenset(filter(None, keys)), frozenset(filter(None, numbers)))


def _street_key(name: str) -> str:
    found = []
    for word in words(name):
        bare = "".join(filter(str.isalnum, folded(word)))
        for ending, whole in _ENDINGS:
            bare = ending.sub(whole, bare)
        if bare and bare not in SMALL:
            found.append(_SHORT.get(bare, bare))
    return "".join(found)


def is_same_street(mine: Street, theirs: Street) -> bool:
    """Tell whether both are one street, whatever the number; a slip of the pen makes no difference."""
    if mine.keys & theirs.keys:
        return True
    return any(_share(one, other) >= _ALIKE for one in mine.keys for other in theirs.keys)


def is_same_place(one: str, other: str) -> bool:
    """Tell whether two streets with house numbers are the same place.

    >>> is_same_place("R. de l'Exemple 12", "Rue Exemple 12 bte 3"), is_same_place("Rue Exemple 12", "Rue Exemple 14")
    (True, False)
    """
    mine, theirs = read_street(one), read_street(other)
    return is_same_street(mine, theirs) and bool(mine.numbers & theirs.numbers)


@lru_cache(maxsize=2**14)
def _share(one: str, other: str) -> float:
    mine, theirs = set(trigrams(one)), set(trigrams(other))
    return len(mine & theirs) / len(mine | theirs)
