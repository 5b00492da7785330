"""Who registered for the actions of both years: whoever has a place by the day of loading was there."""

from __future__ import annotations

from collections.abc import Iterator

from .actions import ACTIONS, LAST, THIS, begin_of, slug_of
from .companies import KNOWN_RANK, Company
from .files import Table, dice

# By action, how many companies register; of the fair of the printed page more than it has places.
_COUNTS = {"first_parcel": 9, "taste_evening": 7, "repair_masters": 6, "loom_fair": 5, "rabat": 7, "print_fair": 10}
# By action, who registered by a form, as the form has it: a company that Hub knows, and one that it does not.
_BY_FORM = {"taste_evening": (4, "Unknown Kitchen")}


def registrations(companies: list[Company]) -> Iterator[Table]:
    """Yield the registrations, those of last year first."""
    rng = dice("registrations")
    known = [
        company
        for company in companies
        if company.met and company.manager and company.stage != "ceased" and company.rank != KNOWN_RANK
    ]
    rows = []
    for ago in (LAST, THIS):
        for action in ACTIONS:
            if not action.day(ago) or action.slug not in _COUNTS:
                continue
            for turn, company in enumerate(rng.sample(known, _COUNTS[action.slug])):
                person = company.persons[0].slug if company.persons else company.slug
                has_place = turn < action.places
                rows.append((slug_of(action.slug, ago), ago, *action.day(ago), person, company.slug, has_place))
    yield Table(
        "event.registration",
        "action, ago, month, day, person, company, has_place",
        {
            "event_id": "ref('hub_event.' + action)",
            "partner_id": "ref(person)",
            "attendee_company_id": "ref(company)",
            "state": "'done' if has_place and begin < DateTime.today() else 'open'",
        },
        [(*row[:4], f"hub_entrepreneurs.{row[4]}", f"hub_entrepreneurs.{row[5]}", row[6]) for row in rows],
        given={"begin": begin_of("ago")},
        context={"install_mode": True, "event_lead_rule_skip": True},
    )
    yield Table(
        "event.registration",
        "action, person, company, email",
        {
            "event_id": "ref('hub_event.' + action)",
            "name": "person",
            "company_name": "company",
            "email": "email",
        },
        [
            (slug_of(slug, THIS), f"Guest {rank}", name, f"guest{rank}@example.com")
            for slug, (turn, unknown) in _BY_FORM.items()
            for rank, name in enumerate((known[turn].name, unknown), start=1)
        ],
        context={"install_mode": True, "event_lead_rule_skip": True},
    )
