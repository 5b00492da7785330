"""The first page of the day, as each role opens it."""

from ..screen import Screen

TODAY = "hub_entrepreneurs.hub_day_action"

SCREENS = (
    Screen(
        name="today",
        title="Today of an account manager",
        role="account",
        action=TODAY,
        sees="[data-card=due] .o_hub_day_row",
    ),
    Screen(
        name="today-cluster-manager",
        title="Today of a cluster manager",
        role="cluster",
        action=TODAY,
        sees="[data-card=candidates] .o_hub_day_row",
    ),
    Screen(
        name="today-export-adviser",
        title="Today of an export adviser",
        role="adviser",
        action=TODAY,
        sees="[data-card=markets] .o_hub_day_row",
    ),
    Screen(
        name="today-director",
        title="Today of a director",
        role="director",
        action=TODAY,
        sees="[data-card=to_verify] .o_hub_day_row",
    ),
)
