"""The companies: who they are, who looks after them, and what is to become of them.

Each company has a plan (``goal``, ``met``, ``last``), from which the other modules make the facts that lead there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from . import names, places
from .files import Record, day, dice, links
from .trades import CRAFT, CREATIVE, OTHER, OTHER_CODES, SHARES, SHOP, TRADES, Trade

UNKNOWN, AWARE, DIAGNOSED, COMMITTED, IN_TRANSITION, EXEMPLARY = GOALS = (
    "unknown",
    "aware",
    "diagnosed",
    "committed",
    "in_transition",
    "exemplary",
)
# Who has how many of the companies; the last ones are nobody's.
MANAGERS = {"account": 26, "cluster": 13, "director": 4, "bram": 16, "gwen": 16, "samir": 13, None: 12}
THREE_YEARS = 1090
# The tours in the browser look this one up: nothing is known about its transition, and it is in one cluster.
KNOWN_RANK, KNOWN_NAME = 8, "Couture Hestoria"
_LEGAL_FORMS = {"": 60, " SRL": 14, " BV": 12, " SC": 3, " ASBL": 4, " SA": 2}
_WITHOUT_A_SIZE = 0.28
# Share of companies, most employees.
_HEADCOUNTS = [(54, 3), (26, 9), (16, 45), (3.3, 180), (0.7, 420)]


@dataclass
class Company:
    """A company and its plan. Days are distances from the day of loading."""

    rank: int
    name: str
    trade: Trade
    street: str
    postcode: str
    city: str
    manager: str | None
    sole_trader: bool
    stage: str
    founded: int | None
    goal: str = UNKNOWN
    # The first and the last conversation; None: never contacted.
    met: int | None = None
    last: int | None = None
    persons: list[Person] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return f"company_{self.rank:02d}"


@dataclass
class Person:
    """Somebody who works for a company, or a starter without one."""

    slug: str
    first_name: str
    last_name: str
    function: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def make() -> list[Company]:
    """Return the companies with their plans."""
    rng = dice("companies")
    words = names.invented_words()
    kinds = [kind for kind, count in SHARES.items() for _turn in range(count)]
    rng.shuffle(kinds)
    turns = {kind: _in_turns(rng, kind) for kind in SHARES}
    made = [_company(rng, rank, next(turns[kind]), next(words)) for rank, kind in enumerate(kinds, 1)]
    _settle_known(made[KNOWN_RANK - 1])
    for company in made:
        _plan(rng, company)
    return made


def _in_turns(rng: Random, kind: str) -> Iterator[Trade]:
    """Yield the trades of a kind, each as often as the others."""
    trades = [trade for trade in TRADES if trade.kind == kind]
    while True:
        yield from rng.sample(trades, len(trades))


def _company(rng: Random, rank: int, trade: Trade, word: str) -> Company:
    # Forms of an address and of a name are drawn for all, so that one company does not move the others.
    street, postcode, city = places.address(rng, rank)
    form = rng.choices(list(_LEGAL_FORMS), list(_LEGAL_FORMS.values()))[0]
    sole_trader = rng.random() < {CRAFT: 0.26, CREATIVE: 0.2, SHOP: 0.1, OTHER: 0.1}[trade.kind]
    stage = rng.choices(["project", "starter", "growing", "established", "ceased", ""], [4, 24, 27, 36, 3, 6])[0]
    ages = {"project": None, "starter": (30, 1300), "growing": (1100, 3600), "": (200, 9000)}
    years = ages.get(stage, (2600, 14000))
    return Company(
        rank,
        f"{rng.choice(trade.words)} {word}{'' if sole_trader else form}",
        trade,
        street,
        postcode,
        city,
        rng.choices(list(MANAGERS), list(MANAGERS.values()))[0],
        sole_trader,
        stage,
        years and -rng.randint(*years),
    )


def _settle_known(company: Company) -> None:
    """Keep the company that the browser tests look up as they know it."""
    company.name, company.manager, company.sole_trader, company.stage = KNOWN_NAME, "account", False, "growing"
    company.trade = next(trade for trade in TRADES if "Couture" in trade.words)


def _plan(rng: Random, company: Company) -> None:
    contact = rng.choices(["never", "silent", "active"], [11, 15, 74])[0]
    company.goal = rng.choices(GOALS, [22, 23, 13, 14, 17, 11])[0]
    if company.rank == KNOWN_RANK:
        contact, company.goal = "active", UNKNOWN
    if contact == "never":
        company.goal = UNKNOWN
        return
    company.met = -int(rng.triangular(40, THREE_YEARS, 1000)) if contact == "active" else -rng.randint(600, THREE_YEARS)
    company.last = max(company.met, -int(rng.triangular(1, 320, 2)))
    if contact == "silent":
        # Whoever is not heard of any more is committed to nothing.
        company.goal = rng.choice([UNKNOWN, UNKNOWN, AWARE, DIAGNOSED, EXEMPLARY])
        company.last = max(company.met, -rng.randint(380, 700))
    if company.stage == "ceased":
        company.goal = UNKNOWN


def enterprise_number(rank: int) -> str:
    """Return the bare number of the company of that rank."""
    place = rank - 1
    stem = f"{'0100' if place % 3 else '1999'}{100 + place * 13:04d}"
    return f"{stem}{97 - int(stem) % 97:02d}"


def codes() -> Iterator[Record]:
    """Yield the activity codes that the addons' own data does not have."""
    for code, name in OTHER_CODES.items():
        yield Record("hub.nace", f"nace_2025_{code}", text={"version": "2025", "code": code, "name": name})


def records(companies: list[Company]) -> Iterator[Record]:
    """Yield the companies."""
    rng = dice("company records")
    for company in companies:
        record = Record(
            "res.partner",
            company.slug,
            text={
                "name": company.name,
                "street": company.street,
                "zip": company.postcode,
                "city": company.city,
                "company_registry": enterprise_number(company.rank),
                "phone": f"+32 2 000 {company.rank // 10:02d} {company.rank % 10:02d}",
            },
            ref={"country_id": "base.be"},
            eval={"is_company": "True"},
        )
        _describe(rng, company, record)
        _classify(rng, company, record)
        _measure(rng, company, record)
        yield record


def _describe(rng: Random, company: Company, record: Record) -> None:
    source = rng.choices(["given", "public", "register", ""], [55, 24, 14, 7])[0]
    if source:
        record.text |= {"email": f"hello.{company.rank:02d}@example.com", "email_source": source}
    if company.stage:
        record.text["entrepreneur_stage"] = company.stage
    if company.manager:
        record.ref["user_id"] = f"user_{company.manager}"
    if company.sole_trader:
        record.eval["is_natural_person"] = "True"
    if company.founded:
        record.eval["founding_date"] = day(company.founded)


def _classify(rng: Random, company: Company, record: Record) -> None:
    trade, latest = company.trade, f"hub_nace_2025_{company.trade.nace_2025}"
    if trade.kind == OTHER:
        latest = f"nace_2025_{trade.nace_2025}"
        found = [latest]
    elif rng.random() < 0.06:
        # What was known before 2025 only.
        found = [f"hub_nace_2008_{trade.nace_2008}"]
    else:
        found = [latest] + ([f"hub_nace_2008_{trade.nace_2008}"] if rng.random() < 0.3 else [])
    second = rng.choice([other for other in TRADES if other.kind == trade.kind and other != trade])
    if trade.kind != OTHER and latest in found and rng.random() < 0.18 and second.nace_2025 != trade.nace_2025:
        found.append(f"hub_nace_2025_{second.nace_2025}")
        record.ref["main_nace_id"] = latest
    record.eval["nace_ids"] = links(found)
    added, excluded = rng.random() < 0.05, rng.random() < 0.03
    if added and trade.kind != CREATIVE:
        record.eval["sector_added_ids"] = links(["hub_sector_ccs_extended"])
    if excluded and trade.kind == SHOP:
        record.eval["sector_excluded_ids"] = links(["hub_sector_retail"])
    elif excluded and "2599" in trade.nace_2025 + trade.nace_2008:
        record.eval["sector_excluded_ids"] = links(["hub_sector_artisan_metal"])


def _measure(rng: Random, company: Company, record: Record) -> None:
    unknown = rng.random() < _WITHOUT_A_SIZE
    [(_share, most)] = rng.choices(_HEADCOUNTS, [share for share, _most in _HEADCOUNTS])
    if company.sole_trader or company.stage in ("project", "starter"):
        most = 3
    least = {3: 0, 9: 4, 45: 10, 180: 55, 420: 260}[most]
    staff = rng.randint(least * 2, most * 2) / 2
    turnover = round((staff + 1) * rng.uniform(45_000, 130_000), -3)
    years_ago = rng.choices([1, 2, 3], [70, 22, 8])[0]
    if unknown or company.stage == "project":
        return
    record.eval |= {
        "employee_count": f"{staff:g}",
        "turnover": f"{turnover:.0f}",
        "balance_sheet_total": f"{round(turnover * rng.uniform(0.3, 1.1), -3):.0f}",
        "size_data_year": f"DateTime.today().year - {years_ago}",
    }
