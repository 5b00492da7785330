"""What the companies found out about themselves, and what they agreed to do: assessments and commitments."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .companies import AWARE, COMMITTED, DIAGNOSED, EXEMPLARY, IN_TRANSITION, MANAGERS, Company
from .files import Call, Table, dice, maybe_day
from .transition import by_plan

FRAMEWORK = "transition_1"
# The dimensions of the framework, each with what comes of it: the service that helps, and steps that fit.
DIMENSIONS = {
    "energy_climate": ("energy_scan", ["Insulate the roof of the workshop", "Replace the lamps", "Buy green power",
                                       "Follow the energy use of the oven"]),
    "resources": ("circular_coach", ["Sort and sell off-cuts", "Take worn pieces back for repair",
                                     "Work without plastic packaging"]),
    "water_pollution": ("water_scan", ["Collect rainwater", "Replace solvents by water-based ones",
                                       "Bring the environmental permit up to date"]),
    "biodiversity": ("biodiversity_coach", ["Green the courtyard", "Buy wood with a certificate"]),
    "jobs": ("hr_coach", ["Give everyone two days of training a year", "Write down the safety rules"]),
    "inclusion": ("inclusion_coach", ["Take on an apprentice", "Make the entrance accessible"]),
    "governance": ("governance_coach", ["Publish a first sustainability report", "Ask suppliers how they work"]),
    "local": ("local_supply", ["Buy half of the material in the region", "Deliver by cargo bike"]),
}  # fmt: skip
QUESTIONS = 4
HIGHEST = 5
_YEAR = 365
# Share of the companies with this goal that were assessed.
_ASSESSED = {DIAGNOSED: 1, COMMITTED: 0.75, IN_TRANSITION: 0.45, EXEMPLARY: 0.35}
_DRAFTS = 9
_NOTES = ["Two hours with the owner, figures from the bookkeeping.", "By video; the bills came afterwards.",
          "Some answers are estimates.", ""]  # fmt: skip


class Answers:
    """What a company answers: some are further than others, and each has its strong and weak sides."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        level = rng.triangular(0.6, 4.8, 2)
        self.levels = [level + rng.uniform(-1.3, 1.3) for _dimension in DIMENSIONS]

    def __str__(self) -> str:
        values = [round(self.rng.gauss(level, 0.7)) for level in self.levels for _turn in range(QUESTIONS)]
        return "".join(str(min(max(value, 0), HIGHEST)) for value in values)

    def improve(self) -> None:
        """Go on: clearly in a few dimensions, hardly in the others."""
        chosen = self.rng.sample(range(len(self.levels)), self.rng.choice([0, 2, 3, 3]))
        self.levels = [
            level + (self.rng.uniform(0.8, 1.7) if rank in chosen else self.rng.uniform(-0.6, 0.5))
            for rank, level in enumerate(self.levels)
        ]


def assessed_on(companies: list[Company]) -> dict[str, list[int]]:
    """Return the days on which the companies were assessed."""
    rng = dice("assessed on")
    days = {}
    for company in companies:
        if company.met is None or rng.random() >= _ASSESSED.get(company.goal, 0):
            continue
        first = rng.randint(max(company.met, -1000), min(company.last + 30, -2))
        days[company.slug] = [first]
        if first < -_YEAR and rng.random() < 0.7:
            days[company.slug].append(rng.randint(first + 300, -2))
    return days


def assessments(companies: list[Company]) -> Iterator[Table]:
    """Yield the assessments, oldest first, and a few drafts that wait for answers."""
    rng = dice("assessments")
    days = assessed_on(companies)
    rows = []
    for company in companies:
        answers = Answers(rng)
        for distance in days.get(company.slug, []):
            rows.append((company.slug, _user(rng, company), distance, "done", str(answers), rng.choice(_NOTES)))
            answers.improve()
    aware = [company for company in companies if company.goal == AWARE and company.last > -60]
    for company in rng.sample(aware, _DRAFTS):
        known = str(Answers(rng))[: rng.choice([0, 8, 16, 24, 30])]
        rows.append((company.slug, _user(rng, company), -rng.randint(1, 50), "draft", known, ""))
    dimensions = ", ".join(repr(dimension) for dimension in DIMENSIONS)
    turns = ", ".join(str(turn + 1) for turn in range(QUESTIONS))
    answer = {
        "question_id": f"ref('hub_assessment_question_{FRAMEWORK}_' + question)",
        "value": "int(answer)",
        "is_answered": "True",
    }
    pairs = ", ".join(f"'{field}': {value}" for field, value in answer.items())
    yield Table(
        "hub.assessment",
        "company, user, days, state, answers, note",
        {
            "partner_id": "ref(company)",
            "framework_id": f"ref('hub_assessment_framework_{FRAMEWORK}')",
            "user_id": "ref('user_' + user)",
            "date": maybe_day("days"),
            "state": "state",
            "note": "note",
            "answer_ids": f"[Command.create({{{pairs}}}) for question, answer in zip(questions, answers)]",
        },
        sorted(rows, key=lambda row: row[2]),
        {"questions": f"['%s_%s' % (dimension, turn) for dimension in ({dimensions}) for turn in ({turns})]"},
    )


def _user(rng: Random, company: Company) -> str:
    return company.manager or rng.choice([user for user in MANAGERS if user])


def commitments(companies: list[Company]) -> Iterator[Table | Call]:
    """Yield the plans: steps that are open, overdue, done and dropped."""
    rng = dice("commitments")
    days, plans = assessed_on(companies), by_plan(companies)
    rows = []
    for company in companies:
        if company.met is None:
            continue
        states = _states(rng, company, company.slug in plans)
        steps = rng.sample(list(DIMENSIONS), len(states))
        begun = days.get(company.slug, [rng.randint(company.met, min(company.last, -2))])[0]
        rows += [_step(rng, company, dimension, state, begun) for dimension, state in zip(steps, states, strict=True)]
    yield Table(
        "hub.commitment",
        "company, name, dimension, service, user, state, agreed, deadline, done, dropped",
        {
            "name": "name",
            "partner_id": "ref(company)",
            "dimension_id": f"ref('hub_assessment_dimension_{FRAMEWORK}_' + dimension)",
            "service_id": "ref('hub_service_' + service)",
            "assessment_id": (
                "obj().search([('partner_id', '=', ref(company)), ('state', '=', 'done'), "
                "('date', '<=', DateTime.today() + timedelta(days=agreed))], limit=1).id"
            ),
            "user_id": "ref('user_' + user)",
            "state": "state",
            "agreed_on": maybe_day("agreed"),
            "date_deadline": maybe_day("deadline"),
            "done_on": maybe_day("done"),
            "dropped_on": maybe_day("dropped"),
        },
        rows,
        read="hub.assessment",
    )
    yield Call("hub.commitment", "_cron_remind")


def _states(rng: Random, company: Company, by_plan: bool) -> list[str]:
    """Return the states of the steps that fit where the company stands."""
    if company.goal == COMMITTED:
        return ["open"] * rng.randint(1, 3) + ["dropped"] * rng.choice([0, 0, 1])
    if by_plan:
        return ["done"] * rng.randint(1, 3) + ["open"] * rng.randint(0, 2) + ["dropped"] * rng.choice([0, 0, 1])
    if company.goal in (IN_TRANSITION, EXEMPLARY) and rng.random() < 0.5:
        return rng.choices(["open", "done"], k=rng.randint(1, 3))
    if company.goal == DIAGNOSED and rng.random() < 0.25:
        return ["dropped"]
    return []


def _step(rng: Random, company: Company, dimension: str, state: str, begun: int) -> tuple:
    service, names = DIMENSIONS[dimension]
    agreed = min(begun + rng.randint(0, 30), -1)
    # Within two years, so that it still tells where the company stands.
    ended = rng.randint(max(agreed, -690), -1) if state != "open" else None
    if state == "open":
        deadline = -rng.randint(3, 120) if agreed < -150 and rng.random() < 0.22 else rng.randint(4, 300)
    else:
        deadline = max(agreed + 1, ended + rng.randint(-40, 90))
    return (
        company.slug, rng.choice(names), dimension, service, _user(rng, company), state, agreed, deadline,
        ended if state == "done" else None, ended if state == "dropped" else None,
    )  # fmt: skip
