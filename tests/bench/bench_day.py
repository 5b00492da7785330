"""Today of an account manager with a portfolio of 300 among 235,000 companies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from unittest.mock import patch

from odoo import Command, api
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .campaign_companies import make_companies
from .measuring import Figure, account_manager, analyze_all, multiply, queries, ratio, seconds

PORTFOLIO = 300
LEADS = 10_000
MOST_QUERIES = 12
MOST = 1.5


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield what the day of an account manager costs, to its bare statements.

    :param core: the database without the addons
    """
    make_companies(env)
    manager = account_manager(env)
    _fill(env, manager)
    # As the web client asks, which fills in a user's time zone.
    manager.user.sudo().tz = "Europe/Brussels"
    day = manager["hub.day"].with_context(**manager["res.users"].context_get())
    cards = {card["key"]: card["count"] for card in day.get_day()["cards"]}
    full = ("agenda", "due", "leads", "lapsing", "silent", "opened", "month")
    assert all(cards[key] for key in full), cards
    yield Figure("Today: queries of an account manager", queries(manager, day.get_day), MOST_QUERIES)
    statements = _record(manager)

    def cold() -> float:
        manager.invalidate_all()
        return seconds(day.get_day)

    def bare() -> None:
        for statement, parameters in statements:
            # Beside Odoo's cursor: nothing but what the database does.
            manager.cr._obj.execute(statement, parameters)
            manager.cr._obj.fetchall()

    yield ratio(
        f"Today: {len(statements)} queries, to the same as bare SQL", cold, lambda: seconds(bare), MOST, rounds=15
    )
    env.cr.rollback()


def _fill(env: api.Environment, manager: api.Environment) -> None:
    """Give the account manager companies, leads among those of all, things that are due, meetings and conversations."""
    made = [("name", "=like", "Company %"), ("is_company", "=", True)]
    companies = env["res.partner"].search(made, order="id", limit=PORTFOLIO)
    user, day = manager.user, today(env)
    noon = datetime.combine(day, time(12))
    env.flush_all()
    env.cr.execute(
        SQL(
            "UPDATE res_partner SET user_id = %s, create_date = create_date - INTERVAL '2 years' WHERE id IN %s",
            user.id,
            companies._ids,
        )
    )
    env.invalidate_all()
    leads = env["crm.lead"].create(
        [{"name": f"Lead {rank}", "type": "opportunity", "partner_id": each.id} for rank, each in enumerate(companies)]
    )
    # Other companies with their leads: what is usual at a stage is that of all.
    multiply(env, companies.ids, LEADS // PORTFOLIO - 1, {"crm.lead": "partner_id"}, changed={"user_id": SQL("NULL")})
    leads[:60].user_id = user
    todo = env.ref("mail.mail_activity_data_todo").id
    documents = [*companies[:150], *leads[100:150]]
    env["mail.activity"].create(
        [
            {
                "res_model_id": env["ir.model"]._get_id(each._name),
                "res_id": each.id,
                "activity_type_id": todo,
                "user_id": user.id,
                "date_deadline": day - timedelta(days=rank % 40),
            }
            for rank, each in enumerate(documents)
        ]
    )
    env["calendar.event"].with_context(dont_notify=True).create(
        [
            {
                "name": "Visit",
                "start": noon,
                "stop": noon + timedelta(hours=1),
                "user_id": user.id,
                "partner_ids": [Command.set((each + user.partner_id).ids)],
            }
            for each in companies[:8]
        ]
    )
    env["hub.interaction"].create(
        [
            {
                "partner_id": companies[rank % (PORTFOLIO - 50)].id,
                "user_id": user.id,
                "date": noon - timedelta(days=rank % 400),
            }
            for rank in range(2000)
        ]
    )
    for company in companies[:10]:
        manager["hub.opened.company"].note_opened(company.id)
    env.flush_all()
    analyze_all(env)


def _record(env: api.Environment) -> list[tuple[str, object]]:
    """Return the statements that Today sends."""
    statements = []
    execute = type(env.cr).execute

    def record(cursor, query, params=None, log_exceptions=True):
        statements.append((query.code, query.params) if isinstance(query, SQL) else (query, params))
        return execute(cursor, query, params, log_exceptions)

    env.flush_all()
    env.invalidate_all()
    with patch.object(type(env.cr), "execute", record):
        env["hub.day"].get_day()
    return statements
