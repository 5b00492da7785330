"""Which of a company's activities is the main one.

The register names a main activity for each purpose and in each version of NACE, so a company has several. The one of
social security (006) in NACE 2025 is taken, as what people are employed for; else the one of VAT (001) in 2025; else
the first of all others (003) in 2025. All of them are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MAIN = "MAIN"
NEWEST = "2025"
GROUPS = ("006", "001", "003")
"""Whose main activity is taken, by the order in which they are asked."""


class Activity(NamedTuple):
    """An activity: its group, version and code of NACE, and whether it is a main one, a secondary or an auxiliary."""

    group: str
    version: str
    code: str
    classification: str


def main_activity(activities: Iterable[Activity]) -> Activity | None:
    """Return the main activity of a company by the rule above; None when no group has one in the newest version.

    >>> of_vat, of_security = Activity("001", "2025", "62100", "MAIN"), Activity("006", "2025", "47710", "MAIN")
    >>> main_activity([of_vat, of_security]).code, main_activity([of_vat]).code
    ('47710', '62100')
    >>> main_activity([Activity("006", "2008", "47710", "MAIN"), Activity("001", "2025", "62100", "SECO")])
    """
    first: dict[str, Activity] = {}
    for activity in activities:
        if activity.classification == MAIN and activity.version == NEWEST:
            first.setdefault(activity.group, activity)
    return next((first[group] for group in GROUPS if group in first), None)
