"""The size of a company by the Recommendation 2003/361/EC of the European Commission, on its own figures only."""

from __future__ import annotations

from typing import NamedTuple

MICRO, SMALL, MEDIUM, LARGE = "micro", "small", "medium", "large"
SIZES = (MICRO, SMALL, MEDIUM, LARGE)
MILLION = 1_000_000


class Ceiling(NamedTuple):
    """What a class may not exceed: fewer staff than this, and one of the two amounts up to this."""

    size: str
    staff: int
    turnover: int
    balance: int


CEILINGS = (
    Ceiling(MICRO, 10, 2 * MILLION, 2 * MILLION),
    Ceiling(SMALL, 50, 10 * MILLION, 10 * MILLION),
    Ceiling(MEDIUM, 250, 50 * MILLION, 43 * MILLION),
)


def size_class(
    year: int | None, staff: float | None, turnover: float | None = None, balance: float | None = None
) -> str | None:
    """Return the size class, or None while the figures can't tell it.

    Without the year nobody knows how old the figures are. An amount of zero is one that was not given: then the other
    amount decides alone, because a company may exceed one of the two ceilings, and with neither amount the staff
    does, the first criterion of the rule. Staff may truly be zero, so the amounts decide without it. A year without
    any figure tells nothing.

    >>> size_class(2025, 4.5)
    'micro'
    >>> size_class(2025, 4.5, turnover=30_000_000)
    'medium'
    >>> size_class(2025, 4.5, turnover=30_000_000, balance=1_500_000)
    'micro'
    >>> size_class(None, 4.5, turnover=600_000)

    :param staff: in full-time equivalents
    :param turnover: of the year, in euro
    :param balance: total of the balance sheet, in euro
    """
    if not year or not (staff or turnover or balance):
        return None
    for ceiling in CEILINGS:
        amounts = [
            amount <= most for amount, most in ((turnover, ceiling.turnover), (balance, ceiling.balance)) if amount
        ]
        if (staff or 0) < ceiling.staff and (any(amounts) or not amounts):
            return ceiling.size
    return LARGE
