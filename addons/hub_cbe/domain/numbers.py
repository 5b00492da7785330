"""The numbers of the register: of enterprises, of establishments and of branches.

An enterprise has ten digits with the first 0 or 1, an establishment ten with the first 2, a branch of a foreign
enterprise ten with the first 9. In all of them the last two are 97 minus the first eight modulo 97. The register writes
an enterprise ``0123.456.749`` and the others ``2.123.456.791``.

People's spellings of an enterprise number are understood by ``hub_entrepreneurs/domain/enterprise_number.py``. Here are
only the register's own, millions of them, so they are told apart as bytes and kept as whole numbers.
"""

from __future__ import annotations

import re
from enum import Enum

LENGTH = 10
KEY = 12
"""How many characters of a dotted number tell it from all others: what an establishment has more is a check digit."""
DOTTED = re.compile(r"[01]\d{3}\.\d{3}\.\d{3}|[29]\.\d{3}\.\d{3}\.\d{3}", re.ASCII)


class Kind(Enum):
    """What a number of the register is about."""

    ENTERPRISE = "enterprise"
    ESTABLISHMENT = "establishment"
    BRANCH = "branch"


def check_digits(stem: int) -> int:
    """Return the two check digits of a number's first eight.

    >>> check_digits(1234567)
    49
    """
    return 97 - stem % 97


def is_number(dotted: str) -> bool:
    """Tell whether a text is a number in the register's own spelling, with the right check digits.

    >>> [is_number(text) for text in ("0123.456.749", "0123.456.748", "123.456.749", "2.123.456.791", "2.123.456.792")]
    [True, False, False, True, False]
    """
    return DOTTED.fullmatch(dotted) is not None and has_check_digits(value(dotted))


def has_check_digits(number: int) -> bool:
    """Tell whether the last two digits are the check of the others."""
    return number % 100 == check_digits(number // 100)


def value(dotted: str) -> int:
    """Return a dotted number as a whole one.

    >>> value("0123.456.749"), value("2.123.456.791")
    (123456749, 2123456791)
    """
    return int(dotted.replace(".", ""))


def kind(number: int) -> Kind:
    """Return what a number is about.

    >>> kind(123456749), kind(2123456791)
    (<Kind.ENTERPRISE: 'enterprise'>, <Kind.ESTABLISHMENT: 'establishment'>)
    """
    first = number // 10**9
    return Kind.ENTERPRISE if first < 2 else Kind.ESTABLISHMENT if first == 2 else Kind.BRANCH


def is_bare(text: str) -> bool:
    """Tell whether a text is an enterprise number as contacts have it; its check digits are not looked at.

    >>> [is_bare(text) for text in ("0123456749", "0123.456.749", "2123456791")]
    [True, False, False]
    """
    return len(text) == LENGTH and text.isascii() and text.isdigit() and text[0] in "01"


def bare(number: int) -> str:
    """Return ten bare digits, as contacts have them.

    >>> bare(123456749)
    '0123456749'
    """
    return f"{number:0{LENGTH}d}"


def dotted(number: int) -> str:
    """Return a number as the register writes it.

    >>> dotted(123456749), dotted(2123456791)
    ('0123.456.749', '2.123.456.791')
    """
    digits = bare(number)
    if digits[0] in "01":
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"
    return f"{digits[0]}.{digits[1:4]}.{digits[4:7]}.{digits[7:]}"


def key(number: int) -> bytes:
    """Return what a row about a number begins with, without its quote: the least that tells it from all others.

    >>> key(123456749), key(2123456791)
    (b'0123.456.749', b'2.123.456.79')
    """
    return dotted(number)[:KEY].encode()


def number_of(key: bytes) -> int:
    """Return the number that a key tells from all others.

    >>> number_of(b"0123.456.749"), number_of(b"2.123.456.79")
    (123456749, 2123456791)
    """
    digits = key.decode().replace(".", "")
    if len(digits) == LENGTH:
        return int(digits)
    stem = int(digits) // 10
    return stem * 100 + check_digits(stem)
