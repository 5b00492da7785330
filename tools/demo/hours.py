"""The hours of advisers at the showcase office and by video, in the weeks after the day of loading."""

from __future__ import annotations

from .files import TODAY, Record, Table

_WEEKS, _DAYS = 4, 70
_PLACE = "Showcase Office"
# Day of the week, who advises, from which hours on, and how both meet.
_HOURS = (
    (0, "hub_entrepreneurs.user_account", (9.0, 9.5, 10.0, 10.5), "office"),
    (2, "hub_entrepreneurs.user_cluster", (13.5, 14.0, 14.5), "office"),
    (3, "hub_export.user_adviser", (16.0, 16.5), "video"),
)


def action() -> Record:
    """Return the action that the hours are of."""
    return Record(
        "event.event",
        "action_showcase_hours",
        text={"name": "Hours at the Showcase Office"},
        ref={
            "action_type_id": "hub_action_type_hours",
            "country_id": "base.be",
            "user_id": "hub_entrepreneurs.user_director",
            "stage_id": "event.event_stage_announced",
        },
        eval={
            "address_id": "False",
            "description": "False",
            "date_begin": TODAY,
            "date_end": f"{TODAY} + timedelta(days={_DAYS})",
        },
    )


def slots() -> Table:
    """Return the hours, each half an hour long."""
    return Table(
        "event.slot",
        "week, weekday, user, hour, channel, place",
        {
            "event_id": "ref('hub_event.action_showcase_hours')",
            "user_id": "ref(user)",
            "date": "(DateTime.today() + relativedelta(days=1 + 7 * week, weekday=weekday)).date()",
            "start_hour": "hour",
            "end_hour": "hour + 0.5",
            "channel": "channel",
            "place": "place",
        },
        [
            (week, weekday, user, hour, channel, _PLACE if channel == "office" else "")
            for week in range(_WEEKS)
            for weekday, user, hours, channel in _HOURS
            for hour in hours
        ],
    )
