"""Which digits of a phone number are the same however somebody writes it."""

from __future__ import annotations

import re

from .signs import plain

# Shorter runs of digits are house numbers, postcodes and years as often as parts of a phone number.
SHORTEST_SEARCH = 5
LONGEST_NUMBER = 15
_LABEL = re.compile(
    r"(?:(?:t[ée]l[ée]?(?:phone|foon)?|phone|gsm|mobile?|portable|fax|t|m|p|f)\b[\s.:]*)+", re.IGNORECASE
)
_EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ension)?|poste|toestel|int(?:ern)?|x|#)[\s.:]*\d{1,5}$", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d\s./()\-_·]+")
_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+(?:ou|of|or|et|en|and)\s+", re.IGNORECASE)
_BELGIUM = "32"
# Of the Belgian numbering plan: nine digits behind the 0 for a mobile phone, eight for all others.
_NATIONAL = r"(?!4[5-9])[1-9]\d{7}|4[5-9]\d{7}"
WRITTEN_NATIONAL = rf"^(?:\+32|0032|32)?0?({_NATIONAL})$"
"""What is written, without blanks and the signs between digits, where it is one Belgian number and nothing else.

Python and PostgreSQL read it alike. The group is the number as :func:`search_digits` looks for it.
"""
_MOBILE = re.compile(r"04\d\d(?:\s*/[\d\s./]+|[\s.]\d\d[\s.]\d\d[\s.]?\d\d)")


def search_digits(text: str | None) -> str | None:
    """Return the digits to look for when a text is (part of) a phone number, else None.

    Belgian numbers are looked for without prefixes, so that each way to write them has these digits in a row; those of
    other countries with the country's code.

    >>> search_digits("+32 (0)2 555.01.02"), search_digits("Tél. : 02/555 01 02"), search_digits("0032-475 12 34 56")
    ('25550102', '25550102', '475123456')
    >>> search_digits("+33 1 23 45 67 89"), search_digits("Atelier 12345")
    ('33123456789', None)
    """
    written = _LABEL.sub("", plain(text), count=1) if _LABEL.match(plain(text)) else plain(text)
    written = _EXTENSION.sub("", written)
    if not _NUMBER.fullmatch(written):
        return None
    digits = re.sub(r"\D", "", re.sub(r"\(\s*0\s*\)", "", written))
    if not SHORTEST_SEARCH <= len(digits) <= LONGEST_NUMBER + len("00"):
        return None
    if written.startswith("+") or digits.startswith("00") or _is_belgian_without_plus(digits):
        digits = digits.removeprefix("00")
        return digits.removeprefix(_BELGIUM).removeprefix("0") if digits.startswith(_BELGIUM) else digits
    return digits.removeprefix("0")


def _is_belgian_without_plus(digits: str) -> bool:
    return digits.startswith(_BELGIUM) and len(digits) in (10, 11)


def is_whole(digits: str) -> bool:
    """Tell whether digits to look for are a whole Belgian number; others may be a part of one.

    >>> list(map(is_whole, ("25550102", "475123456", "47512345", "33123456789")))
    [True, True, False, False]
    """
    return bool(re.fullmatch(_NATIONAL, digits))


def is_written_as_mobile(text: str | None) -> bool:
    """Tell whether ten digits are grouped as people group those of a Belgian mobile phone.

    One in 97 mobile numbers has the check digits of an enterprise number, whose groups are others.

    >>> list(map(is_written_as_mobile, ("0475 12 34 56", "0475/12.34.56", "0475.123.456")))
    [True, True, False]
    """
    return bool(_MOBILE.fullmatch(plain(text).strip()))


def numbers(text: str | None) -> list[str]:
    """Return the digits to look for of each number in a text that is nothing but phone numbers.

    >>> numbers("02 555 01 02 / 0475 12 34 56")
    ['25550102', '475123456']
    """
    whole = search_digits(text)
    if whole:
        return [whole]
    parts = [search_digits(part) for part in _BETWEEN.split(text or "")]
    return [part for part in parts if part] if all(parts) else []
