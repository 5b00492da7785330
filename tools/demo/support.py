"""What was done for the companies and starters: programmes, conversations, workshops, and what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .clusters import CLUSTERS, Membership
from .companies import AWARE, KNOWN_RANK, MANAGERS, THREE_YEARS, UNKNOWN, Company, Person
from .files import TODAY, Record, Table, day, dice, maybe_ref
from .plans import DIMENSIONS
from .trades import CRAFT, CREATIVE, SHOP

# Code, name, funder, first and last day: they overlap, one is over, one has no end.
PROGRAMMES = [
    ("SHOPS", "Local Shops", "Brussels-Capital Region", -1400, 380),
    ("GREEN", "Greener Business", "Region and European Fund for Regional Development", -800, None),
    ("STEPS", "First Steps", "Brussels-Capital Region", None, -210),
    ("MAKERS", "Makers and Creators", "Brussels-Capital Region", -430, 660),
]
# Until when a conversation about the transition makes a company aware of it, and a little less.
_AWARE_DAYS = 715
TALK, WORKSHOP = "transition_talk", "event"
TRANSITION_SERVICES = [TALK, TALK, TALK, *(service for service, _steps in DIMENSIONS.values())]
# How often each service is asked for; notes that fit it.
_SERVICES = {
    "welcome": 12, "business_plan": 12, "financing": 15, "shop_location": 7, "permits": 8, "legal": 8, "digital": 11,
    "export_talk": 8, "takeover": 3, "difficulty": 4, "network": 9,
}  # fmt: skip
_FITTING = {CRAFT: ["network", "permits", "export_talk"], CREATIVE: ["financing", "export_talk", "legal"],
            SHOP: ["shop_location", "shop_location", "digital"]}  # fmt: skip
_NOTES = {
    "welcome": ["First meeting. Explained what we do and sent the brochure.", "Wants to know which steps come first.",
                "Came through a friend who was here last year."],
    "business_plan": ["Went through the figures of the first two years.", "Prices are too low; will count the hours.",
                      "The plan is ready for the bank."],
    "financing": ["Looks for a loan for a new machine.", "Sent the conditions of the guarantee fund.",
                  "The bank asks for a second opinion.", "Grant request handed in, answer within two months."],
    "shop_location": ["Saw two empty shops in the street; the rent is the problem.", "Asked for the footfall figures.",
                      "Signed a lease of nine years."],
    "permits": ["The environmental permit has to be renewed.", "The sign needs a permit; sent the form.",
                "The commune asks for a plan of the workshop."],
    "legal": ["Which legal form fits two partners?", "Looked at the general terms together.",
              "Referred to an accountant for the social status."],
    "digital": ["The web shop brings a fifth of the turnover.", "Wants to be found on the map; did it on the spot.",
                "Compared three cash registers."],
    "export_talk": ["Gets orders from Lille and asks how to invoice.", "Wants to try a fair in Utrecht.",
                    "Not ready yet: no price list in English."],
    "takeover": ["Would like to stop in three years, no successor yet.", "Met a candidate for the takeover."],
    "difficulty": ["Energy costs have doubled; looked at the payment plan.", "Turnover is down a third since spring."],
    "network": ["Introduced to a supplier of second-choice wood.", "Brought together with two other makers.",
                "Invited to the next meeting of the cluster."],
    "transition_talk": ["Wants to reuse off-cuts; sent two examples.", "Asked what the label would cost in hours.",
                        "Started with the energy bill: the oven is half of it.",
                        "Customers ask where the material comes from.", "Showed the steps, from scan to plan."],
}  # fmt: skip
_NOTES_OF_OTHERS = ["Agreed on the next steps.", "Sent the documents that we spoke about.", "Will call back in autumn."]
_CHANNELS = {"visit": 22, "office": 18, "phone": 27, "video": 15, "email": 18}
_DURATIONS = {"visit": [1, 1.5, 2], "office": [0.5, 1, 1.5], "phone": [0.25, 0.25, 0.5], "video": [0.5, 0.75, 1],
              "email": [0.25]}  # fmt: skip
# What the workshops of the clusters and of the agency were about.
_CLUSTER_WORKSHOPS = ["Meeting of the members", "Visit to a member’s workshop", "Prices and margins",
                      "Materials that come back", "Shared stand at a fair"]  # fmt: skip
_OPEN_WORKSHOPS = [
    ("financing", "Workshop: loans and guarantees", None),
    ("digital", "Workshop: a web shop in a day", "SHOPS"),
    (TALK, "Workshop: waste less, earn more", "GREEN"),
    ("export_talk", "Workshop: the first order from abroad", None),
    (TALK, "Workshop: energy in small businesses", "GREEN"),
]  # fmt: skip
# Kind, values it may have, service that it came from.
_OUTCOMES = [
    ("jobs_created", [0.5, 1, 1, 2, 3], "business_plan"),
    ("jobs_kept", [1, 2, 4], "difficulty"),
    ("turnover", [12000, 25000, 60000], "digital"),
    ("investment", [8000, 15000, 40000, 120000], "financing"),
    ("financing", [10000, 25000, 50000, 150000], "financing"),
    ("new_market", [1], "export_talk"),
    ("export_contract", [4000, 9000, 22000], "export_talk"),
    ("co2_avoided", [1.5, 4, 12], TALK),
    ("waste_avoided", [0.8, 2, 6], TALK),
    ("new_product", [1, 1, 2], "network"),
    ("business_started", [1], "welcome"),
    ("business_survived", [1], "difficulty"),
]
OUTCOMES, OUTCOMES_WITHOUT_TALK = 64, 10


@dataclass
class Talk:
    """A conversation; days are distances from the day of loading."""

    who: str
    contact: str | None
    user: str
    day: int
    hour: float
    duration: float
    channel: str
    service: str | None
    programme: str | None
    cluster: str | None
    # Falls out when it would take place in a holiday month.
    flexible: bool
    note: str

    def row(self) -> tuple:
        return (self.who, self.contact, self.user, self.day, self.hour, self.duration, self.channel, self.service,
                self.programme, self.cluster, self.flexible, self.note)  # fmt: skip


_COLUMNS = "who, contact, user, days, hour, hours, channel, service, programme, cluster, flexible, note"
_VALUES = {
    "partner_id": "ref(who)",
    "contact_id": maybe_ref("contact"),
    "user_id": "ref('user_' + user)",
    "date": "day + timedelta(hours=hour)",
    "duration": "hours",
    "channel": "channel",
    "service_id": "service and ref('hub_service_' + service)",
    "programme_id": "programme and ref('programme_' + programme.lower())",
    "cluster_id": maybe_ref("cluster"),
    # What no programme pays for is for no funder; with a few somebody forgot to say so.
    "reportable": "channel != 'email' and (bool(programme) or days % 9 == 0)",
    "note": "note",
}
# From Saturday and Sunday back to a working day.
GIVEN = {
    "date": f"{TODAY} + timedelta(days=days)",
    "day": "date - timedelta(days=(0, 0, 0, 0, 0, 1 + days % 4, 2 + days % 3)[date.weekday()])",
}
# In the holidays and in December less happens.
_ONLY_IF = "not flexible or day.month not in (7, 8, 12)"


def programmes() -> Iterator[Record]:
    """Yield who pays for it."""
    for code, name, funder, start, end in PROGRAMMES:
        dates = {"date_start": start, "date_end": end}
        yield Record(
            "hub.programme",
            f"programme_{code.lower()}",
            text={"name": name, "code": code, "funder": funder},
            eval={field: day(distance) for field, distance in dates.items() if distance is not None},
        )


def talks(companies: list[Company], starters: list[Person], memberships: list[Membership]) -> list[Talk]:
    """Return all conversations, without those that bring an outcome."""
    rng = dice("talks")
    made = [talk for company in companies if company.met for talk in _talks_with(rng, company)]
    made += [talk for starter in starters for talk in _talks_with_starter(rng, starter)]
    made += _cluster_workshops(rng, {company.slug: company for company in companies}, memberships)
    made += _open_workshops(rng, companies)
    return made


def _talks_with(rng: Random, company: Company) -> Iterator[Talk]:
    span = company.last - company.met
    count = min(int(rng.expovariate(1 / 2.2)) + span // 450, 14)
    days = sorted({company.met, company.last, *(company.met + int(rng.random() * span) for _turn in range(count))})
    for rank, distance in enumerate(days):
        fixed = distance in (company.met, company.last)
        service = "welcome" if not rank and rng.random() < 0.6 else _service(rng, company, distance)
        yield _talk(rng, company, distance, service, flexible=not fixed and rng.random() < 0.8)
    if company.goal == AWARE or (company.goal != UNKNOWN and rng.random() < 0.7):
        first = max(company.met, -_AWARE_DAYS) if company.goal == AWARE else company.met
        yield _talk(rng, company, rng.randint(first, max(company.last, first)), rng.choice(TRANSITION_SERVICES))


def _service(rng: Random, company: Company, distance: int) -> str | None:
    recently = distance > -_AWARE_DAYS - 30
    if rng.random() < 0.16 and not (company.goal == UNKNOWN and recently) and company.rank != KNOWN_RANK:
        return rng.choice(TRANSITION_SERVICES)
    if rng.random() < 0.3 and company.trade.kind in _FITTING:
        return rng.choice(_FITTING[company.trade.kind])
    return rng.choices([*_SERVICES, None], [*_SERVICES.values(), 5])[0]


def _talk(rng: Random, company: Company, distance: int, service: str | None, flexible: bool = False) -> Talk:
    channel = rng.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
    persons = [person.slug for person in company.persons]
    contact = rng.choice(persons) if persons and rng.random() < 0.75 else None
    return Talk(
        company.slug,
        contact,
        _user(rng, company.manager),
        distance,
        rng.randint(14, 31) / 2,
        rng.choice(_DURATIONS[channel]),
        channel,
        service,
        _programme(rng, distance, service, company.trade.kind),
        None,
        flexible,
        _note(rng, service),
    )


def _user(rng: Random, manager: str | None) -> str:
    if manager and rng.random() < 0.8:
        return manager
    return rng.choice([user for user in MANAGERS if user])


def _note(rng: Random, service: str | None) -> str:
    if rng.random() < 0.2:
        return ""
    fitting = _NOTES[TALK] if service in TRANSITION_SERVICES else _NOTES.get(service, _NOTES_OF_OTHERS)
    return rng.choice(fitting if rng.random() < 0.8 else _NOTES_OF_OTHERS)


def _programme(rng: Random, distance: int, service: str | None, kind: str | None) -> str | None:
    """Return a programme that runs on the day and would pay for this, or none; the day may move a little."""
    wanted = {"GREEN": service in TRANSITION_SERVICES, "SHOPS": kind == SHOP, "MAKERS": kind in (CRAFT, CREATIVE),
              "STEPS": service in ("welcome", "business_plan", "legal")}  # fmt: skip
    running = [
        code
        for code, _name, _funder, start, end in PROGRAMMES
        if wanted[code] and (start is None or start + 5 <= distance) and (end is None or distance <= end)
    ]
    return rng.choice(running) if running and rng.random() < 0.75 else None


def _talks_with_starter(rng: Random, starter: Person) -> Iterator[Talk]:
    begun = -rng.randint(10, 700)
    user = rng.choice(["account", "bram", "gwen"])
    for turn in range(rng.randint(1, 5)):
        distance = min(begun + turn * rng.randint(8, 60), -1)
        service = "welcome" if not turn else rng.choice(["business_plan", "financing", "legal", "shop_location"])
        channel = rng.choice(["office", "office", "video", "phone"])
        duration = rng.choice(_DURATIONS[channel])
        programme = _programme(rng, distance, service, None)
        note = _note(rng, service)
        yield Talk(starter.slug, None, user, distance, rng.randint(14, 31) / 2, duration, channel, service, programme,
                   None, False, note)  # fmt: skip


def _cluster_workshops(rng: Random, companies: dict[str, Company], memberships: list[Membership]) -> Iterator[Talk]:
    members = defaultdict(list)
    for cluster, company, person, _kind, start, end, *_rest in memberships:
        if start is not None and start < 0 and company != f"company_{KNOWN_RANK:02d}":
            members[cluster].append((companies[company], person, start, end))
    for code, _name, manager, *_rest in CLUSTERS:
        # Each quarter one.
        for distance in range(-rng.randint(8, 75), -THREE_YEARS, -91):
            about, hour = rng.choice(_CLUSTER_WORKSHOPS), rng.choice([8, 12.5, 16])
            for company, person, start, end in members[f"cluster_{code.lower()}"]:
                there = start <= distance and (end is None or distance <= end)
                # Whoever was not met yet, or is silent since, was not there either.
                known = company.met is not None and company.met <= distance <= company.last
                if there and known and rng.random() < 0.36:
                    yield Talk(company.slug, person, manager, distance, hour, 2.5, WORKSHOP, "network", None,
                               f"cluster_{code.lower()}", True, about)  # fmt: skip


def _open_workshops(rng: Random, companies: list[Company]) -> Iterator[Talk]:
    for service, about, programme in _OPEN_WORKSHOPS:
        distance, user = -rng.randint(30, 600), rng.choice(["account", "gwen", "samir"])
        for company in companies:
            known = company.met is not None and company.met <= distance <= company.last
            fits = service not in TRANSITION_SERVICES or company.goal != UNKNOWN
            if known and fits and company.rank != KNOWN_RANK and rng.random() < 0.11:
                person = company.persons[0].slug if company.persons else None
                yield Talk(company.slug, person, user, distance, 12, 3, WORKSHOP, service, programme, None, False,
                           about)  # fmt: skip


def conversations(talks: list[Talk]) -> Iterator[Table]:
    """Yield the conversations."""
    rows = [talk.row() for talk in sorted(talks, key=lambda talk: (talk.who, talk.day, talk.hour))]
    yield Table("hub.interaction", _COLUMNS, _VALUES, rows, GIVEN, _ONLY_IF)


def outcomes(companies: list[Company]) -> Iterator[Table]:
    """Yield conversations with what came of them, and outcomes that no single conversation brought."""
    rng = dice("outcomes")
    helped = [company for company in companies if company.met and company.met < -200 and company.rank != KNOWN_RANK]
    rows = []
    for turn, company in enumerate(rng.sample(helped, OUTCOMES)):
        # Nobody becomes aware of the transition by an outcome of before.
        kind, value, service = _outcome(rng, turn, transition=company.goal != UNKNOWN)
        talk = _talk(rng, company, rng.randint(company.met, min(company.last, -45)), service)
        later = talk.day + rng.randint(14, -talk.day - 1)
        rows.append((*talk.row(), kind, value, later, *_proof(rng)))
    outcome = {
        "partner_id": "ref(who)",
        "kind": "kind",
        "value": "value",
        "date": day("later"),
        "proof_level": "proof",
        "reference": "reference",
        "attribution": "attribution",
        "user_id": "ref('user_' + user)",
    }
    pairs = ", ".join(f"'{field}': {value}" for field, value in outcome.items())
    columns = "kind, value, later, proof, reference, attribution"
    yield Table(
        "hub.interaction",
        f"{_COLUMNS}, {columns}",
        _VALUES | {"outcome_ids": f"[Command.create({{{pairs}}})]"},
        rows,
        GIVEN,
    )
    rows = []
    for turn, company in enumerate(rng.sample(helped, OUTCOMES_WITHOUT_TALK)):
        kind, value, _service = _outcome(rng, turn, transition=False)
        rows.append((company.slug, _user(rng, company.manager), kind, value, -rng.randint(1, 500), *_proof(rng)))
    yield Table("hub.outcome", f"who, user, {columns}", outcome, rows)


def _outcome(rng: Random, turn: int, transition: bool) -> tuple[str, float, str]:
    possible = [each for each in _OUTCOMES if transition or each[2] not in TRANSITION_SERVICES]
    kind, values, service = possible[turn % len(possible)]
    return kind, rng.choice(values), service


def _proof(rng: Random) -> tuple[str, str, int]:
    proof = rng.choices(["claimed", "attested", "documented"], [5, 4, 4])[0]
    reference = f"DEMO-{rng.randint(100, 999)}" if proof == "documented" else ""
    return proof, reference, rng.choice([100, 100, 80, 75, 50, 50, 30, 20])
