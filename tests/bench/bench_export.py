"""Leads by the hundred thousand: opening the export pipeline beside Odoo's own, and the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from odoo import Command, api
from odoo.tools import SQL

from .measuring import (
    Figure,
    account_manager,
    queries,
    ratio,
    repeat,
    rolled_back,
    salesman_of,
    seconds,
    specification,
)

STAGES = ("interest", "diagnosis", "export_plan", "market_entry", "exporting", "consolidated")
MARKETS = ("fr", "nl", "de", "lu")
VIEW = "crm.crm_case_kanban_view_leads"
COMPANIES, LEADS, TIMES, CARDS = 200, 1000, 100, 40
# Of these companies, so many are assessed, and half of them have a plan.
ASSESSED = 60


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of the issue "Export readiness".

    :param core: the database without the addons
    """
    with salesman_of(core) as plain:
        yield from _pipeline(env, plain)
    env.cr.rollback()
    yield _gate(env)
    env.cr.rollback()


def _pipeline(env: api.Environment, plain: api.Environment) -> Iterator[Figure]:
    """Yield what opening the pipeline costs in time and queries, over core's with the same leads."""
    ours = account_manager(env)
    leads = _leads(env, _companies(env), env.ref("hub_export.crm_team_export"), _own_stages(env))
    root = plain(su=True)
    same = _leads(root, _companies(root), *_like_ours(root))
    open_ours, open_core = _opening(ours, leads), _opening(plain, same)
    yield _more_queries(ours, plain, open_ours, open_core)
    repeat(env, "crm.lead", leads.ids, TIMES - 1)
    repeat(root, "crm.lead", same.ids, TIMES - 1)
    yield _more_queries(ours, plain, open_ours, open_core)
    yield ratio(
        f"opening the export pipeline with {_count(env)} leads, to core's pipeline with the same leads",
        lambda: _cold(ours, open_ours),
        lambda: _cold(plain, open_core),
        1.2,
        rounds=9,
    )


def _more_queries(ours, plain, open_ours, open_core) -> Figure:
    for env, action in ((ours, open_ours), (plain, open_core)):
        # On a server in use, views, rights and requirements are remembered, records are not.
        queries(env, action)
    own, base = queries(ours, open_ours), queries(plain, open_core)
    return Figure(
        f"queries of the pipeline over core's with {_count(ours)} leads", own - base, 6, f"({own} and {base})"
    )


def _count(env: api.Environment) -> int:
    [[count]] = env.execute_query(SQL("SELECT COUNT(*) FROM crm_lead"))
    return count


def _cold(env: api.Environment, action: Callable[[], object]) -> float:
    env.invalidate_all()
    return seconds(action)


def _opening(env: api.Environment, leads) -> Callable[[], object]:
    """Return what the web client asks for when it opens the pipeline of these leads' team."""
    team = leads.team_id.ids[0]
    context = {"default_type": "opportunity", "default_team_id": team, "lang": "en_US"}
    cards = env["crm.lead"].with_context(**context, read_group_expand=True)
    domain = [("type", "=", "opportunity"), ("team_id", "=", team)]
    wanted = specification(env, "crm.lead", "kanban", VIEW)
    states = {"planned": "success", "today": "warning", "overdue": "danger"}

    def action() -> None:
        cards.web_read_group(
            domain,
            ["stage_id"],
            ["expected_revenue:sum"],
            auto_unfold=True,
            unfold_read_specification=wanted,
            unfold_read_default_limit=CARDS,
        )
        cards.read_progress_bar(domain, "stage_id", {"field": "activity_state", "colors": states})

    return action


def _own_stages(env: api.Environment):
    return env["crm.stage"].union(*(env.ref(f"hub_export.crm_stage_{stage}") for stage in STAGES))


def _like_ours(env: api.Environment):
    """Give core a team, and as many stages, that it shows no others with."""
    team = env["crm.team"].create({"name": "Bench"})
    env["crm.stage"].search([]).team_ids = env.ref("sales_team.team_sales_department")
    values = [
        {"name": stage, "sequence": rank, "is_won": rank >= 4, "team_ids": [Command.set(team.ids)]}
        for rank, stage in enumerate(STAGES)
    ]
    return team, env["crm.stage"].create(values)


def _companies(env: api.Environment):
    return env["res.partner"].create([{"name": f"Company {rank}", "is_company": True} for rank in range(COMPANIES)])


def _leads(env: api.Environment, companies, team, stages):
    """Create leads of these companies, spread over the stages; with markets, bands and plans where they exist."""
    leads = env["crm.lead"]
    has_markets = "target_country_id" in leads._fields
    if has_markets:
        _prepare(env, companies)
    markets = [env.ref(f"base.{market}").id for market in MARKETS]
    leads = leads.create(
        [
            {
                "name": f"Lead {rank}",
                "type": "opportunity",
                "partner_id": companies[rank % COMPANIES].id,
                "team_id": team.id,
                "stage_id": stages[rank % len(stages)].id,
                "user_id": env.ref("base.user_admin").id,
                "expected_revenue": 100 * rank,
                **({"target_country_id": markets[rank % len(markets)]} if has_markets and rank % 3 else {}),
            }
            for rank in range(LEADS)
        ]
    )
    env.flush_all()
    return leads


def _prepare(env: api.Environment, companies) -> None:
    """Assess some companies, agree on plans with some of them, and open an office that leads a market."""
    framework = env.ref("hub_export.hub_assessment_framework_export_1")
    assessments = env["hub.assessment"].create(
        [{"partner_id": company.id, "framework_id": framework.id} for company in companies[:ASSESSED]]
    )
    for rank, assessment in enumerate(assessments):
        assessment.answer_ids.write({"value": 1 + rank % 5})
    assessments.action_done()
    dimension = framework.dimension_ids[0]
    env["hub.commitment"].create(
        [
            {"partner_id": company.id, "name": "A step", "dimension_id": dimension.id}
            for company in companies[:ASSESSED:2]
        ]
    )
    mandate = {"country_id": env.ref("base.fr").id, "date_start": "2020-01-01"}
    env["hub.foreign.office"].create(
        {"name": "Bench", "country_id": env.ref("base.fr").id, "mandate_ids": [Command.create(mandate)]}
    )


def _gate(env: api.Environment) -> Figure:
    """Return what checking 5,000 leads costs, to creating 500 of them."""
    user = account_manager(env)
    companies, team, stages = _companies(env), env.ref("hub_export.crm_team_export"), _own_stages(env)
    leads = _leads(env, companies, team, stages)
    repeat(env, "crm.lead", leads.ids, 4)
    many = user["crm.lead"].search([("team_id", "=", team.id)], limit=5000)
    assert len(many) == 5000
    values = {"type": "opportunity", "team_id": team.id}

    def check() -> None:
        many._get_missing_for(stages[-1])

    def create() -> None:
        user["crm.lead"].create(
            [{"name": f"Bench {rank}", "partner_id": companies[rank % COMPANIES].id, **values} for rank in range(500)]
        )
        user.flush_all()

    return ratio(
        "checking the requirements of 5,000 leads, to creating 500",
        lambda: rolled_back(user, check),
        lambda: rolled_back(user, create),
        1.0,
    )
