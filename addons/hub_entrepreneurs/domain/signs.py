"""What people paste, sign by sign: signs that nobody sees go, those that only look different become the usual ones."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'’‘‛ʼʻ`´′＇"
_MINUS = "−"
# Letters that are two, and those that no decomposition takes the stroke off.
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_BETWEEN_WORDS = re.compile(r"""[\s,;/|()\[\]«»"“”„'\-]+""")
_MAILTO = re.compile(r"mailto:([^?]*).*", re.IGNORECASE)
_NOT_IN_WORDS = re.compile(r"[.']|-")


def plain(text: str | None) -> str:
    r"""Return a text with usual blanks, dashes, apostrophes and digits, and without signs that nobody sees.

    >>> plain("\u202a0100.000\u2011070\u202c"), plain("d’Étain\u00a0!"), plain("０１")
    ('0100.000-070', "d'Étain !", '01')
    """
    return "".join(map(_plain_sign, unicodedata.normalize("NFC", text or ""))).strip()


def _plain_sign(sign: str) -> str:
    if sign.isascii() and sign.isprintable():
        return "'" if sign in APOSTROPHES else sign
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if sign in APOSTROPHES:
        return "'"
    if kind == "Pd" or sign == _MINUS:
        return "-"
    # Line breaks and tabs are controls.
    return " " if kind in ("Zs", "Zl", "Zp", "Cc") else "" if kind == "Cf" else sign


def words(text: str | None) -> list[str]:
    """Return the words to look for, as typed: blanks, apostrophes and hyphens part them, dots do not.

    Signs alone are no words: the name need not have them.

    >>> words("Cœur d’Étain-Bois, S.A.")
    ['Cœur', 'd', 'Étain', 'Bois', 'S.A.']
    >>> words("Laine & Fils 😀 ... %")
    ['Laine', 'Fils']
    """
    return [word for word in _BETWEEN_WORDS.split(plain(text)) if any(map(str.isalnum, word))]


def address(text: str | None) -> str:
    """Return an address as it is written, without what a link to it has besides.

    >>> address("mailto:info@example.com?subject=Hello"), address(" info@example.com ")
    ('info@example.com', 'info@example.com')
    """
    written = plain(text)
    link = _MAILTO.fullmatch(written)
    return link[1] if link else written


def folded(text: str | None) -> str:
    """Return what two spellings of a name have in common, as PostgreSQL's ``hub_fold`` does.

    >>> folded("L’Écume-Œuvre, S.A.")
    'lecumeoeuvre, sa'
    """
    decomposed = unicodedata.normalize("NFKD", plain(text).casefold().translate(_LIGATURES))
    return _NOT_IN_WORDS.sub("", "".join(char for char in decomposed if not unicodedata.combining(char)))
