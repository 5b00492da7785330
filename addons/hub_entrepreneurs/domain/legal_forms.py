"""Legal forms of Belgian companies: a company is found whether or not its form is typed, in short or in full."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .signs import folded, words

SHORT = "a?i?sbl|asbl|sa|sp?rlu?|sc|scs|scrl|snc|scomm|e?bv|e?bvba|nv|i?vzw|cv|cvba|commv|vof|gcv|fup"
"""As a regular expression on folded words, which PostgreSQL and Python understand alike."""

_FULL = (
    "société anonyme",
    "société à responsabilité limitée",
    "société privée à responsabilité limitée",
    "société coopérative",
    "société coopérative à responsabilité limitée",
    "société en commandite",
    "société en commandite simple",
    "société en nom collectif",
    "association sans but lucratif",
    "association internationale sans but lucratif",
    "fondation d'utilité publique",
    "naamloze vennootschap",
    "besloten vennootschap",
    "besloten vennootschap met beperkte aansprakelijkheid",
    "coöperatieve vennootschap",
    "coöperatieve vennootschap met beperkte aansprakelijkheid",
    "commanditaire vennootschap",
    "gewone commanditaire vennootschap",
    "vennootschap onder firma",
    "vereniging zonder winstoogmerk",
    "internationale vereniging zonder winstoogmerk",
)
# The longest first: a shorter one may be its beginning.
_FULL_WORDS = sorted(([folded(word) for word in words(form)] for form in _FULL), key=len, reverse=True)
_IS_SHORT = re.compile(SHORT)


def without_form(name: Sequence[str]) -> list[str]:
    """Return the words of a name without the legal form, or all of them where nothing else is left.

    >>> without_form(["Zorgvlied", "N.V."]), without_form(["SRL", "Zorgvlied"]), without_form(["S.A."])
    (['Zorgvlied'], ['Zorgvlied'], ['S.A.'])
    >>> without_form(["Société", "anonyme", "du", "Bois"]), without_form(["Société", "du", "Bois"])
    (['du', 'Bois'], ['Société', 'du', 'Bois'])
    """
    plain, kept, place = [folded(word) for word in name], [], 0
    while place < len(name):
        full = next((form for form in _FULL_WORDS if plain[place : place + len(form)] == form), None)
        if full:
            place += len(full)
            continue
        if not _IS_SHORT.fullmatch(plain[place]):
            kept.append(name[place])
        place += 1
    return kept or list(name)


def is_same(one: str | None, other: str | None) -> bool:
    """Tell whether two spellings say the same name, whatever the legal form.

    >>> is_same("Vélos d’Étain SRL", "velos d'etain, société anonyme"), is_same("Zorgvlied", "Zorgvliet")
    (True, False)
    """
    return _key(one) == _key(other)


def _key(name: str | None) -> str:
    return "".join(map(folded, without_form(words(name))))
