"""What is a number that can be added up and a day that can be shown: Odoo asks neither."""

from __future__ import annotations

import math
import re
from datetime import date

INTEGERS = range(-(2**31), 2**31)
# Odoo writes years before it with fewer than four digits, and then can't read them.
FIRST_YEAR = 1000
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")


def is_number(value: object, *, whole: bool = False) -> bool:
    """Tell whether a value is a number that PostgreSQL keeps; what is false counts as none given.

    What is no number at all is left for Odoo to refuse.

    >>> is_number(1.5), is_number(None), is_number("nan"), is_number(float("inf")), is_number(10**400)
    (True, True, False, False, False)
    >>> is_number(2**31), is_number(2**31, whole=True)
    (True, False)
    """
    try:
        number = float(value or 0)
    except (TypeError, ValueError):
        return True
    except OverflowError:
        return False
    return math.isfinite(number) and (not whole or int(number) in INTEGERS)


def is_day(value: object) -> bool:
    """Tell whether a value is a day, with or without a time; what is false counts as none given.

    >>> is_day("2026-02-28"), is_day("9999-12-31 23:59:59"), is_day(None), is_day(date(2026, 1, 1))
    (True, True, True, True)
    >>> is_day("2026-02-30"), is_day("0001-01-01"), is_day("1-01-01"), is_day("tomorrow")
    (False, False, False, False)
    """
    if isinstance(value, str) and value:
        written = _DAY.fullmatch(value)
        try:
            value = written and date.fromisoformat(written[1])
        except ValueError:
            value = None
        return value is not None and value.year >= FIRST_YEAR
    return not isinstance(value, date) or value.year >= FIRST_YEAR


def is_id(value: object) -> bool:
    """Tell whether a value from outside may be the id of a record.

    >>> is_id(7), is_id("7"), is_id(True), is_id(-1), is_id(10**12), is_id(None)
    (True, False, False, False, False, False)
    """
    return type(value) is int and 0 < value < 2**31


def ids_of(value: object) -> list[int]:
    """Return the ids in what should be a list of them; whoever sends anything else has chosen nothing.

    >>> ids_of([7, "x", True, 8]), ids_of("7"), ids_of({"a": 1}), ids_of(None)
    ([7, 8], [], [], [])
    """
    return [each for each in value if is_id(each)] if isinstance(value, (list, tuple)) else []
