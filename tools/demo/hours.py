"""The hours of advisers at the showcase office and by video, in the weeks around the day of loading.

Of those that are over most were booked, and somebody did not come; of those to come some are booked.
"""

from __future__ import annotations

from collections.abc import Iterator

from .companies import KNOWN_RANK, Company
from .files import TODAY, Record, Table, dice

_BEFORE, _AFTER, _DAYS = 6, 4, 70
_PLACE = "Showcase Office"
_SUBJECTS = ["First customers abroad", "Prices for shops", "How to send parcels", "A label for the workshop",
             "Contract with an agent", "Which fair to choose", "Subsidy for a stand"]  # fmt: skip
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
            "date_begin": f"{TODAY} - timedelta(days={7 * _BEFORE})",
            "date_end": f"{TODAY} + timedelta(days={_DAYS})",
        },
    )


def slots() -> Table:
    """Return the hours, each half an hour long."""
    return Table(
        "event.slot",
        "slug, week, weekday, user, hour, channel, place",
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
            (_slug(*each), *each[:2], user, each[2], channel, _PLACE if channel == "office" else "")
            for each, user, channel in _hours()
        ],
        id="slug",
        addon="hub_event",
    )


def appointments(companies: list[Company]) -> Iterator[Table]:
    """Yield who booked: three of four hours that are over, and one of three that are to come."""
    rng = dice("appointments")
    known = [
        company
        for company in companies
        if company.met and company.manager and company.stage != "ceased" and company.rank != KNOWN_RANK
    ]
    rows = []
    for each, _user, _channel in _hours():
        is_over = each[0] < 0
        if rng.random() < (0.75 if is_over else 0.34):
            company = rng.choice(known)
            person = company.persons[0].slug if company.persons else company.slug
            came = is_over and rng.random() < 0.85
            rows.append((_slug(*each), person, company.slug, rng.choice(_SUBJECTS), came))
    yield Table(
        "event.registration",
        "slot, person, company, subject, came",
        {
            "event_id": "ref('hub_event.action_showcase_hours')",
            "event_slot_id": "ref('hub_event.' + slot)",
            "partner_id": "ref('hub_entrepreneurs.' + person)",
            "attendee_company_id": "ref('hub_entrepreneurs.' + company)",
            "subject": "subject",
            "state": "came and 'done' or 'open'",
        },
        rows,
        context={"install_mode": True, "event_lead_rule_skip": True},
    )


def _hours() -> Iterator[tuple[tuple[int, int, float], str, str]]:
    """Yield the hours: week, day of the week and hour, who advises, and how both meet."""
    for week in range(-_BEFORE, _AFTER):
        for weekday, user, hours, channel in _HOURS:
            for hour in hours:
                yield (week, weekday, hour), user, channel


def _slug(week: int, weekday: int, hour: float) -> str:
    return f"slot_{week + _BEFORE:02d}_{weekday}_{round(hour * 60):04d}"
