"""Where the companies stand in their transition: labels and calls they won, assessments, and plans."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .companies import EXEMPLARY, IN_TRANSITION, KNOWN_RANK, Company
from .files import Call, Table, Update, dice, maybe_day

# Scheme: its levels, and for how many months it is valid; 0 where each award says so itself.
SCHEMES = {
    "ecodynamic": (3, 36), "b_corp": (0, 36), "social_democratic": (0, 0), "be_circular": (0, 0),
    "women_in_business": (0, 0), "artisan": (0, 72), "good_food_resto": (3, 36), "open_soon": (0, 0), "crea": (0, 0),
    "local_together": (0, 0), "impact_scoring": (0, 0), "iso": (0, 0),
}  # fmt: skip
COUNTING = ["ecodynamic", "ecodynamic", "b_corp", "be_circular", "social_democratic", "women_in_business"]
_OTHERS = [scheme for scheme in SCHEMES if scheme not in COUNTING]
_SCOPES = ["enterprise", "establishment", "project"]
_AUTHORS = ["account", "cluster", "bram", "gwen", "samir"]
_VERIFIERS = ["director", "cluster", "gwen"]


def by_plan(companies: list[Company]) -> set[str]:
    """Return the companies that are in transition by a step of their plan alone, not by evidence."""
    rng = dice("by plan")
    return {company.slug for company in companies if company.goal == IN_TRANSITION and rng.random() < 0.42}


def history() -> Iterator[Update]:
    """Yield that each step of the companies was recorded when it was taken, and some of them a month later."""
    later = "timedelta(days=30 if each.id % 12 == 0 else 0, hours=7)"
    begin = "DateTime.combine(each.date, DateTime.min.time())"
    yield Update("hub.transition.change", {"create_date": f"min({begin} + {later}, DateTime.now())"})


class _Register:
    """The evidence of the companies, as rows of a table."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rows: list[tuple] = []

    def enter(
        self,
        company: Company,
        scheme: str,
        end: int,
        state: str = "verified",
        *,
        scope: str = "enterprise",
        months: int = 0,
        earlier: int = 0,
    ) -> None:
        """Enter evidence that is valid until ``end``; the scheme or ``months`` say since when.

        :param earlier: how many terms before, without a gap: -1 is the one that follows
        """
        levels, validity = SCHEMES[scheme]
        rng, term = self.rng, validity or months or 24
        if not earlier:
            # It began already: what is still to come is a renewal only.
            end = min(end, int(term * 30.4) - rng.randint(5, 60))
        # Half of it by a colleague, so that the account manager is asked to verify it.
        author = company.manager if company.manager and rng.random() < 0.5 else rng.choice(_AUTHORS)
        verifier = rng.choice([user for user in _VERIFIERS if user != author])
        begun = end - int(term * 30.44) * (earlier + 1)
        decided = min(begun + (rng.randint(200, 420) if rng.random() < 0.12 else rng.randint(3, 40)), -1)
        self.rows.append((
            company.slug, scheme, rng.randint(1, levels) if levels else None, scope, f"DEMO-{len(self.rows) + 1:03d}",
            end, term, earlier, state, author,
            None if state == "to_verify" else verifier,
            None if state == "to_verify" else decided,
        ))  # fmt: skip


def evidence(companies: list[Company]) -> Iterator[Table | Call]:
    """Yield the evidence, and what it asks of people as the daily job does."""
    register = _Register(dice("evidence"))
    plans = by_plan(companies)
    for company in companies:
        if company.rank == KNOWN_RANK:
            continue
        if company.goal == EXEMPLARY:
            _exemplary(register, company)
        elif company.goal == IN_TRANSITION and company.slug not in plans:
            _recognised(register, company)
        else:
            _without(register, company)
    yield Table(
        "hub.evidence",
        "company, scheme, level, scope, reference, end, months, earlier, state, author, verifier, decided",
        {
            "partner_id": "ref(company)",
            "version_id": "ref('hub_evidence_scheme_version_' + scheme)",
            "level_id": "level and ref('hub_evidence_scheme_level_%s_%s' % (scheme, level))",
            "scope": "scope",
            "reference": "reference",
            "date_start": "(after - relativedelta(months=months * (earlier + 1))).date()",
            "date_end": "(after - relativedelta(months=months * earlier, days=1)).date()",
            "state": "state",
            "user_id": "ref('user_' + author)",
            "verified_by_id": "verifier and ref('user_' + verifier)",
            "verified_on": maybe_day("decided"),
        },
        register.rows,
        {"after": "DateTime.today() + timedelta(days=end + 1)"},
    )
    yield Call("hub.evidence", "_cron_evidence_queue")


def _exemplary(register: _Register, company: Company) -> None:
    rng = register.rng
    scheme = rng.choice(COUNTING)
    soon = rng.random() < 0.45
    end = rng.randint(3, 88) if soon else rng.randint(95, 900)
    register.enter(company, scheme, end)
    if rng.random() < 0.45:
        # The one before, without a gap.
        register.enter(company, scheme, end, earlier=1)
    if soon and rng.random() < 0.3:
        register.enter(company, scheme, end, "to_verify", earlier=-1)
    if rng.random() < 0.5:
        _further(register, company)


def _recognised(register: _Register, company: Company) -> None:
    rng = register.rng
    labels = [label for label in company.trade.labels if label not in COUNTING]
    end = rng.randint(3, 88) if rng.random() < 0.4 else rng.randint(95, 1000)
    if labels and rng.random() < 0.75:
        register.enter(company, rng.choice(labels), end)
    else:
        register.enter(company, rng.choice(COUNTING), end, scope=rng.choice(_SCOPES[1:]))
    if rng.random() < 0.25:
        _further(register, company)


def _further(register: _Register, company: Company) -> None:
    rng = register.rng
    state = rng.choices(["verified", "to_verify", "rejected"], [6, 3, 1])[0]
    scheme = rng.choice([*company.trade.labels, *_OTHERS])
    register.enter(company, scheme, rng.randint(60, 800), state, scope=rng.choice(_SCOPES))


def _without(register: _Register, company: Company) -> None:
    """Enter what does not count today: lapsed, rejected, still to be verified."""
    rng = register.rng
    chance = 0.1 if company.met is None else 0.3
    if rng.random() > chance:
        return
    labels = company.trade.labels or ("iso",)
    fate = rng.choices(["lapsed", "to_verify", "rejected"], [7, 3, 1.5])[0]
    if fate == "lapsed":
        register.enter(company, rng.choice([*labels, "ecodynamic"]), -rng.randint(10, 500), months=18)
    else:
        register.enter(company, rng.choice(labels), rng.randint(200, 900), fate)
