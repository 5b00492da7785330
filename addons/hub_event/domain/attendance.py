"""How many hours an attendance counts for.

>>> begin = datetime(2026, 3, 10, 9)
>>> hours_of(begin, datetime(2026, 3, 10, 12, 30)), hours_of(begin, datetime(2026, 3, 11, 17)), hours_of(begin, begin)
(3.5, 16, 0.0)
>>> hours_of(begin, datetime(2026, 3, 20, 17)), hours_of(datetime(2026, 3, 10), datetime(2026, 3, 10, 23))
(24, 8)
"""

from __future__ import annotations

from datetime import datetime

HOURS_OF_A_DAY = 8
"""What a whole day counts for, and each day of an action of several."""

MOST_HOURS = 24
"""A conversation takes no longer, so a mission of a week counts for three days."""


def hours_of(begin: datetime, end: datetime) -> float:
    """Return the hours between two moments of the action's own calendar.

    :param begin: without a zone, as the clock of the place shows it
    """
    days = (end.date() - begin.date()).days + 1
    if days > 1:
        return min(days * HOURS_OF_A_DAY, MOST_HOURS)
    return min((end - begin).total_seconds() / 3600, HOURS_OF_A_DAY)
