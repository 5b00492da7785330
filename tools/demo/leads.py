"""Leads: a few of the agency's own, and those of the export team in each of its stages, with what was said."""

from __future__ import annotations

from collections.abc import Iterator

from .companies import KNOWN_RANK, Company
from .files import Record, Table, day, dice
from .support import GIVEN

AGENCY_LEADS = 28
LEADS = 48
_MARKETS = ["nl", "fr", "de", "lu", "uk", "ch", "dk", "it"]
_STAGES = ["interest", "diagnosis", "export_plan", "market_entry", "exporting", "consolidated"]
_NEEDS = ["first buyers", "a distributor", "a trade fair", "a flagship order", "a partner shop"]
_REQUESTS = ["Loan for a new oven", "Larger workshop", "Second shop", "Partner for the web shop", "Successor wanted",
             "Machine at second hand", "Grant for the roof", "First employee"]  # fmt: skip
_SAID = ["Has a first contact and asks for a price list.", "The catalogue is being translated.",
         "The distributor wants samples by spring.", "Got the order; asks about customs.",
         "Back from the fair with forty cards."]  # fmt: skip


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


def export(companies: list[Company]) -> Iterator[Record]:
    """Yield export leads in every stage, and a few that wait for nobody."""
    rng = dice("leads")
    for rank, company in enumerate(_with_leads(companies)):
        stage = _STAGES[min(rank // 10 + (rank % 3 == 2), len(_STAGES) - 1)]
        record = Record(
            "crm.lead",
            f"lead_{rank + 1:02d}",
            text={"name": f"Looks for {rng.choice(_NEEDS)}", "type": "opportunity", "priority": str(rng.randint(0, 3))},
            ref={
                "partner_id": f"hub_entrepreneurs.{company.slug}",
                "team_id": "crm_team_export",
                "stage_id": f"crm_stage_{stage}",
                "user_id": f"hub_entrepreneurs.user_{rng.choice(['account', 'account', 'director', 'gwen'])}",
            },
            eval={"expected_revenue": str(rng.randint(4, 90) * 500), "date_deadline": day(rng.randint(10, 240))},
        )
        if stage != "interest" or rank % 2:
            record.ref["target_country_id"] = f"base.{rng.choice(_MARKETS)}"
        yield record


def _with_leads(companies: list[Company]) -> list[Company]:
    known = [company for company in companies if company.met and company.rank != KNOWN_RANK]
    return dice("companies with leads").sample(known, LEADS)


def export_talks(companies: list[Company]) -> Iterator[Table]:
    """Yield conversations about the export leads."""
    rng = dice("export talks")
    rows = []
    for rank, company in enumerate(_with_leads(companies)):
        for _turn in range(rng.choice([0, 1, 1, 2])):
            user, distance = rng.choice(["account", "director", "gwen"]), -rng.randint(2, 200)
            rows.append((company.slug, f"lead_{rank + 1:02d}", user, distance, rng.choice(_SAID)))
    yield Table(
        "hub.interaction",
        "company, lead, user, days, note",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "lead_id": "ref(lead)",
            "user_id": "ref('hub_entrepreneurs.user_' + user)",
            "date": "day + timedelta(hours=10)",
            "duration": "0.5",
            "channel": "'phone'",
            "programme_id": "False",
            "service_id": "ref('hub_entrepreneurs.hub_service_export_talk')",
            "note": "note",
        },
        rows,
        GIVEN,
    )
