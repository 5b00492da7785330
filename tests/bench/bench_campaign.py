"""Campaigns among 235,000 companies: counting an audience, freezing it, making leads of those who responded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from odoo import api
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.dates import today

from .measuring import Figure, multiply, queries, ratio, rolled_back, salesman_of, user

COMPANIES = 235_000
# So many are made with Odoo and copied a thousand times.
MODELS = 235
MEMBERS = 50_000
LEADS = 10_000
CITIES = ("Schaerbeek", "Ixelles", "Anderlecht", "Evere", "Jette")
ROWS = {"hub.evidence": "partner_id", "hub.cluster.membership": "partner_id", "hub.company.role": "partner_id"}


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of sector campaigns.

    :param core: the database without the addons
    """
    director = user(env, "hub_entrepreneurs.group_hub_director")
    cluster = _companies(env)
    yield from _counts(director, cluster)
    yield from _freezing(director, cluster)
    with salesman_of(core) as plain:
        yield from _leads(director, cluster, plain)
    env.cr.rollback()


def _companies(env: api.Environment):
    """Make the companies, each with an owner and an address of its own; return the cluster that all belong to."""
    belgium, day = env.ref("base.be").id, today(env)
    companies = env["res.partner"].create(
        [
            {
                "name": f"Company {rank}",
                "is_company": True,
                "city": CITIES[rank % len(CITIES)],
                "country_id": belgium,
                "email": f"company{rank}@example.com",
                "phone": f"+32 2 555 {rank:04d}",
                "size_data_year": 2025,
                "employee_count": 1 + rank % 60,
                "turnover": 100_000,
            }
            for rank in range(MODELS)
        ]
    )
    cluster = env["hub.cluster"].create({"name": "Bench", "code": "BENCH"})
    version = env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
    owner = env["res.partner"].create({"name": "Owner"})
    env["hub.cluster.membership"].create(
        [{"cluster_id": cluster.id, "partner_id": company.id, "date_start": day} for company in companies]
    )
    env["hub.company.role"].create(
        [{"partner_id": company.id, "person_id": owner.id, "role": "owner"} for company in companies]
    )
    env["hub.evidence"].create(
        [
            {
                "partner_id": company.id,
                "version_id": version.id,
                "date_start": day - timedelta(days=500),
                "date_end": day + timedelta(days=rank * 2),
                "state": "verified",
            }
            for rank, company in enumerate(companies)
        ]
    )
    multiply(env, companies.ids, COMPANIES // MODELS - 1, ROWS)
    _give_owners(env, owner)
    return cluster


def _give_owners(env: api.Environment, owner) -> None:
    """Give each company an address and an owner of its own."""
    env.execute_query(
        SQL(
            """UPDATE res_partner SET email = 'company' || id || '@example.com',
                      email_normalized = 'company' || id || '@example.com'
                WHERE is_company AND city IN %s""",
            CITIES,
        )
    )
    env.execute_query(
        SQL(
            """INSERT INTO res_partner (name, complete_name, ref, active, type, email, email_normalized, create_date)
               SELECT 'Owner ' || partner_id, 'Owner ' || partner_id, 'bench ' || id, TRUE, 'contact',
                      'owner' || partner_id || '@example.com', 'owner' || partner_id || '@example.com', NOW()
                 FROM hub_company_role WHERE person_id = %s""",
            owner.id,
        )
    )
    env.execute_query(
        SQL(
            """UPDATE hub_company_role AS held SET person_id = person.id
                 FROM res_partner AS person WHERE person.ref = 'bench ' || held.id"""
        )
    )
    env.execute_query(SQL("UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL"))
    for table in ("res_partner", "hub_company_role"):
        env.execute_query(SQL("ANALYZE %s", SQL.identifier(table)))
    env.invalidate_all()


def _campaign(env: api.Environment, cluster, domain: list):
    return env["utm.campaign"].create(
        {"title": "Bench", "cluster_ids": cluster.ids, "audience_domain": repr(domain), "is_sector_campaign": True}
    )


def _some(env: api.Environment, number: int) -> list:
    """Return the filter that finds so many companies."""
    ids = env["res.partner"].search([("is_company", "=", True), ("city", "in", CITIES)], limit=number, order="id").ids
    return [("id", ">=", ids[0]), ("id", "<=", ids[-1]), ("city", "in", list(CITIES))]


def _counts(env: api.Environment, cluster) -> Iterator[Figure]:
    day = today(env)
    commune = env["hub.commune"].search([("name", "=", "Schaerbeek")])
    company = SQL("is_company AND active AND company_id IS NULL")
    conditions = {
        "commune and size": (
            [("commune_id", "=", commune.id), ("size_class", "=", "micro")],
            SQL(
                "SELECT COUNT(*) FROM res_partner WHERE %s AND commune_id = %s AND size_class = 'micro'",
                company,
                commune.id,
            ),
        ),
        "a label that lapses within 90 days": (
            [
                (
                    "evidence_ids",
                    "any",
                    [("state", "=", "verified"), ("date_end", ">=", "today"), ("date_end", "<=", "today +90d")],
                )
            ],
            SQL(
                """SELECT COUNT(*) FROM res_partner WHERE %s AND id IN (
                       SELECT partner_id FROM hub_evidence
                        WHERE state = 'verified' AND date_end >= %s AND date_end <= %s)""",
                company,
                day,
                day + timedelta(days=90),
            ),
        ),
        "members of a cluster": (
            [("cluster_ids", "in", cluster.ids)],
            SQL(
                """SELECT COUNT(*) FROM res_partner WHERE %s AND id IN (
                       SELECT partner_id FROM hub_cluster_membership
                        WHERE cluster_id = %s AND date_start <= %s AND (date_end IS NULL OR date_end >= %s))""",
                company,
                cluster.id,
                day,
                day,
            ),
        ),
    }
    for what, (domain, bare) in conditions.items():
        campaign = _campaign(env, cluster, domain)
        [[expected]] = env.execute_query(bare)
        assert campaign.audience_count == expected > 0, (what, campaign.audience_count, expected)
        yield ratio(
            f"the live count of {what} ({expected}), to the bare SQL count",
            lambda each=campaign: rolled_back(env, lambda: each.audience_count),
            lambda query=bare: rolled_back(env, lambda: env.execute_query(query)),
            2,
        )


def _freezing(env: api.Environment, cluster) -> Iterator[Figure]:
    campaign = _campaign(env, cluster, _some(env, MEMBERS))

    def freeze() -> None:
        assert campaign._freeze() == MEMBERS

    def contacts() -> None:
        env["mailing.contact"].create(
            [{"name": f"Contact {rank}", "email": f"contact{rank}@example.com"} for rank in range(MEMBERS)]
        )
        env.flush_all()

    yield ratio(
        f"freezing {MEMBERS} members, to creating as many mailing contacts",
        lambda: rolled_back(env, freeze),
        lambda: rolled_back(env, contacts),
        0.1,
        rounds=3,
    )
    few, many = (_campaign(env, cluster, _some(env, number)) for number in (100, MEMBERS))
    yield _growth(f"freezing: queries for {MEMBERS} over those for 100", env, few._freeze, many._freeze)


def _leads(env: api.Environment, cluster, plain: api.Environment) -> Iterator[Figure]:
    few, many = (_campaign(env, cluster, _some(env, number)) for number in (100, LEADS))
    for campaign in (few, many):
        campaign._freeze()
        campaign.member_ids._note_response("reply")
    env.flush_all()
    partners = _plain_companies(plain)

    def ours() -> None:
        _make_leads(many)
        assert len(many.member_ids.lead_id) == LEADS

    def theirs() -> None:
        plain["crm.lead"].create(
            [
                {"name": f"Bench – {name}", "partner_id": id_, "type": "opportunity", "user_id": plain.uid}
                for id_, name in partners
            ]
        )
        plain.flush_all()

    yield ratio(
        f"making {LEADS} leads of members, to creating as many with only crm",
        lambda: rolled_back(env, ours),
        lambda: rolled_back(plain, theirs),
        1.5,
        rounds=3,
    )


def _plain_companies(env: api.Environment) -> list[tuple[int, str]]:
    # As superuser: a salesman makes the leads, not the companies.
    companies = (
        env["res.partner"]
        .sudo()
        .create(
            [
                {
                    "name": f"Company {rank}",
                    "is_company": True,
                    "email": f"company{rank}@example.com",
                    "phone": f"+32 2 555 {rank:04d}",
                }
                for rank in range(LEADS)
            ]
        )
    )
    return [(company.id, company.name) for company in companies]


def _make_leads(campaign) -> None:
    campaign.env["hub.campaign.lead.create"].create({"member_ids": campaign.member_ids.ids}).action_create()
    campaign.env.flush_all()


def _growth(what: str, env: api.Environment, few: Callable, many: Callable) -> Figure:
    few, many = (queries(env, action) for action in (few, many))
    return Figure(what, many - few, 0, f"({many} and {few})")
