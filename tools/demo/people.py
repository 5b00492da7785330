"""The persons: who is what in which company, what they told about themselves, and starters without a company."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .companies import KNOWN_RANK, Company, Person
from .files import TODAY, Call, Table, dice, maybe_day
from .names import person_names

STARTERS = 26
_OTHER_FUNCTIONS = ["Sales", "Production", "Sustainability", "Finance", "Communication"]
# How the company is divided among those who own it, and how often.
_SHARES = [([100], 50), ([60, 40], 18), ([50, 50], 14), ([34, 33, 33], 6), ([70, 20, 10], 4), ([51], 4), ([], 4)]
_SHARE_OF_PROFILES = 0.42
_ACCESSES = 24


def add(companies: list[Company]) -> list[Person]:
    """Give the companies their persons; return the starters who have no company."""
    rng = dice("people")
    names = person_names()
    for company in companies:
        count = 1 if company.sole_trader else rng.choices([0, 1, 2, 3], [7, 43, 36, 14])[0]
        # Each of the first sixty has somebody, whom cluster memberships and leads may count on.
        for turn in range(max(count, 1) if company.rank <= 60 else count):
            slug = f"contact_{company.rank:02d}" + (f"_{turn + 1}" if turn else "")
            company.persons.append(Person(slug, *next(names), "Manager" if not turn else rng.choice(_OTHER_FUNCTIONS)))
        if company.sole_trader and company.rank != KNOWN_RANK:
            company.persons[0].function = "Owner"
    return [Person(f"starter_{rank:02d}", *next(names), "") for rank in range(1, STARTERS + 1)]


def contacts(companies: list[Company]) -> Iterator[Table]:
    """Yield the persons of the companies."""
    yield Table(
        "res.partner",
        "person, company, name, function, phone",
        {
            "parent_id": "ref(company)",
            "name": "name",
            "function": "function",
            "phone": "phone",
            "email": "person.replace('_', '.') + '@example.com'",
        },
        [
            (
                person.slug,
                company.slug,
                person.name,
                person.function,
                f"+32 2 00{turn} {company.rank // 10:02d} {company.rank % 10:02d}",
            )
            for company in companies
            for turn, person in enumerate(company.persons, 1)
        ],
        id="person",
    )


def starters(persons: list[Person]) -> Iterator[Table]:
    """Yield the persons who have an idea and no company yet."""
    rng = dice("starters")
    places = [("1030", "Schaerbeek"), ("1070", "Anderlecht"), ("1050", "Elsene"), ("1000", "Bruxelles")]
    yield Table(
        "res.partner",
        "person, name, phone, postcode, city, stage, user",
        {
            "name": "name + ' (demo)'",
            "phone": "phone",
            "zip": "postcode",
            "city": "city",
            "country_id": "ref('base.be')",
            "email": "person.replace('_', '.') + '@example.com'",
            "entrepreneur_stage": "stage",
            "user_id": "ref('user_' + user)",
        },
        [
            (
                person.slug,
                person.name,
                f"+32 2 000 90 {rank:02d}",
                *rng.choice(places),
                rng.choice(["project", "project", "starter"]),
                rng.choice(["account", "bram", "gwen"]),
            )
            for rank, person in enumerate(persons)
        ],
        id="person",
    )


def roles(companies: list[Company]) -> Iterator[Table]:
    """Yield who is what in a company, with shares and dates; some ended, some persons act for two companies."""
    rng = dice("roles")
    rows = [row for company in companies for row in _roles_of(rng, company)]
    with_persons = [company for company in companies if company.persons]
    for company, other in zip(rng.sample(with_persons, 14), rng.sample(with_persons, 14), strict=True):
        if company is not other:
            role = rng.choice(["adviser", "director", "shareholder"])
            rows.append((company.slug, other.persons[0].slug, role, 0, role == "director", -rng.randint(60, 900), None))
    yield Table(
        "hub.company.role",
        "company, person, role, share, decides, start, end",
        {
            "partner_id": "ref(company)",
            "person_id": "ref(person)",
            "role": "role",
            "ownership_share": "share",
            "is_decision_maker": "decides",
            "date_start": maybe_day("start"),
            "date_end": maybe_day("end"),
        },
        rows,
    )


def _roles_of(rng: Random, company: Company) -> Iterator[tuple]:
    start = company.founded if company.founded and company.founded > -6000 else None
    if company.sole_trader:
        yield company.slug, company.persons[0].slug, "owner", 100, True, start, None
        return
    shares = rng.choices([shares for shares, _weight in _SHARES], [weight for _shares, weight in _SHARES])[0]
    for rank, person in enumerate(company.persons):
        if rank < len(shares):
            role = "owner" if rank == 0 else rng.choice(["owner", "shareholder"])
            yield company.slug, person.slug, role, shares[rank], role == "owner", start, None
            if rank == 0 and rng.random() < 0.3:
                yield company.slug, person.slug, rng.choice(["founder", "director"]), 0, True, start, None
        else:
            ended = rng.random() < 0.2
            begun = -rng.randint(500, 1500)
            role = rng.choice(["manager", "employee", "employee", "director", "adviser"])
            decides = role in ("manager", "director")
            yield company.slug, person.slug, role, 0, decides, begun, -rng.randint(20, 400) if ended else None


def profiles(companies: list[Company], starters: list[Person]) -> Iterator[Table | Call]:
    """Yield what some of the persons told when asked, and let the target groups follow from it."""
    rng = dice("profiles")
    rows = []
    for person in [*(person for company in companies for person in company.persons), *starters]:
        if rng.random() < _SHARE_OF_PROFILES:
            answers = [_answer(rng, question) for question in (_gender, _age, _employment)]
            rows.append((
                person.slug,
                *answers,
                -rng.randint(5, 1000),
                rng.choices(["consent", "public_task"], [8, 2])[0],
            ))  # fmt: skip
    answers = {"gender": "gender", "birth_year": "age and DateTime.today().year - age", "employment_status": "work"}
    states = {"gender": "gender", "birth_year": "age", "employment_status": "work"}
    told = "({0} and 'answered') or ({0} is None and 'not_asked') or 'declined'"
    yield Table(
        "hub.person.profile",
        # False: the person would rather not say. None: nobody asked.
        "person, gender, age, work, asked, basis",
        {
            "person_id": "ref(person)",
            **{field: f"({value}) or False" for field, value in answers.items()},
            **{f"{field}_answer": told.format(column) for field, column in states.items()},
            "answered_on": maybe_day("asked"),
            "basis": "basis",
        },
        rows,
    )
    yield Call("hub.target.group.member", "_cron_members")
    yield _accesses(rng, [row[0] for row in rows])


def _accesses(rng: Random, persons: list[str]) -> Table:
    """Return who looked at what the persons told."""
    rows = []
    for _turn in range(_ACCESSES):
        operation = rng.choice(["read", "read", "read", "search", "write", "export"])
        whose = rng.sample(persons, 1 if operation in ("read", "write") else rng.randint(3, 12))
        rows.append((operation, -rng.randint(1, 300), rng.randint(14, 31) / 2, whose))
    return Table(
        "hub.person.profile.access",
        "operation, days, hour, whose",
        {
            "user_id": "ref('user_privacy')",
            "operation": "operation",
            "date": f"{TODAY} + timedelta(days=days, hours=hour)",
            "subject": "'hub.person.profile'",
            "field_names": "'Gender, Year of Birth, Employment'",
            "person_count": "len(whose)",
            "person_ids": "[Command.set([ref(person) for person in whose])]",
        },
        rows,
    )


def _answer(rng: Random, question) -> object:
    answered = question(rng)
    return rng.choices([answered, False, None], [68, 14, 18])[0]


def _gender(rng: Random) -> str:
    return rng.choices(["woman", "man", "other"], [46, 51, 3])[0]


def _age(rng: Random) -> int:
    return int(rng.triangular(20, 68, 36))


def _employment(rng: Random) -> str:
    return rng.choices(["self_employed", "job_seeker", "employee", "student", "retired"], [64, 16, 12, 5, 3])[0]
