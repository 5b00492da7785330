"""Leads: a few of the agency's own, and those of the export team in each of its stages, with what was said."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .companies import KNOWN_RANK, Company
from .exporters import CONSOLIDATED, EXPORTING, INTEREST, STAGES, Exporter
from .files import Record, Table, day, dice
from .readiness import STEPS, user
from .support import GIVEN

AGENCY_LEADS = 28
_NEEDS = ["first buyers", "a distributor", "a trade fair", "a flagship order", "a partner shop"]
_REQUESTS = ["Loan for a new oven", "Larger workshop", "Second shop", "Partner for the web shop", "Successor wanted",
             "Machine at second hand", "Grant for the roof", "First employee"]  # fmt: skip
_SAID = ["Has a first contact and asks for a price list.", "The catalogue is being translated.",
         "The distributor wants samples by spring.", "Got the order; asks about customs.",
         "Back from the fair with forty cards."]  # fmt: skip
_LOST = ["not_ready", "no_means", "no_partner", "price", "rules", "transport", "other_market", "home_market"]
_SERVICES = ["hub_entrepreneurs.hub_service_export_talk", *sorted({
    f"hub_export.hub_service_{service}" for service, _steps in STEPS.values()
}), "hub_export.hub_service_export_makers"]  # fmt: skip
# Kind of activity, what it is about.
_TASKS = [
    ("call", "Ask what the distributor answered"),
    ("call", "Agree on a day for the readiness check"),
    ("todo", "Look up the rules for the label"),
    ("email", "Send the list of fairs"),
    ("meeting", "Go through the export plan"),
    ("todo", "Introduce to the office abroad"),
]
# Why a director let a lead move on, by what was missing.
_REASONS = {
    "band": "The first order is signed, and the fair is in three weeks.",
    "plan": "The plan is with the bank and comes next week.",
}


def agency(companies: list[Company]) -> Iterator[Record]:
    """Yield what companies ask of the agency itself, in the pipeline that every user has."""
    rng = dice("agency leads")
    known = [company for company in companies if company.met and company.manager and company.rank != KNOWN_RANK]
    for rank, company in enumerate(rng.sample(known, AGENCY_LEADS)):
        yield Record(
            "crm.lead",
            f"lead_{rank + 1:02d}",
            text={"name": rng.choice(_REQUESTS), "type": "opportunity", "priority": str(rng.randint(0, 3))},
            ref={
                "partner_id": company.slug,
                "stage_id": f"crm.stage_lead{rank % 4 + 1}",
                "user_id": f"user_{company.manager}",
            },
            eval={"expected_revenue": str(rng.randint(2, 60) * 500), "date_deadline": day(rng.randint(5, 150))},
        )


def export(exporters: list[Exporter]) -> Iterator[Record]:
    """Yield export leads in every stage: open, won and lost, and a few that wait for nobody."""
    rng = dice("leads")
    for slug, exporter in _leads(exporters):
        begun = -rng.randint(5, 60) - 70 * STAGES.index(exporter.stage or INTEREST)
        record = Record(
            "crm.lead",
            slug,
            text={"name": f"Looks for {rng.choice(_NEEDS)}", "type": "opportunity", "priority": str(rng.randint(0, 3))},
            ref={
                "partner_id": f"hub_entrepreneurs.{exporter.company.slug}",
                "team_id": "crm_team_export",
                "stage_id": f"crm_stage_{exporter.stage}",
            },
            eval={
                "expected_revenue": str(rng.randint(4, 90) * 500),
                "date_deadline": day(rng.randint(-20, 240)),
                "create_date": f"DateTime.now() + timedelta(days={begun})",
            },
        )
        if exporter.stage != INTEREST or rng.random() < 0.6:
            record.ref["user_id"] = _user(rng, exporter)
        else:
            record.eval["user_id"] = "False"
        if exporter.market:
            record.ref["target_country_id"] = f"base.{exporter.market}"
        if exporter.lost:
            record.ref["lost_reason_id"] = f"crm_lost_reason_{rng.choice(_LOST)}"
            record.eval |= {"active": "False", "probability": "0"}
        if exporter.lost or exporter.stage in (EXPORTING, CONSOLIDATED):
            closed = rng.randint(begun + 4, -1)
            record.eval |= {"date_closed": f"DateTime.now() + timedelta(days={closed})", "date_deadline": day(closed)}
        yield record


def _leads(exporters: list[Exporter]) -> list[tuple[str, Exporter]]:
    with_leads = [exporter for exporter in exporters if exporter.stage]
    return [(f"lead_{rank:02d}", exporter) for rank, exporter in enumerate(with_leads, 1)]


def _user(rng: Random, exporter: Exporter) -> str:
    return user(rng, exporter) if rng.random() < 0.7 else "hub_entrepreneurs.user_account"


def export_talks(exporters: list[Exporter]) -> Iterator[Table]:
    """Yield conversations about the export leads, each service that helps abroad among them."""
    rng = dice("export talks")
    rows = []
    for rank, (slug, exporter) in enumerate(_leads(exporters)):
        for turn in range(rng.choice([0, 1, 1, 2])):
            # Each service comes up, the talk about export more often than the others.
            service = _SERVICES[rank % len(_SERVICES)] if turn == 0 else _SERVICES[0]
            company, distance = exporter.company.slug, -rng.randint(2, 200)
            rows.append((company, slug, _user(rng, exporter), distance, service, rng.choice(_SAID)))
    yield Table(
        "hub.interaction",
        "company, lead, user, days, service, note",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "lead_id": "ref(lead)",
            "user_id": "ref(user)",
            "date": "day + timedelta(hours=10)",
            "duration": "0.5",
            "channel": "'phone'",
            "programme_id": "False",
            "service_id": "ref(service)",
            "note": "note",
        },
        rows,
        GIVEN,
    )


def activities(exporters: list[Exporter]) -> Iterator[Table]:
    """Yield what is planned with open leads: overdue, today and later."""
    rng = dice("lead activities")
    rows = []
    for rank, (slug, exporter) in enumerate(_leads(exporters)):
        if exporter.lost or (exporter.stage in (INTEREST, CONSOLIDATED) and rank % 2):
            continue
        distance = rng.choice([-12, -3, -1, 0, 0, 1, 2, 5, 8, 13, 20, 31])
        rows.append((slug, _user(rng, exporter), *rng.choice(_TASKS), distance))
    yield Table(
        "mail.activity",
        "lead, user, kind, summary, days",
        {
            "res_model_id": "ref('crm.model_crm_lead')",
            "res_id": "ref(lead)",
            "user_id": "ref(user)",
            "activity_type_id": "ref('mail.mail_activity_data_' + kind)",
            "summary": "summary",
            "date_deadline": day("days"),
        },
        rows,
        # No e-mail to those who are to do it.
        context={"mail_activity_quick_update": True},
    )


def overrides(exporters: list[Exporter]) -> Iterator[Table]:
    """Yield what the director let pass."""
    rows = [
        (slug, exporter.stage, exporter.let_pass, _REASONS[exporter.let_pass])
        for slug, exporter in _leads(exporters)
        if exporter.let_pass
    ]
    missing = "obj().search([('stage_id', '=', ref('crm_stage_' + stage)), ('kind', '=', kind)]).ids"
    yield Table(
        "hub.lead.stage.override",
        "lead, stage, kind, reason",
        {
            "lead_id": "ref(lead)",
            "stage_id": "ref('crm_stage_' + stage)",
            "reason": "reason",
            "user_id": "ref('hub_entrepreneurs.user_director')",
            "requirement_ids": f"[Command.set({missing})]",
        },
        rows,
        read="hub.stage.requirement",
    )
