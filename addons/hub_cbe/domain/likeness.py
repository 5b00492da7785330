"""When two names are alike: without legal form, accents, signs, small words, and in any order of words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from odoo.addons.hub_entrepreneurs.domain.legal_forms import without_form
from odoo.addons.hub_entrepreneurs.domain.signs import folded, words

_SHORTEST_PART = 4

# Articles and the like in French, Dutch and English: as often left out as written.
SMALL = frozenset({
    "a", "au", "aux", "and", "chez", "d", "da", "de", "del", "den", "der", "des", "di", "du", "een", "en", "et",
    "het", "in", "l", "la", "le", "les", "of", "op", "the", "te", "ten", "ter", "van", "vande", "voor", "y",
})  # fmt: skip


class Name(NamedTuple):
    """A name as it is compared: all its signs in a row, its telling words, and the numbers and trigrams in these."""

    key: str
    words: frozenset[str]
    numbers: frozenset[str]
    trigrams: frozenset[str]


@lru_cache(maxsize=2**16)
def read(name: str) -> Name:
    """Return what two spellings of a name have in common.

    >>> sorted(read("La Boulangerie d'Étain S.R.L.").words), read("The Nova 2").numbers
    (['boulangerie', 'etain'], frozenset({'2'}))
    """
    said = [each for word in without_form(words(name)) if (each := "".join(filter(str.isalnum, folded(word))))]
    telling = [word for word in said if word not in SMALL] or said
    return Name(
        "".join(said),
        frozenset(telling),
        frozenset(word for word in telling if word.isdigit()),
        frozenset(trigram for word in telling for trigram in trigrams(word)),
    )


def trigrams(word: str) -> Iterator[str]:
    """Yield the trigrams of a word, as PostgreSQL's pg_trgm has them."""
    padded = f"  {word} "
    return (padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one: Name, other: Name) -> float:
    """Return the share of trigrams that two names have in common, 0 where they differ in a number.

    >>> round(likeness(read("Café Zinneke"), read("Cafe Zineke")), 2), likeness(read("Nova 1"), read("Nova 2"))
    (0.79, 0.0)
    """
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return 0.0
    everything = len(one.trigrams | other.trigrams)
    return len(one.trigrams & other.trigrams) / everything if everything else 0.0


def is_part(small: Name, large: Name) -> bool:
    """Tell whether all words of a name are in another one, and one of them is long enough to tell something.

    >>> is_part(read("Nova"), read("Atelier Nova")), is_part(read("Ita"), read("Atelier Ita"))
    (True, False)
    """
    return small.words < large.words and any(len(word) >= _SHORTEST_PART and not word.isdigit() for word in small.words)
