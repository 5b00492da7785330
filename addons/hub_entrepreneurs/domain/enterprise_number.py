"""The Belgian enterprise number: ten digits, the first 0 or 1, the last two a check.

The check digits are 97 minus the first eight digits modulo 97 (Royal Decree of 24 June 2003 on the
attribution of enterprise numbers). python-stdnum knows that rule; what it lacks, the first digit and the
difference between the ways to be wrong, is added here.

People paste numbers from invoices, websites and papers: with TVA or BTW before them, with the register of a court
behind them (RPM Bruxelles), with signs that nobody sees. All of that is understood here, and nowhere else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from enum import Enum

from stdnum import exceptions
from stdnum.be import vat

from .signs import plain

_SEPARATORS = re.compile(r"[\s.\-/()_,:;·•*'|]+")
_PREFIX = re.compile(r"^be(?=\d|$)", re.IGNORECASE)
# The register of a court, with whatever names the court: RPM Bruxelles, RPR Gent, afdeling Kortrijk.
_REGISTER = re.compile(
    r"\b(?:r\.?\s?p\.?\s?[mr]\b\.?|registre des personnes morales|rechtspersonenregister|register of legal entities)"
    r"(?:(?!\bbe\s*[\d.\-])[^\d])*",
    re.IGNORECASE,
)
# What the number is called, in front of it or behind.
_LABEL = re.compile(
    r"(?<![^\W\d_])(?:"
    r"t\.?\s?v\.?\s?a|b\.?\s?t\.?\s?w|v\.?\s?a\.?\s?t|mwst|ust|b\.?\s?c\.?\s?e|k\.?\s?b\.?\s?o|c\.?\s?b\.?\s?e"
    r"|num[ée]ro|nummer|numero|number|nr|num|n[.°ºo]|№|id"
    r"|d'entreprise|entreprise|ondernemings?(?:nummer)?|onderneming|enterprise|company|de|van|tax|btw-?nummer|unique"
    r"|belgi(?:que|um|ë|e)"
    r")(?=[\W\d_]|$|be\s?\d)[\s.:#°º\-]*",
    re.IGNORECASE,
)
LENGTH = 10
# With everything that people write around it.
LONGEST = 200
# Shorter runs of digits are house numbers and postcodes as often as parts of an enterprise number.
SHORTEST_SEARCH = 3


class Problem(Enum):
    """Why a text is no enterprise number."""

    CHARACTERS = "characters"
    LENGTH = "length"
    FIRST_DIGIT = "first_digit"
    CHECK_DIGITS = "check_digits"


class EnterpriseNumberError(ValueError):
    """The text is no enterprise number; ``problem`` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem.value)
        self.problem = problem


def digits(text: str | None) -> str:
    """Strip what people type and paste around the digits and between them; what is left may be anything.

    >>> digits("TVA BE 0123.456.749"), digits("BE0123456749 RPM Bruxelles"), digits("0123\u2011456\u2011749\u200b")
    ('0123456749', '0123456749', '0123456749')
    """
    if text and text.isascii() and text.isdigit():
        return text
    written = plain(text)
    if any(map(str.isdigit, written)):
        written = _LABEL.sub(" ", _REGISTER.sub(" ", written))
    return _PREFIX.sub("", _SEPARATORS.sub("", written))


def strange_signs(text: str | None) -> list[str]:
    """Return the signs of a text, each once, that no enterprise number has, each with its code.

    >>> strange_signs("0123.45\u041e.749")
    ['“\u041e” (U+041E)']
    """
    strange = dict.fromkeys(sign for sign in digits(text) if not (sign.isascii() and sign.isdigit()))
    return [f"“{sign}” (U+{ord(sign):04X})" for sign in strange]


# A number is asked for several times on its way into the database.
@functools.lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Return the ten bare digits of an enterprise number in any spelling.

    Nine digits are the notation from before 2005 and get their leading zero; it had no zero itself.

    >>> normalise("be 123.456.749")
    '0123456749'

    :raises EnterpriseNumberError: if the text is no enterprise number
    """
    if len(text) > LONGEST:
        raise EnterpriseNumberError(Problem.LENGTH)
    bare = digits(text)
    if not (bare.isascii() and bare.isdigit()):
        raise EnterpriseNumberError(Problem.CHARACTERS)
    if len(bare) > LENGTH or (len(bare) < LENGTH and bare.startswith("0")):
        raise EnterpriseNumberError(Problem.LENGTH)
    try:
        number = vat.validate(bare)
    except exceptions.InvalidChecksum as error:
        raise EnterpriseNumberError(Problem.CHECK_DIGITS) from error
    except exceptions.ValidationError as error:
        raise EnterpriseNumberError(Problem.LENGTH) from error
    if number[0] not in "01":
        raise EnterpriseNumberError(Problem.FIRST_DIGIT)
    return number


def is_valid(text: str | None) -> bool:
    """Tell whether the text is an enterprise number in any spelling."""
    try:
        normalise(text or "")
    except EnterpriseNumberError:
        return False
    return True


def dotted(number: str | None) -> str:
    """Return the official notation of ten bare digits; anything else comes back as it is.

    >>> dotted("0123456749")
    '0123.456.749'
    """
    if number and len(number) == LENGTH and number.isdigit():
        return f"{number[:4]}.{number[4:7]}.{number[7:]}"
    return number or ""


def names_belgium(text: str) -> bool:
    """Tell whether a number is written as a Belgian one, with BE before it.

    >>> names_belgium("TVA BE 0123.456.749"), names_belgium("0123.456.749")
    (True, False)
    """
    return bool(re.search(r"\bbe[\s.\-]*\d", _LABEL.sub(" ", plain(text)), re.IGNORECASE))


def whole(texts: Iterable[object]) -> list[str]:
    """Return the enterprise numbers among some texts, as bare digits; anything else is passed over."""
    return [normalise(text) for text in texts if isinstance(text, str) and is_valid(text)]


def search_digits(text: str) -> str | None:
    """Return the digits to look for when the text may be (part of) an enterprise number, else None.

    >>> search_digits("BE 0123.45")
    '012345'
    >>> search_digits("Atelier 12")
    """
    bare = digits(text)
    if len(bare) >= SHORTEST_SEARCH and bare.isascii() and bare.isdigit():
        return bare
    return None
