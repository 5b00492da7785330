"""What participants think of an action: one question, with five answers.

>>> score_of("5"), score_of("1"), score_of(None)
(5, 1, 0)
>>> is_satisfied(4), is_satisfied(3)
(True, False)
"""

from __future__ import annotations

SATISFIED = 4
"""From this score on somebody is satisfied: the two best answers of five."""

LEAST_ANSWERS = 5
"""Of fewer answers no average is shown, and it moves only once as many have changed: it would tell what one was.

As many as a figure of a report is about at least (``hub_reporting``, whose parameter makes it more).
"""

ASKED_DAYS = 21
"""So long after an action its participants are still asked; later on nobody remembers."""

EXPIRES_DAYS = 30
"""How long the link works, and how long an answer can be replaced."""

REMARK_LENGTH = 2000


def score_of(answer: str | None) -> int:
    """Return the score of an answer, 1 to 5; 0 without one."""
    return int(answer or 0)


def is_satisfied(score: int) -> bool:
    """Tell whether a score is one of somebody who is satisfied."""
    return score >= SATISFIED
