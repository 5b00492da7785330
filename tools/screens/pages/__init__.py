"""Every screen, in the order of docs/screens.md."""

from ..screen import Screen
from . import (
    actions,
    campaigns,
    clusters,
    companies,
    configuration,
    day,
    export,
    long_exports,
    people,
    register,
    reporting,
    transition,
)

SCREENS: tuple[Screen, ...] = (
    *day.SCREENS,
    *companies.SCREENS,
    *transition.SCREENS,
    *clusters.SCREENS,
    *campaigns.SCREENS,
    *people.SCREENS,
    *configuration.SCREENS,
    *export.SCREENS,
    *actions.SCREENS,
    *register.SCREENS,
    *reporting.SCREENS,
    *long_exports.SCREENS,
)
