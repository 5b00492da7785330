"""What companies stated of the support they got: services that are followed up, statements, and outcomes of answers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .companies import KNOWN_RANK, Company
from .files import Record, Table, day, dice

_COUNT = 36
# Service: until when it is followed up, and whether it asks about markets.
_SERVICES = {"financing": (12, False), "business_plan": (6, False), "export_talk": (12, True)}
_MONTH = 30.44
_CLASSES = ("to_50k", "to_250k", "to_1m", "to_2m", "to_10m")
_WITHOUT = {"nothing": 100, "partly": 50, "same": 0}
_MARKETS = ("fr", "nl", "de", "lu", "es")


def services() -> Iterator[Record]:
    """Yield which services are followed up."""
    for service, (months, markets) in _SERVICES.items():
        yield Record(
            "hub.service",
            f"hub_entrepreneurs.hub_service_{service}",
            text={"follow_up_months": str(months)},
            eval={"asks_about_markets": str(markets)},
        )


def _chosen(companies: list[Company]) -> list[Company]:
    known = [
        company
        for company in companies
        if company.met and company.last and company.last > -450 and company.manager
        if company.stage != "ceased" and company.rank != KNOWN_RANK
    ]
    return sorted(dice("statements").sample(known, _COUNT), key=lambda company: company.rank)


def _occasions(companies: list[Company]) -> Iterator[tuple[Company, str, int, Random]]:
    rng = dice("occasions of statements")
    for turn, company in enumerate(_chosen(companies)):
        service = list(_SERVICES)[turn % len(_SERVICES)]
        yield company, service, rng.randint(max(company.met, -450), min(company.last, -1)), rng


def talks(companies: list[Company]) -> Iterator[Table]:
    """Yield the conversations that the statements are about."""
    rows = [(company.slug, company.manager, start, service) for company, service, start, _rng in _occasions(companies)]
    values = {
        "partner_id": "ref('hub_entrepreneurs.' + who)",
        "user_id": "ref('hub_entrepreneurs.user_' + user)",
        "date": "DateTime.today() + timedelta(days=start, hours=10)",
        "duration": "1",
        "channel": "'office'",
        "service_id": "ref('hub_entrepreneurs.hub_service_' + service)",
        "note": "'Agreed to tell us later what came of it.'",
    }
    yield Table("hub.interaction", "who, user, start, service", values, rows)


def statements(companies: list[Company]) -> Iterator[Table]:
    """Yield the statements, answered and not, and the outcomes of the answers."""
    rows, outcomes = [], []
    for company, service, start, rng in _occasions(companies):
        jobs = rng.choice((0.5, 1, 1.5, 2, 3, 4.5, 6, 11))
        said = 0.0
        klass, markets = rng.choice(_CLASSES), sorted(rng.sample(_MARKETS, 2)) if _SERVICES[service][1] else ("", "")
        for months in (0, 6, 12):
            due = start + round(months * _MONTH)
            if months > _SERVICES[service][0]:
                break
            slug = f"statement_{company.slug}_{months}"
            state = _state(rng, due)
            without = rng.choice(list(_WITHOUT)) if months else ""
            jobs += rng.choice((0, 0, 0.5, 1, 2)) if months else 0
            answered = min(due + rng.randint(1, 20), -1) if state == "answered" else None
            said_now = (jobs, klass, without, *markets) if answered else (0, "", "", "", "")
            rows.append((slug, company.slug, service, start, months, state, answered, *said_now))
            if answered and not months:
                said = jobs
            elif answered and said and jobs > said:
                outcomes.append((slug, company.slug, company.manager, service, said, jobs - said, answered,
                                 _WITHOUT[without]))  # fmt: skip
                said = jobs
    yield Table("hub.statement", _COLUMNS, _VALUES, rows, id="slug", addon="hub_event")
    yield Table("hub.outcome", "slug, who, user, service, before, value, answered, attribution", _OUTCOME, outcomes)


def _state(rng: Random, due: int) -> str:
    if due >= 0:
        return "to_send"
    if due > -28:
        return rng.choice(("sent", "sent", "answered"))
    if due > -60:
        return rng.choice(("to_call", "to_call", "answered"))
    return rng.choices(("answered", "expired", "refused"), (7, 3, 1))[0]


_COLUMNS = "slug, who, service, start, months, state, answered, jobs, klass, without, first, second"
_BEGIN = day("start")
_WAS_SENT = "state != 'to_send'"
_VALUES = {
    "partner_id": "ref('hub_entrepreneurs.' + who)",
    "service_id": "ref('hub_entrepreneurs.hub_service_' + service)",
    "moment": "str(months)",
    "date_start": _BEGIN,
    "date_end": f"{_BEGIN} + relativedelta(months=12, days=-1)",
    "date_due": f"{_BEGIN} + relativedelta(months=months)",
    "state": "state",
    "sent_on": f"{_WAS_SENT} and {_BEGIN} + relativedelta(months=months)",
    "date_expires": f"{_WAS_SENT} and {_BEGIN} + relativedelta(months=months, days=60)",
    "answered_at": "answered is not None and DateTime.today() + timedelta(days=answered, hours=9)",
    "answered_by": "answered is not None and ('phone' if answered % 4 == 0 else 'link')",
    "jobs": "jobs",
    "turnover_class": "klass",
    "without_support": "without",
    "market_ids": "[Command.link(ref('base.' + first)), Command.link(ref('base.' + second))] if first else []",
}
_OUTCOME = {
    "partner_id": "ref('hub_entrepreneurs.' + who)",
    "statement_id": "ref('hub_event.' + slug)",
    "service_id": "ref('hub_entrepreneurs.hub_service_' + service)",
    "kind": "'jobs_created'",
    "baseline_value": "before",
    "value": "value",
    "date": day("answered"),
    "proof_level": "'attested'",
    "attribution": "attribution",
    "user_id": "ref('hub_entrepreneurs.user_' + user)",
}
