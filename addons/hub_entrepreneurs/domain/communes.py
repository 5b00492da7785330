"""Which of the communes a Belgian address lies in: the municipality's name first, the postcode second.

1. A name and a postcode that belong together are that commune: *Ixelles 1050*, also in one cell or in two languages.
2. A name of the City, such as *Ville de Bruxelles* or *Brussel-Stad*, is the City, whatever its postcode.
3. *Bruxelles* alone is what people write for the whole region: the postcode names the commune that it mostly belongs
   to, and is to be checked where the City has a part of it.
4. A name of a commune with another commune's postcode stays that commune, and is to be checked.
5. A name of a commune with a postcode outside the region is another municipality of that name: Sint-Gillis, 9170.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_SAINT = re.compile(r"\b(?:sainte?|sint|ste?)\b")
# People write the region's name for any of its communes; only the postcode tells which one is meant.
REGION_KEYS = frozenset({"bruxelles", "brussel", "brussels"})
_CITY_WORDS = frozenset({"ville", "stad", "city"})
_SMALL_WORDS = frozenset(
    {"commune", "gemeente", "de", "d", "du", "la", "of", "van", "b", "be", "region", "capitale", "hoofdstad"}
)
_POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")
_BETWEEN_NAMES = re.compile(r"\s+[-–—]\s+|[/|,;()]+")


class Found(NamedTuple):
    """The commune of an address, or None outside the region; ``is_certain`` tells whether nobody needs to check it."""

    commune: int | None
    is_certain: bool = True


def spelling_key(name: str | None) -> str:
    """Return what two spellings of one municipality have in common.

    >>> spelling_key("Sint-Gillis (bij-Brussel)")
    's gillis bij brussel'
    >>> spelling_key("ST GILLES") == spelling_key("Saint-Gilles")
    True
    """
    decomposed = unicodedata.normalize("NFKD", (name or "").casefold())
    words = "".join(char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char))
    return " ".join(_SAINT.sub("s", words).split())


def match(
    city: str | None,
    postcode: str | None,
    by_name: Mapping[str, int],
    by_postcode: Mapping[str, Sequence[int]],
) -> Found:
    """Return the commune of a Belgian address by the rule above.

    :param by_name: commune by spelling key
    :param by_postcode: the communes that share a postcode, the one that most of it belongs to first
    """
    code = _postcode_in(postcode) or _postcode_in(city)
    here = by_postcode.get(code or "", ())
    # Outside Brussels-Capital, other municipalities have the names of its communes.
    elsewhere = bool(code) and not here
    named, is_region = _named(city, by_name)
    if named and is_region:
        if here and here[0] != named:
            return Found(here[0], is_certain=named not in here)
        return Found(named, is_certain=not elsewhere)
    if named:
        return Found(None, is_certain=False) if elsewhere else Found(named, is_certain=not here or named in here)
    return Found(here[0], is_certain=not _words(city)) if here else Found(None)


def _named(city: str | None, by_name: Mapping[str, int]) -> tuple[int | None, bool]:
    """Return the commune that a municipality's name says, and whether it is only the region's name."""
    regional, others = set(), set()
    for part in [city or "", *_BETWEEN_NAMES.split(city or "")]:
        words = _words(part)
        # With and without small words: La Bascule is no Bascule.
        for key in (" ".join(words), " ".join(word for word in words if word not in _SMALL_WORDS | _CITY_WORDS)):
            if commune := by_name.get(key):
                is_region = key in REGION_KEYS and not _CITY_WORDS.intersection(words)
                (regional if is_region else others).add(commune)
                break
    for names, is_region in ((others, False), (regional, True)):
        if len(names) == 1:
            return names.pop(), is_region
    return None, False


def _words(city: str | None) -> list[str]:
    return [word for word in spelling_key(city).split() if not word.isdigit()]


def _postcode_in(text: str | None) -> str | None:
    """Return the one postcode in a text such as ``B-1050`` or ``1050 Ixelles``."""
    codes = set(_POSTCODE.findall(text or ""))
    return codes.pop() if len(codes) == 1 else None
