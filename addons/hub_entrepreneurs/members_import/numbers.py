"""Whole numbers as programs show them: with thousands apart, or with decimals that say nothing."""

from __future__ import annotations

import re

_WHOLE = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<by>[.,' \u00a0\u202f\u2019])\d{3}(?:(?P=by)\d{3})*|\d+)(?:[.,]0+)?", re.ASCII
)
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


def whole(written: str) -> str:
    """Return the digits of a whole number; anything else comes back as it is.

    >>> whole("1.000"), whole("1 030,00"), whole("100,000,070.00"), whole("1030.0"), whole("1030,00")
    ('1000', '1030', '100000070', '1030', '1030')
    >>> whole("0100.000.070"), whole("1.5"), whole("B-1030")
    ('0100.000.070', '1.5', 'B-1030')
    """
    match = _WHOLE.fullmatch(written)
    return re.sub(r"\D", "", match["whole"]) if match else written


def is_shortened(written: str) -> bool:
    """Tell whether Excel has shown a long number by its first digits only, and saved it like that.

    >>> is_shortened("1,00E+08"), is_shortened("4.03E+08"), is_shortened("0403.170.701")
    (True, True, False)
    """
    return bool(_SHORTENED.fullmatch(written))
