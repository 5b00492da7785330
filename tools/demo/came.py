"""What came of the actions: leads of companies that took part, and what those that were won brought."""

from __future__ import annotations

from collections.abc import Iterator

from .actions import LAST, Action, begin_of, slug_of
from .companies import Company
from .files import Table, dice
from .registrations import taking_part

_LOOKS_FOR = ["Agent met at the fair", "Shop that asks for samples", "Importer with a showroom",
              "Publisher's option", "Second order after the stand", "Gallery that wants six pieces",
              "Hotel that furnishes rooms"]  # fmt: skip
# Stage of the export team, and how often.
_STAGES = {"interest": 4, "diagnosis": 3, "exporting": 3, "consolidated": 1}
_WON = ("exporting", "consolidated")
_CHANCE = 0.45
_ABROAD = {"gb": "uk"}
_IS_OVER = "begin < DateTime.today() - timedelta(days=20)"
_ACTION = {"event_id": "ref('hub_event.' + action)"}


def _came(companies: list[Company]) -> Iterator[tuple[Action, int, Company, str, str, int]]:
    """Yield the leads: action, year, company, name, stage and revenue."""
    rng = dice("leads of actions")
    for action, ago, turn, company in taking_part(companies):
        if action.country == "be" or turn >= action.places or rng.random() > _CHANCE:
            continue
        [stage] = rng.choices(list(_STAGES), list(_STAGES.values()))
        yield action, ago, company, rng.choice(_LOOKS_FOR), stage, rng.randint(4, 80) * 500


def leads(companies: list[Company]) -> Iterator[Table]:
    """Yield the leads that came from actions abroad, once these are over."""
    rows = [
        (slug_of(action.slug, ago), ago, *action.day(ago), company.slug, company.manager, name, stage, revenue,
         _ABROAD.get(action.country, action.country))
        for action, ago, company, name, stage, revenue in _came(companies)
    ]  # fmt: skip
    yield Table(
        "crm.lead",
        "action, ago, month, day, company, user, name, stage, revenue, market",
        {
            **_ACTION,
            "name": "name",
            "type": "'opportunity'",
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "user_id": "ref('hub_entrepreneurs.user_' + user)",
            "team_id": "ref('hub_export.crm_team_export')",
            "stage_id": "ref('hub_export.crm_stage_' + stage)",
            "target_country_id": "ref('base.' + market)",
            "expected_revenue": "revenue",
            "create_date": "begin + timedelta(days=9)",
            "date_closed": f"stage in {_WON} and DateTime.today() - timedelta(days=9)",
        },
        rows,
        given={"begin": begin_of("ago")},
        only_if=_IS_OVER,
    )


def outcomes(companies: list[Company]) -> Iterator[Table]:
    """Yield a contract or a market of each lead that is won."""
    rng, rows = dice("outcomes of actions"), []
    for action, ago, company, name, stage, revenue in _came(companies):
        if stage in _WON:
            kind = "export_contract" if rng.random() < 0.7 else "new_market"
            proof = rng.choice(("claimed", "attested", "documented"))
            value = revenue if kind == "export_contract" else 1
            rows.append((slug_of(action.slug, ago), ago, *action.day(ago), company.slug, company.manager, name, kind,
                         value, proof, rng.choice((50, 75, 100)), 200 if ago == LAST else 15))  # fmt: skip
    found = (
        "obj().search([('event_id', '=', ref('hub_event.' + action)), ('name', '=', name), "
        "('partner_id', '=', ref('hub_entrepreneurs.' + company))], limit=1).id"
    )
    yield Table(
        "hub.outcome",
        "action, ago, month, day, company, user, name, kind, value, proof, attribution, later",
        {
            "partner_id": "ref('hub_entrepreneurs.' + company)",
            "lead_id": found,
            "kind": "kind",
            "value": "value",
            "date": "min(begin + timedelta(days=later), DateTime.today()).date()",
            "proof_level": "proof",
            "attribution": "attribution",
            "reference": "proof == 'documented' and 'Signed order' or ''",
            "user_id": "ref('hub_entrepreneurs.user_' + user)",
        },
        rows,
        given={"begin": begin_of("ago")},
        only_if=_IS_OVER,
        read="crm.lead",
    )
