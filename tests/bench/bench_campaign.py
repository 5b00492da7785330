"""Campaigns among 235,000 companies: counting an audience, freezing it, making leads of those who responded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from odoo import Command, api

from .audiences import audiences
from .campaign_companies import CITIES, account_managers, make_companies
from .measuring import Figure, queries, ratio, rolled_back, salesman_of, user

MEMBERS = 50_000
LEADS = 10_000
# Both less than Odoo reads and writes at once: beyond that it asks again for each thousand, whatever is done.
GROWTH = (10, 90)


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of sector campaigns.

    :param core: the database without the addons
    """
    director = user(env, "hub_entrepreneurs.group_hub_director")
    make_companies(env)
    yield from _counts(director)
    yield from _freezing(director)
    with salesman_of(core) as plain:
        yield from _leads(director, plain)
    env.cr.rollback()


def _campaign(env: api.Environment, domain: str):
    cluster = env["hub.cluster"].search([("code", "=", "BENCH")])
    return env["utm.campaign"].create(
        {"title": "Bench", "cluster_ids": cluster.ids, "audience_domain": domain, "is_sector_campaign": True}
    )


def _some(env: api.Environment, number: int) -> str:
    """Return the filter that finds so many companies."""
    ids = env["res.partner"].search([("is_company", "=", True), ("city", "in", CITIES)], limit=number, order="id").ids
    return repr([("id", ">=", ids[0]), ("id", "<=", ids[-1]), ("city", "in", list(CITIES))])


def _counts(env: api.Environment) -> Iterator[Figure]:
    for what, domain, bare in audiences(env):
        campaign = _campaign(env, domain)
        [[expected]] = env.execute_query(bare)
        assert campaign.audience_count == expected > 0, (what, campaign.audience_count, expected)
        yield ratio(
            f"the live count of {what} ({expected}), to the bare SQL count",
            lambda each=campaign: rolled_back(env, lambda: each.audience_count),
            lambda query=bare: rolled_back(env, lambda: env.execute_query(query)),
            2,
        )
    few, many = (_campaign(env, _some(env, number)) for number in (100, MEMBERS))
    yield _growth(
        f"the live count: queries for {MEMBERS} over those for 100",
        env,
        lambda: few.audience_count,
        lambda: many.audience_count,
    )


def _freezing(env: api.Environment) -> Iterator[Figure]:
    campaign = _campaign(env, _some(env, MEMBERS))

    def freeze() -> None:
        assert campaign._freeze() == MEMBERS

    def contacts() -> None:
        env["mailing.contact"].create(
            [{"name": f"Contact {rank}", "email": f"contact{rank}@example.com"} for rank in range(MEMBERS // 10)]
        )
        env.flush_all()

    yield ratio(
        f"freezing {MEMBERS} members, to creating a tenth as many mailing contacts",
        lambda: rolled_back(env, freeze),
        lambda: rolled_back(env, contacts),
        1,
        rounds=3,
    )
    few, many = (_campaign(env, _some(env, number)) for number in (100, MEMBERS))
    yield _growth(f"freezing: queries for {MEMBERS} over those for 100", env, few._freeze, many._freeze)


def _leads(env: api.Environment, plain: api.Environment) -> Iterator[Figure]:
    many = _responders(env, LEADS)
    values = _plain_leads(plain)

    def ours() -> None:
        _make_leads(many)
        assert len(many.member_ids.lead_id) == LEADS

    yield ratio(
        f"making {LEADS} leads of members, to creating as many, as quietly, with only crm",
        lambda: rolled_back(env, ours),
        lambda: rolled_back(plain, lambda: _create_leads(plain, values)),
        1.5,
        rounds=1,
    )
    few, some = (_responders(env, number) for number in GROWTH)
    yield _growth(
        f"making leads: queries for {GROWTH[1]} over those for {GROWTH[0]}",
        env,
        lambda: _make_leads(few),
        lambda: _make_leads(some),
    )


def _responders(env: api.Environment, number: int):
    """Return a campaign with so many members who all responded."""
    campaign = _campaign(env, _some(env, number))
    campaign._freeze()
    campaign.member_ids._note_response("reply")
    env.flush_all()
    return campaign


def _plain_leads(env: api.Environment) -> list[dict]:
    """Make companies like those of the members, and return the values of a lead for each of them."""
    # As superuser: a salesman makes the leads, not the companies. Quietly: nobody is told of each of them.
    root = env(su=True, context={"tracking_disable": True})
    belgium, users = root.ref("base.be").id, account_managers(root)
    companies = root["res.partner"].create(
        [
            {
                "name": f"Company {rank}",
                "is_company": True,
                "city": CITIES[rank % len(CITIES)],
                "country_id": belgium,
                "email": f"company{rank}@example.com",
                "phone": f"+32 2 555 {rank:04d}",
                "user_id": users[rank % len(users)],
            }
            for rank in range(LEADS)
        ]
    )
    campaign = root["utm.campaign"].create({"title": "Bench"})
    team = root["crm.team"]._get_default_team_id(user_id=env.uid)
    root.flush_all()
    return [
        {
            "name": f"Bench – {company.name}",
            "type": "opportunity",
            "partner_id": company.id,
            "email_from": f"owner{company.id}@example.com",
            "contact_name": f"Owner {company.id}",
            "phone": company.phone,
            "campaign_id": campaign.id,
            "source_id": False,
            "medium_id": False,
            "team_id": team.id,
            "user_id": company.user_id.id,
            "tag_ids": [Command.set([])],
        }
        for company in companies
    ]


def _create_leads(env: api.Environment, values: list[dict]) -> None:
    # As quiet as ours: core would tell whoever gets a lead, make whoever creates it a follower, and post on it.
    quiet = {"mail_auto_subscribe_no_notify": True, "mail_create_nosubscribe": True, "mail_create_nolog": True}
    env["crm.lead"].with_context(**quiet).create(values)
    env.flush_all()


def _make_leads(campaign) -> None:
    campaign.env["hub.campaign.lead.create"].create({"member_ids": campaign.member_ids.ids}).action_create()
    campaign.env.flush_all()


def _growth(what: str, env: api.Environment, few: Callable, many: Callable) -> Figure:
    few, many = (queries(env, action) for action in (few, many))
    return Figure(what, many - few, 0, f"({many} and {few})")
