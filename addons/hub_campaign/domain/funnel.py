"""The steps of a campaign: from companies that are targeted to what came of it.

The funnel is cumulative: whoever is won was contacted as well, even where nobody wrote the day down.
"""

from __future__ import annotations

# The steps behind the first one, each with the day of a member on which it was taken, in their order.
STEP_DAYS = {
    "contacted": "contacted_on",
    "responded": "responded_on",
    "lead": "lead_on",
    "won": "won_on",
    "outcome": "outcome_on",
}
STEPS = ("targeted", *STEP_DAYS)


def days_of(step: str) -> tuple[str, ...]:
    """Return the days of which one is enough to have reached a step: its own, and those of the steps behind it.

    :raises ValueError: if there is no such step; being targeted is no matter of a day, and gives none
    """
    names = tuple(STEP_DAYS)
    if step == STEPS[0]:
        return ()
    if step not in STEP_DAYS:
        raise ValueError(f"there is no step {step!r} in the funnel")
    return tuple(STEP_DAYS[name] for name in names[names.index(step) :])


def percent(part: int, whole: int) -> float:
    """Return how much a part is of the whole, in percent; 0 of nothing."""
    return 100 * part / whole if whole else 0.0
