"""The Belgian enterprise number: ten digits, the first 0 or 1, the last two a check.

The check digits are 97 minus the first eight digits modulo 97 (Royal Decree of 24 June 2003 on the
attribution of enterprise numbers). python-stdnum knows that rule; what it lacks, the first digit and the
difference between the ways to be wrong, is added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from stdnum import exceptions
from stdnum.be import vat

_SEPARATORS = re.compile(r"[\s.\-/()]+")
_PREFIX = re.compile(r"^be(?=\d|$)", re.IGNORECASE)
LENGTH = 10
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
    """Strip the prefix BE and the separators people type; what is left may be anything.

    >>> digits("BE 0123.456.749")
    '0123456749'
    """
    return _PREFIX.sub("", _SEPARATORS.sub("", text or ""))


def normalise(text: str) -> str:
    """Return the ten bare digits of an enterprise number in any spelling.

    Nine digits are the notation from before 2005 and get their leading zero; it had no zero itself.

    >>> normalise("be 123.456.749")
    '0123456749'

    :raises EnterpriseNumberError: if the text is no enterprise number
    """
    bare = digits(text)
    if not (bare.isascii() and bare.isdigit()):
        raise EnterpriseNumberError(Problem.CHARACTERS)
    if len(bare) < LENGTH and bare.startswith("0"):
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
