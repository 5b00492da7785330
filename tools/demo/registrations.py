"""Who registered for the actions of both years: whoever has a place by the day of loading was there."""

from __future__ import annotations

from collections.abc import Iterator

from .actions import ACTIONS, LAST, THIS, Action, begin_of, slug_of
from .companies import KNOWN_RANK, Company
from .files import Table, Update, dice

# By action, how many companies register; of the fair of the printed page more than it has places.
_COUNTS = {"first_parcel": 9, "taste_evening": 7, "repair_masters": 6, "loom_fair": 5, "rabat": 7, "print_fair": 10}
# The same for other actions, whose companies are drawn apart.
_MORE = {
    "kiln_days": 6, "paper_market": 5, "oporto": 3, "silver_fair": 5, "screen_visit": 7, "toy_box": 8, "montreal": 6,
    "oak_stand": 8, "contract_day": 9, "scent_fair": 4, "tokyo": 5, "winter_market": 7, "sao_paulo": 6,
    "circular_day": 12,
}  # fmt: skip
_DROPPED = ("toy_box", THIS)
# Of each action that is to come or has just been, how many companies register, and how many of them are the demo
# account manager's own.
_LATELY = {"makers_breakfast": (9, 3), "good_labels": (11, 4), "velvet_rope": (9, 3), "salt_road": (7, 2)}
# By action, who registered by a form, as the form has it: a company that Hub knows, and one that it does not.
_BY_FORM = {"taste_evening": (4, "Unknown Kitchen")}
_QUIET: dict[str, object] = {"install_mode": True, "event_lead_rule_skip": True}


def _known(companies: list[Company]) -> list[Company]:
    return [
        company
        for company in companies
        if company.met and company.manager and company.stage != "ceased" and company.rank != KNOWN_RANK
    ]


def _person(company: Company) -> str:
    return company.persons[0].slug if company.persons else company.slug


def taking_part(companies: list[Company]) -> Iterator[tuple[Action, int, int, Company]]:
    """Yield who registers for the actions of which year, and as the how many-th."""
    known = _known(companies)
    for topic, counts in (("registrations", _COUNTS), ("more registrations", _MORE)):
        rng = dice(topic)
        for ago in (LAST, THIS):
            for action in ACTIONS:
                if action.day(ago) and action.slug in counts and (action.slug, ago) != _DROPPED:
                    for turn, company in enumerate(rng.sample(known, counts[action.slug])):
                        yield action, ago, turn, company


def lately(companies: list[Company]) -> Iterator[Table]:
    """Yield who registers for what is to come; of what was held some days ago nobody has marked who was there."""
    rng = dice("registrations to come")
    rows = []
    for slug, (count, own) in _LATELY.items():
        mine = [company for company in _known(companies) if company.manager == "account"]
        others = [company for company in _known(companies) if company.manager != "account"]
        chosen = [*rng.sample(mine, own), *rng.sample(others, count - own)]
        rows += [(f"event_{slug}", _person(each), each.slug) for each in rng.sample(chosen, count)]
    yield Table(
        "event.registration",
        "action, person, company",
        {
            "event_id": "ref('hub_event.' + action)",
            "partner_id": "ref('hub_entrepreneurs.' + person)",
            "attendee_company_id": "ref('hub_entrepreneurs.' + company)",
        },
        rows,
        context=_QUIET,
    )


def fees() -> Iterator[Update]:
    """Yield that most of those who were there have paid their fee, and some who will be."""
    begin = "each.event_id.date_begin.date()"
    yield Update(
        "event.registration",
        {"fee_paid_on": f"each.state == 'done' and each.fee_amount and each.id % 5 and {begin} - timedelta(days=12)"},
    )


def registrations(companies: list[Company]) -> Iterator[Table]:
    """Yield the registrations for the actions of both years."""
    known = _known(companies)
    rows = [
        (slug_of(action.slug, ago), ago, *action.day(ago), _person(company), company.slug, turn < action.places)
        for action, ago, turn, company in taking_part(companies)
    ]
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
        context=_QUIET,
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
        context=_QUIET,
    )
