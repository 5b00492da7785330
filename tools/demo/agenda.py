"""What is to be done: activities that are overdue, due today and planned, and the meetings of these days."""

from __future__ import annotations

from collections.abc import Iterator

from .companies import Company
from .files import TODAY, Table, day, dice

# Kind of activity, what it is about.
_TASKS = [
    ("call", "Ask how the grant request went"),
    ("call", "Call back about the lease"),
    ("call", "Agree on a day for the scan"),
    ("todo", "Send the form of the guarantee fund"),
    ("todo", "Look up the permit of the former tenant"),
    ("email", "Send the invitation to the cluster"),
    ("meeting", "Go through the plan of this year"),
]
# When the activities of each user are due: distances from the day of loading.
_DUE = {
    "account": [-16, -5, -2, 0, 0, 0, 1, 2, 4, 7, 12, 20],
    "cluster": [-7, -1, 0, 0, 3, 6, 15],
    "director": [-3, 0, 5, 9],
    "bram": [-9, 0, 2, 8],
    "gwen": [-1, 0, 6],
    "samir": [0, 3, 11],
}
# Days from the day of loading, hour in UTC, hours, user, what about.
_MEETINGS = [
    (-5, 9, 1, "account", "Plan of the year"),
    (-4, 13, 1.5, "account", "Visit to the workshop"),
    (-1, 8, 1, "account", "Bank and guarantee fund"),
    (0, 8.5, 1, "account", "First meeting"),
    (0, 13, 1, "account", "Sustainability scan"),
    (1, 9, 1.5, "account", "Look at two empty shops"),
    (2, 12, 1, "account", "Prices for abroad"),
    (4, 9, 1, "account", "Second look at the plan"),
    (-2, 9, 2, "cluster", "Preparation of the members’ meeting"),
    (1, 14, 1, "cluster", "Candidate: first meeting"),
    (3, 9, 1, "cluster", "Charter: what members promise"),
    (0, 14, 1, "director", "Portfolio of the month"),
    (2, 9, 1, "director", "Programme: mid-term report"),
]


def activities(companies: list[Company]) -> Iterator[Table]:
    """Yield what each user has planned with the companies that he or she looks after."""
    rng = dice("activities")
    rows = []
    for user, days in _DUE.items():
        own = [company for company in companies if company.manager == user and company.met]
        for company, distance in zip(rng.sample(own, len(days)), days, strict=True):
            kind, summary = rng.choice(_TASKS)
            rows.append((company.slug, user, kind, summary, distance))
    yield Table(
        "mail.activity",
        "company, user, kind, summary, days",
        {
            "res_model_id": "ref('base.model_res_partner')",
            "res_id": "ref(company)",
            "user_id": "ref('user_' + user)",
            "activity_type_id": "ref('mail.mail_activity_data_' + kind)",
            "summary": "summary",
            "date_deadline": day("days"),
        },
        rows,
        # No e-mail to those who are to do it.
        context={"mail_activity_quick_update": True},
    )


def meetings(companies: list[Company]) -> Iterator[Table]:
    """Yield the meetings of these days; those that are over wait to be logged."""
    rng = dice("meetings")
    rows = []
    for distance, hour, hours, user, about in _MEETINGS:
        own = [company for company in companies if company.manager == user and company.met and company.persons]
        company = rng.choice(own)
        rows.append((user, company.slug, company.persons[0].slug, f"{about} – {company.name}", distance, hour, hours))
    start = "day + timedelta(hours=hour)"
    yield Table(
        "calendar.event",
        "user, company, person, name, days, hour, hours",
        {
            "name": "name",
            "user_id": "ref('user_' + user)",
            "partner_ids": "[Command.set([obj(ref('user_' + user)).partner_id.id, ref(person)])]",
            "start": start,
            "stop": f"{start} + timedelta(hours=hours)",
            "res_model_id": "ref('base.model_res_partner')",
            "res_id": "ref(company)",
        },
        rows,
        # From a weekend back to Friday, or on to Monday.
        {
            "date": f"{TODAY} + timedelta(days=days)",
            "day": "date + timedelta(days=((0,) * 5 + ((-1, -2) if days < 0 else (2, 1)))[date.weekday()])",
        },
        read="res.users",
        context={"no_mail_to_attendees": True, "dont_notify": True, "mail_activity_quick_update": True},
    )
