"""Which of the communes an address lies in: the municipality's name first, the postcode second."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_SAINT = re.compile(r"\b(?:sainte?|sint|ste?)\b")
# People write the region's name for any of its communes; only the postcode tells which one is meant.
REGION_KEYS = frozenset({"bruxelles", "brussel", "brussels"})


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
) -> int | None:
    """Return the commune of an address, or None outside the region.

    :param by_name: commune by spelling key
    :param by_postcode: the communes that share a postcode, the one that it is the main postcode of first
    """
    key = spelling_key(city)
    named = by_name.get(key)
    candidates = by_postcode.get((postcode or "").strip(), ())
    if named and (key not in REGION_KEYS or not candidates or named in candidates):
        return named
    return candidates[0] if candidates else None
