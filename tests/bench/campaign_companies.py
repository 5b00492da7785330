"""Companies by the hundred thousand with all that an audience asks about: a few made with Odoo, the others copied."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from odoo import Command, api
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .measuring import analyze_all, multiply

COMPANIES = 235_000
# So many are made with Odoo and copied a thousand times.
MODELS = 235
CITIES = ("Schaerbeek", "Ixelles", "Anderlecht", "Evere", "Jette")
MARKETS = ("fr", "nl", "de", "lu", "it", "es")
# What hangs on a company, with the names of its links to contacts.
ROWS = {
    "hub.cluster.membership": "partner_id",
    "hub.company.role": ("partner_id", "person_id"),
    "hub.evidence": "partner_id",
    "hub.export.target": "partner_id",
    "hub.interaction": "partner_id",
}


def make_companies(env: api.Environment) -> None:
    """Make the companies, each with an owner and an address of its own, and what hangs on them.

    Every fifth is a member of the cluster "Bench", and every fifth left it.
    """
    companies = env["res.partner"].create([_company(env, rank) for rank in range(MODELS)])
    _join(env, companies)
    _label(env, companies)
    _talk(env, companies)
    _go_abroad(env, companies)
    owners = _give_owners(env, companies)
    multiply(
        env,
        (companies + owners).ids,
        COMPANIES // MODELS - 1,
        ROWS,
        relations=["sector_ids", "sector_added_ids"],
        changed={name: SQL("n || '.' || %s", SQL.identifier(name)) for name in ("email", "email_normalized")},
    )
    analyze_all(env)


def account_managers(env: api.Environment) -> list[int]:
    """Return the users who keep the companies, made by whoever asks first."""
    logins = [f"bench{number}" for number in range(5)]
    users = env["res.users"].with_context(no_reset_password=True)
    found = users.search([("login", "in", logins)])
    groups = [env.ref("base.group_user").id, env.ref("sales_team.group_sale_salesman").id]
    missing = [{"name": login, "login": login, "group_ids": [Command.set(groups)]} for login in logins]
    return (found or users.create(missing)).ids


def _company(env: api.Environment, rank: int) -> dict[str, object]:
    sectors, users = env["hub.sector"].search([], order="id").ids, account_managers(env)
    return {
        "name": f"Company {rank}",
        "is_company": True,
        "city": CITIES[rank % len(CITIES)],
        "country_id": env.ref("base.be").id,
        "email": f"company{rank}@example.com",
        "phone": f"+32 2 555 {rank:04d}",
        "size_data_year": 2025,
        "employee_count": 1 + rank % 60,
        "turnover": 100_000,
        "sector_added_ids": [Command.set([sectors[rank % len(sectors)], sectors[rank // 2 % len(sectors)]])],
        "user_id": users[rank % len(users)],
    }


def _give_owners(env: api.Environment, companies):
    """Give each company an owner; return them."""
    owners = env["res.partner"].create(
        [{"name": f"Owner {rank}", "email": f"owner{rank}@example.com"} for rank, _company in enumerate(companies)]
    )
    env["hub.company.role"].create(
        [
            {"partner_id": company.id, "person_id": owner.id, "role": "owner"}
            for company, owner in zip(companies, owners, strict=True)
        ]
    )
    return owners


def _join(env: api.Environment, companies) -> None:
    day = today(env)
    cluster = env["hub.cluster"].create({"name": "Bench", "code": "BENCH"})
    env["hub.cluster.membership"].create(
        [
            {
                "cluster_id": cluster.id,
                "partner_id": company.id,
                "date_start": day - timedelta(days=500),
                "date_end": day - timedelta(days=100) if rank % 5 else False,
            }
            for rank, company in enumerate(companies)
            if rank % 5 < 2
        ]
    )


def _label(env: api.Environment, companies) -> None:
    """Give four of five a label, the next one lapsing two days later; every fourth is renewed."""
    day = today(env)
    version = env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
    common = {"version_id": version.id, "state": "verified"}
    held = [
        {
            **common,
            "partner_id": company.id,
            "date_start": day - timedelta(days=500),
            "date_end": day + timedelta(days=rank * 2),
        }
        for rank, company in enumerate(companies)
        if rank % 5
    ]
    renewals = [
        {**each, "date_start": each["date_end"] + timedelta(days=1), "date_end": each["date_end"] + timedelta(days=900)}
        for each in held[::4]
    ]
    env["hub.evidence"].create([*held, *renewals])


def _talk(env: api.Environment, companies) -> None:
    """Log a conversation with four of five: some days ago, up to a year and a half."""
    noon = datetime.combine(today(env), time(12))
    env["hub.interaction"].create(
        [
            {"partner_id": company.id, "channel": "phone", "date": noon - timedelta(days=rank * 3 % 550)}
            for rank, company in enumerate(companies)
            if rank % 5
        ]
    )


def _go_abroad(env: api.Environment, companies) -> None:
    """Give every third company two target markets, and every second one a band of readiness."""
    countries = [env.ref(f"base.{market}").id for market in MARKETS]
    ways = ("exploring", "entering", "exporting", "stopped")
    env["hub.export.target"].create(
        [
            {
                "partner_id": company.id,
                "country_id": countries[(rank + turn) % len(countries)],
                "status": ways[rank % len(ways)],
            }
            for rank, company in enumerate(companies)
            if not rank % 3
            for turn in range(2)
        ]
    )
    env.flush_all()
    bands = env.ref("hub_export.hub_assessment_framework_export_1").band_ids.ids
    env.execute_query(
        SQL(
            """UPDATE res_partner SET export_readiness_band_id = (%(bands)s)[1 + MOD(id / 2, %(count)s)]
                WHERE id IN %(companies)s AND MOD(id, 2) = 0""",
            bands=bands,
            count=len(bands),
            companies=companies._ids,
        )
    )
