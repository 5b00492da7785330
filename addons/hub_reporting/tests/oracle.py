"""Figures by plain loops over a small world, from what each definition says in words. Nothing here knows the engine.

A fact is a :class:`Fact`, a company a :class:`Company`; ids are those of the database. A figure is told by its entries:
a unit, what it adds, the fact and the day that place it, and whether it is only what is compared with.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, median

CONTACT = PERSON = "res.partner"
FROZEN_PLACE = ("hub.interaction", "hub.outcome", "hub.campaign.member", "event.event", "hub.action.cost")
"""What keeps the commune in which its company was when it was written, or has one of its own."""
LASTING = ("member", "evidence", "status", "company", "band", "market", "lead_in_stage")


@dataclass
class Fact:
    kind: str
    model: str
    id: int
    day: date
    # In which order facts of a day stand.
    rank: int = 0
    partner: int | None = None
    end: date | None = None
    person: int | None = None
    programme: int | None = None
    cluster: int | None = None
    market: int | None = None
    campaign: int | None = None
    stage: int | None = None
    action: int | None = None
    action_type: int | None = None
    cost_kind: str | None = None
    commune: int | None = None
    channel: str = ""
    hours: float = 0
    amount: float = 0
    unit: str = ""
    proof: str = ""
    detail: str = ""
    structured: bool = False
    incubation: bool = False


@dataclass
class Company:
    id: int
    is_company: bool = True
    natural: bool = False
    parent: int | None = None
    founded: date | None = None
    # (first day or None for always, last day or None, commune, size, stage)
    periods: list = field(default_factory=list)
    # (day, status), in their order
    statuses: list = field(default_factory=list)
    # (person, share, decides, first day or None, last day or None)
    roles: list = field(default_factory=list)


@dataclass
class World:
    facts: list[Fact]
    companies: dict[int, Company]
    # by programme and year: budget and posts; by programme how long a company is new, or 0
    means: dict = field(default_factory=dict)
    new_months: dict = field(default_factory=dict)
    # by person: woman, other, or not_asked
    people: dict = field(default_factory=dict)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


class Oracle:
    """What happened in a period, one question after the other."""

    def __init__(self, world: World, start: date, end: date, today: date):
        self.world, self.start, self.end, self.today = world, start, end, today

    # Who is counted

    def company(self, fact):
        known = self.world.companies.get(fact.partner)
        return (CONTACT, known.id) if known and known.is_company else None

    def undertaking(self, fact):
        known = self.world.companies.get(fact.partner)
        if not known or not known.is_company:
            return None
        while known.parent:
            known = self.world.companies[known.parent]
        return (CONTACT, known.id)

    def person(self, fact):
        if fact.person:
            return (PERSON, fact.person)
        known = self.world.companies.get(fact.partner)
        return (PERSON, known.id) if known and (known.natural or not known.is_company) else None

    def record(self, fact):
        return (fact.model, fact.id)

    # Which facts

    def all(self, kind, pick=lambda fact: True):
        return sorted(
            (fact for fact in self.world.facts if fact.kind == kind and pick(fact)),
            key=lambda fact: (fact.day, fact.rank),
        )

    def within(self, day):
        return self.start <= day <= self.end

    def happened(self, kind, pick=lambda fact: True):
        return [fact for fact in self.all(kind, pick) if self.within(fact.day)]

    # Entries

    def count(self, unit, facts, add=lambda fact: 1):
        for fact in facts:
            if who := unit(fact):
                yield who, add(fact), fact, fact.day, False

    def on_last_day(self, unit, kind, pick=lambda fact: True, *, whole=False):
        for fact in self.all(kind, pick):
            if fact.day <= self.end and (fact.end is None or fact.end >= self.end) and unit(fact):
                yield unit(fact), 1, fact, self.end, whole

    def during(self, unit, kind, pick=lambda fact: True, add=lambda fact: 1, *, whole=False):
        for fact in self.all(kind, pick):
            if fact.day <= self.end and (fact.end is None or fact.end >= self.start) and unit(fact):
                yield unit(fact), add(fact), fact, min(fact.end or self.end, self.end), whole

    def of(self, unit, facts, whole):
        yield from self.count(unit, facts)
        for fact in whole:
            if who := unit(fact):
                yield who, 1, fact, fact.day, True

    def hours_in_a_year(self, hours):
        """The facts of the period of companies that reach the hours in the year of the fact, until the last day."""
        total = defaultdict(float)
        for fact in self.all("support"):
            if fact.day <= self.end and self.company(fact):
                total[fact.partner, fact.day.year] += fact.hours
        for fact in self.happened("support"):
            if self.company(fact) and total[fact.partner, fact.day.year] >= hours:
                yield self.company(fact), 1, fact, fact.day, False

    def first_time(
        self, unit, facts, *, per_programme, hours=0, enough=lambda fact: False, younger=0, place_first=False
    ):
        """The fact by which a unit first counts, where it lies in the period; placed by its first fact of all."""
        history = defaultdict(list)
        for fact in sorted(facts, key=lambda fact: (fact.day, fact.rank)):
            if fact.day <= self.end and unit(fact):
                history[unit(fact), fact.programme if per_programme else None].append(fact)
        for (who, _programme), chain in history.items():
            total = 0.0
            for fact in chain:
                total += fact.hours
                if total >= hours or any(enough(before) for before in chain[: chain.index(fact) + 1]):
                    placing = chain[0] if place_first else fact
                    if self.within(fact.day) and (not younger or self.is_young(placing, younger)):
                        yield who, 1, placing, fact.day, False
                    break

    def is_young(self, fact, months):
        company = self.world.companies[fact.partner]
        months = self.world.new_months.get(fact.programme) or months
        return company.founded is not None and months_later(company.founded, months) > fact.day

    def followed(self, unit, begun, is_found, months, *, younger=0):
        """The first fact of the period of each unit, with whether it was found until so many months later."""
        seen = set()
        for fact in begun:
            who = unit(fact)
            if not who or (younger and not self.is_young(fact, younger)) or who in seen:
                continue
            seen.add(who)
            until = months_later(fact.day, months)
            if until <= self.today:
                yield who, int(is_found(who, fact.day, until)), fact, fact.day, False

    def difference(self, unit, later, before, value):
        """What lies between a unit's last fact of the period and its first one of reference."""
        firsts, lasts = {}, {}
        for fact in before:
            firsts.setdefault(unit(fact), fact)
        for fact in later:
            lasts[unit(fact)] = fact
        for who, fact in lasts.items():
            first = firsts.get(who)
            if who and first and first is not fact and first.day <= fact.day:
                yield who, value(fact) - value(first), fact, fact.day, False

    def means(self, name):
        facts = self.happened("support", lambda fact: fact.programme)
        of_company, companies = defaultdict(list), defaultdict(set)
        for fact in facts:
            if self.company(fact):
                of_company[fact.programme, fact.day.year, fact.partner].append(fact)
                companies[fact.programme, fact.day.year].add(fact.partner)
        for (programme, year, _partner), own in of_company.items():
            if (programme, year) in self.world.means:
                first, last = date(year, 1, 1), date(year, 12, 31)
                days = (min(last, self.end) - max(first, self.start)).days + 1
                amount = self.world.means[programme, year][name] * days / ((last - first).days + 1)
                part = amount / len(companies[programme, year]) / len(own)
                for fact in own:
                    yield self.company(fact), part, fact, fact.day, False

    def women(self, fits):
        for fact in self.happened("support"):
            if not self.company(fact):
                continue
            company = self.world.companies[fact.partner]
            held, decides, asked = 0.0, False, False
            roles = [*company.roles, *([(company.id, 100, True, None, None)] if company.natural else [])]
            for person, share, is_decision_maker, first, last in roles:
                if (first and first > fact.day) or (last and last < fact.day):
                    continue
                answer = self.world.people.get(person, "not_asked")
                held += share if answer == "woman" else 0
                decides = decides or (is_decision_maker and answer == "woman")
                asked = asked or (is_decision_maker and answer != "not_asked")
            if fits(held, decides, asked):
                yield self.company(fact), 1, fact, fact.day, False

    # Where an entry stands

    def company_on(self, fact, day):
        """The commune, size and stage of the company: of what happens on its day, of what lasts on the day asked."""
        day = day if fact.kind in LASTING else fact.day
        return self.period_on(fact.partner, day)

    def period_on(self, partner, day):
        for first, last, *values in self.world.companies[partner].periods if partner in self.world.companies else ():
            if (first is None or first <= day) and (last is None or day <= last):
                return values
        return (None, None, None)

    def commune(self, fact, day):
        own = fact.commune if fact.model in FROZEN_PLACE else None
        return own or self.company_on(fact, day)[0]

    def size(self, fact, day):
        return self.company_on(fact, day)[1]

    def status(self, fact, day):
        if fact.partner is None:
            return None
        day = day if fact.kind in LASTING else fact.day
        steps = self.world.companies[fact.partner].statuses if fact.partner in self.world.companies else []
        return ([status for on, status in steps if on <= day] or ["unknown"])[-1]

    def programme(self, fact, _day):
        return fact.programme

    def market(self, fact, _day):
        return fact.market

    def campaign(self, fact, _day):
        return fact.campaign

    def event(self, fact, _day):
        return fact.action

    def action_type(self, fact, _day):
        return fact.action_type

    def cost_kind(self, fact, _day):
        return fact.cost_kind

    def lead_stage(self, fact, _day):
        return fact.stage

    def year(self, _fact, day):
        return date(day.year, 1, 1)


def contributions(entries, way):
    """What each unit contributes: by its entries, and for a share by whether it is among those that count."""
    units = defaultdict(list)
    for who, add, _fact, _day, is_whole in entries:
        units[who].append((add, is_whole))
    if way == "count":
        return dict.fromkeys(units, 1)
    if way == "share":
        return {
            who: int(any(not is_whole for _add, is_whole in own))
            for who, own in units.items()
            if any(is_whole for _add, is_whole in own)
        }
    return {who: sum(add for add, _is_whole in own) for who, own in units.items()}


def value(units, way):
    """The value of a cell from what its units contribute."""
    if way in ("count", "sum"):
        return sum(units.values())
    if not units:
        return None
    if way == "median":
        return median(units.values())
    return mean(units.values()) * (100 if way in ("share", "followed") else 1)
