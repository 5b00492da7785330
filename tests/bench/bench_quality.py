"""What makes figures wrong among 235,000 companies and 1,000,000 conversations: found by night, mended by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from odoo import api

from .campaign_companies import make_companies
from .measuring import Figure, account_manager, queries, repeat, seconds, specification, vacuum

PORTFOLIO = 300
CONVERSATIONS = 1_000_000
VIEW = "hub_reporting.hub_quality_issue_view_list"


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield what finding, opening and mending cost.

    :param core: the database without the addons
    """
    make_companies(env)
    manager = account_manager(env)
    _fill(env, manager)
    # What was noted so far is worked off, as at the end of each request.
    env.cr.commit()
    for table in ("res_partner", "hub_interaction"):
        vacuum(env.cr.dbname, table)
    rules, issues = env["hub.quality.rule"], manager["hub.quality.issue"]
    first = seconds(rules._find_all)
    found = env["hub.quality.issue"].search_count([("state", "=", "open")])
    yield Figure("Quality: all found for the first time, in seconds", first, 180, f"({found} to mend)")
    env.cr.commit()
    vacuum(env.cr.dbname, "hub_quality_issue")
    yield Figure("Quality: the daily job, in seconds", seconds(rules._find_all), 90)

    wanted = specification(manager, "hub.quality.issue", "list", VIEW)
    to_mend = [("state", "=", "open")]
    mine = [*to_mend, ("user_id.is_mine", "=", True)]

    def open_list(domain: list) -> None:
        manager.invalidate_all()
        issues.web_search_read(domain, wanted, limit=80, count_limit=10_001)

    open_list(mine)
    yield Figure("Quality: queries of the list", queries(manager, lambda: open_list(mine)), 40)
    yield Figure("Quality: what is mine, in seconds", seconds(lambda: open_list(mine)), 0.5)
    yield Figure("Quality: what is everybody's, in seconds", seconds(lambda: open_list(to_mend)), 2)
    groups = seconds(lambda: issues.formatted_read_group(to_mend, ["rule_id"], ["__count"]))
    yield Figure("Quality: all of it by rule, in seconds", groups, 10)

    company = issues.search(mine, limit=1).partner_id
    company.write({"city": "Evere", "zip": "1140"})
    env.flush_all()
    save = env["hub.quality.issue"].sudo()._record_noted
    yield Figure("Quality: what is mended with a company, in seconds", seconds(save), 0.1)
    env.cr.rollback()


def _fill(env: api.Environment, manager: api.Environment) -> None:
    """Give the account manager companies of those of all, and everybody conversations."""
    made = [("name", "=like", "Company %"), ("is_company", "=", True)]
    companies = env["res.partner"].search(made, order="id", limit=PORTFOLIO)
    companies.user_id = manager.user
    now = datetime.now()
    conversations = env["hub.interaction"].create(
        [
            {
                "partner_id": companies[rank % PORTFOLIO].id,
                "user_id": manager.uid if rank < PORTFOLIO else env.ref("base.user_admin").id,
                "date": now - timedelta(days=rank % 300),
            }
            for rank in range(2 * PORTFOLIO)
        ]
    )
    others = conversations[PORTFOLIO:]
    repeat(env, "hub.interaction", others.ids, CONVERSATIONS // len(others))
