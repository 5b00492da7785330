"""Companies by the thousand: creating them, opening their screens, the daily job."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from odoo import api, fields
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

from .measuring import (
    Figure,
    account_manager,
    multiply,
    queries,
    ratio,
    rolled_back,
    salesman_of,
    specification,
)

BATCH = 1000
COMMUNES = [("1030", "Schaerbeek"), ("1050", "Ixelles"), ("1070", "Anderlecht"), ("9999", "Elsewhere")]
# What hangs on a company, with the name of the link.
ROWS = {
    "hub.evidence": "partner_id",
    "hub.cluster.membership": "partner_id",
    "hub.interaction": "partner_id",
    "hub.company.role": "partner_id",
    "hub.commitment": "partner_id",
    "hub.outcome": "partner_id",
    "hub.transition.change": "partner_id",
}


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of the issue "Companies under guidance".

    :param core: the database without the addons
    """
    with salesman_of(core) as plain:
        yield _creation(account_manager(env), plain)
    env.cr.rollback()
    yield from _screens(env)
    env.cr.rollback()
    yield from _daily_job(env)
    env.cr.rollback()


def _creation(ours: api.Environment, plain: api.Environment) -> Figure:
    def create(env: api.Environment) -> Callable[[], float]:
        belgium = env.ref("base.be").id

        def action() -> None:
            for start in range(0, 10_000, BATCH):
                env["res.partner"].create([_company(rank, belgium) for rank in range(start, start + BATCH)])
                env.flush_all()

        return lambda: rolled_back(env, action)

    return ratio("creating 10,000 companies, to the same with only crm", create(ours), create(plain), 1.3)


def _company(rank: int, country: int) -> dict[str, object]:
    first = 10_000_000 + rank
    postcode, city = COMMUNES[rank % len(COMMUNES)]
    return {
        "name": f"Company {rank}",
        "is_company": True,
        "street": f"Street {rank}",
        "zip": postcode,
        "city": city,
        "country_id": country,
        "email": f"company{rank}@example.com",
        "phone": f"+32 2 555 {rank % 10000:04d}",
        # Eight digits and their check.
        "company_registry": f"{first}{97 - first % 97:02d}",
    }


def _screens(env: api.Environment) -> Iterator[Figure]:
    """Yield how many queries more each screen takes with 30,000 companies than with 300."""
    companies = _with_history(env, 150)
    # From the start there is a company with the same phone number, of which a form warns.
    multiply(env, companies.ids, 1, ROWS)
    user = account_manager(env)
    few = _queries_of_screens(user, companies[0])
    multiply(env, companies.ids, 198, ROWS)
    many = _queries_of_screens(user, companies[0])
    for screen, count in few.items():
        what = f"{screen}: queries with 30,000 companies over those with 300"
        yield Figure(what, many[screen] - count, 0, f"({many[screen]} and {count})")


def _queries_of_screens(env: api.Environment, company) -> dict[str, int]:
    partners = env["res.partner"]
    domain = [("is_company", "=", True)]
    screens = {}
    for name, view_type, view, limit in (
        ("list", "list", "hub_entrepreneurs.res_partner_view_list_company", 80),
        ("kanban", "kanban", "hub_entrepreneurs.res_partner_view_kanban_company", 40),
    ):
        wanted = specification(env, "res.partner", view_type, view)
        screens[name] = _warm_queries(env, lambda s=wanted, n=limit: partners.web_search_read(domain, s, limit=n))
    wanted = specification(env, "res.partner", "form", "base.view_partner_form")
    screens["form"] = _warm_queries(env, lambda: partners.browse(company.id).web_read(wanted))
    return screens


def _warm_queries(env: api.Environment, action: Callable[[], object]) -> int:
    # The caches of views, rights and parameters are warm on a server in use.
    action()
    return queries(env, action)


def _with_history(env: api.Environment, number: int):
    """Create companies, each with one of all that may hang on it; the first also with a done assessment."""
    belgium = env.ref("base.be").id
    companies = env["res.partner"].create([_company(rank, belgium) for rank in range(number)])
    cluster = env["hub.cluster"].create({"name": "Bench", "code": "BENCH"})
    version = env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
    service = env["hub.service"].create({"name": "Bench", "code": "bench", "is_transition": True})
    start = today(env) - timedelta(days=100)
    env["hub.cluster.membership"].create(
        [{"cluster_id": cluster.id, "partner_id": company.id, "date_start": start} for company in companies]
    )
    env["hub.evidence"].create(
        [
            {
                "partner_id": company.id,
                "version_id": version.id,
                "date_start": start,
                "date_end": date(2099, 12, 31),
                "state": "verified",
            }
            for company in companies
        ]
    )
    env["hub.interaction"].create(
        [
            {
                "partner_id": company.id,
                "service_id": service.id,
                "date": fields.Datetime.now() - timedelta(days=rank % 300),
            }
            for rank, company in enumerate(companies)
        ]
    )
    owner = env["res.partner"].create({"name": "Owner"})
    env["hub.company.role"].create(
        [{"partner_id": company.id, "person_id": owner.id, "role": "owner"} for company in companies]
    )
    for model, values in (
        ("hub.commitment", {"name": "Bench"}),
        ("hub.outcome", {"kind": "jobs_created", "value": 1}),
    ):
        env[model].create([{**values, "partner_id": company.id} for company in companies])
    assessment = env["hub.assessment"].create({"partner_id": companies[0].id})
    assessment.answer_ids.write({"value": 3})
    assessment.action_done()
    env.flush_all()
    return companies


def _daily_job(env: api.Environment) -> Iterator[Figure]:
    """Yield what the job costs on 100,000 companies of which 500 lapse, and whether its queries follow from those."""
    companies = _with_history(env, 1000)
    multiply(env, companies.ids, 4, ROWS)
    _lapse(env, companies[:500])
    few = _queries_of_job(env)
    multiply(env, companies[500:].ids, 190, ROWS)
    [[total]] = env.execute_query(SQL("SELECT COUNT(*) FROM res_partner WHERE is_company"))
    many = _queries_of_job(env)
    yield Figure(
        f"daily job: queries with {total} companies over those with 5,000", many - few, 0, f"({many} and {few})"
    )
    belgium = env.ref("base.be").id

    def create() -> None:
        env["res.partner"].create([_company(rank + 50_000, belgium) for rank in range(500)])
        env.flush_all()

    def job() -> None:
        env["res.partner"]._cron_transition_status()
        env.flush_all()
        assert not env["res.partner"].search_count([("transition_status_until", "<", today(env))])

    yield ratio(
        f"daily job on {total} companies of which 500 lapse, to creating 500",
        lambda: rolled_back(env, job),
        lambda: rolled_back(env, create),
        3,
    )


def _queries_of_job(env: api.Environment) -> int:
    with contextlib.closing(env.cr.savepoint()) as savepoint:
        count = queries(env, env["res.partner"]._cron_transition_status)
        savepoint.rollback()
    env.invalidate_all()
    return count


def _lapse(env: api.Environment, companies) -> None:
    """Make it the day after the last one of these companies' evidence."""
    yesterday = today(env) - timedelta(days=1)
    env.flush_all()
    env.cr.execute(SQL("UPDATE hub_evidence SET date_end = %s WHERE partner_id IN %s", yesterday, companies._ids))
    env.cr.execute(SQL("UPDATE res_partner SET transition_status_until = %s WHERE id IN %s", yesterday, companies._ids))
    env.invalidate_all()
