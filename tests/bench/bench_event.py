"""Ten years of plans with 150 actions each and 40 participants an action, beside core's list of the same events."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tools import SQL

from .measuring import Figure, analyze_all, queries, ratio, repeat, rolled_back, seconds, specification, user

YEARS, ACTIONS, PARTICIPANTS = 10, 150, 40
COMPANIES = 2_000
FEW, MANY = 50, 500
STATEMENTS = 10_000
MOST = 1.5
MOST_SECONDS = {"screen": 1.0, "statements": 60.0}
# What attendance may ask more often of many than of few: Odoo writes the rows of each table by the hundred.
MOST_MORE = 20
PAGE = 80
LIST = "hub_event.event_event_view_list_action"
CORES_LIST = "event.view_event_tree"
CROSSED = [[], ["action_type_id"], ["action_plan_id"], ["action_type_id", "action_plan_id"]]
COUNTRIES = ("be", "fr", "nl", "de", "ma", "us")


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield what the actions of ten years cost a director, and what marking attendance and asking companies does.

    :param core: the database without the addons, in which the same events are made
    """
    _make_events(env)
    _plan(env)
    analyze_all(env)
    director = user(env, "hub_entrepreneurs.group_hub_director")
    with _event_manager_of(core) as plain:
        theirs = _timed(plain, _listed(plain, CORES_LIST))
        for what, screen in _screens(director).items():
            ours = _timed(director, screen)
            yield ratio(f"{what}, to core's list of events", ours, theirs, MOST)
            yield Figure(f"the same, seconds: {what}", min(ours() for _round in range(3)), MOST_SECONDS["screen"])
    results = _timed(director, _results(director))
    yield Figure("the pivot of results, seconds", min(results() for _round in range(3)), MOST_SECONDS["screen"])
    yield _attend(env, director)
    yield from _state(env)


def _screens(env: api.Environment) -> dict[str, Callable[[], object]]:
    events = env["event.event"]
    costs = ["__count", "cost_planned:sum", "cost_spent:sum"]
    return {
        "the list of actions": _listed(env, LIST),
        "the graph of actions by country and type": lambda: events.formatted_read_group(
            [], ["country_id", "action_type_id"], ["__count"]
        ),
        "the pivot of costs by type and plan": lambda: events.formatted_read_grouping_sets([], CROSSED, costs),
    }


def _results(env: api.Environment) -> Callable[[], object]:
    per = ["cost_spent:sum", "participants:sum", "cost_per_participant:avg", "outcomes:sum", "cost_per_outcome:avg"]
    return lambda: env["hub.action.result"].formatted_read_grouping_sets([], CROSSED, per)


def _listed(env: api.Environment, view: str) -> Callable[[], object]:
    asked = specification(env, "event.event", "list", view)
    return lambda: env["event.event"].web_search_read([], asked, limit=PAGE)


def _timed(env: api.Environment, action: Callable[[], object]) -> Callable[[], float]:
    """Return a function that tells how long an action takes on a cold cache."""

    def timed() -> float:
        env.invalidate_all()
        return seconds(action)

    return timed


@contextlib.contextmanager
def _event_manager_of(database: str) -> Iterator[api.Environment]:
    """Open the database without the addons with the same events, as who manages events there."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        _make_events(env)
        analyze_all(env)
        yield user(env, "event.group_event_manager", login="bench-event")
        cr.rollback()


def _make_events(env: api.Environment) -> None:
    """Make the events of all years, and who takes part in each: as many were there as have only registered."""
    companies = env["res.partner"].create([{"name": f"Bench {rank}", "is_company": True} for rank in range(COMPANIES)])
    now = fields.Datetime.now()
    seed = env["event.event"].create(
        {"name": "Bench", "date_begin": now, "date_end": now + timedelta(hours=8), "address_id": False}
    )
    env["event.registration"].create({"event_id": seed.id, "partner_id": companies[0].id})
    repeat(env, "event.event", seed.ids, YEARS * ACTIONS)
    # Their days lie evenly in the years that are over, and no mail goes out.
    env.execute_query(SQL("DELETE FROM event_mail WHERE event_id = %s", seed.id))
    env.execute_query(
        SQL(
            """UPDATE event_event AS event
                  SET date_begin = date_begin - ago * INTERVAL '1 day', date_end = date_end - ago * INTERVAL '1 day',
                      country_id = (%(countries)s)[1 + MOD(event.id, %(of_countries)s)]
                 FROM (SELECT id, (%(days)s * ROW_NUMBER() OVER (ORDER BY id) / COUNT(*) OVER ())::int AS ago
                         FROM event_event WHERE name = %(seed)s) AS own
                WHERE own.id = event.id""",
            countries=[env.ref(f"base.{code}").id for code in COUNTRIES],
            of_countries=len(COUNTRIES),
            days=YEARS * 365,
            # A translated name is JSON in the database.
            seed=SQL("(SELECT name FROM event_event WHERE id = %s)", seed.id),
        )
    )
    env.execute_query(
        SQL(
            """INSERT INTO event_registration (event_id, partner_id, name, state, active, company_id, create_date)
               SELECT event.id, %(first)s + MOD(event.id * 7 + rank, %(companies)s), 'Bench',
                      CASE WHEN MOD(rank, 2) = 0 THEN 'done' ELSE 'open' END, TRUE, event.company_id, NOW()
                 FROM event_event AS event, generate_series(1, %(participants)s) AS rank
                WHERE event.name = (SELECT name FROM event_event WHERE id = %(seed)s)""",
            first=companies[0].id,
            companies=COMPANIES,
            participants=PARTICIPANTS,
            seed=seed.id,
        )
    )
    env.invalidate_all()


def _plan(env: api.Environment) -> None:
    """Put each event into the plan of its year, with a type, costs of three kinds, and leads with outcomes."""
    years = {
        year for [year] in env.execute_query(SQL("SELECT DISTINCT date_part('year', date_begin)::int FROM event_event"))
    }
    plans = env["hub.action.plan"]
    plans.create([{"year": year, "fte": 10} for year in years - set(plans.search([]).mapped("year"))])
    env.flush_all()
    types = env["hub.action.type"].search([]).ids
    env.execute_query(
        SQL(
            """UPDATE event_event AS event
                  SET action_plan_id = plan.id, action_type_id = (%s)[1 + MOD(event.id, %s)], action_state = 'held',
                      cost_planned = 3000, cost_spent = 3300, cost_income = 300
                 FROM hub_action_plan AS plan WHERE plan.year = date_part('year', event.date_begin)""",
            types,
            len(types),
        )
    )
    env.execute_query(
        SQL(
            """INSERT INTO hub_action_cost (event_id, kind, planned, spent, income, action_plan_id, action_type_id)
               SELECT id, kind, 1000, 1100, 100, action_plan_id, action_type_id
                 FROM event_event, UNNEST(ARRAY['space', 'travel', 'fees']) AS kind"""
        )
    )
    company = env["res.partner"].search([("name", "=like", "Bench %")], limit=1)
    lead = env["crm.lead"].create({"name": "Bench", "partner_id": company.id, "type": "opportunity"})
    outcome = env["hub.outcome"].create({"partner_id": company.id, "kind": "jobs_created", "value": 1})
    repeat(env, "crm.lead", lead.ids, YEARS * ACTIONS * 3)
    repeat(env, "hub.outcome", outcome.ids, YEARS * ACTIONS)
    for table in ("crm_lead", "hub_outcome"):
        env.execute_query(
            SQL(
                """UPDATE %(table)s AS own SET event_id = event.id
                     FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS rank FROM event_event) AS event
                    WHERE event.rank = MOD(own.id, (SELECT COUNT(*) FROM event_event))""",
                table=SQL.identifier(table),
            )
        )
    env.invalidate_all()


def _attend(env: api.Environment, director: api.Environment) -> Figure:
    """Return how many queries more it takes to mark many as attended than to mark a few."""
    companies = env["res.partner"].search([("name", "=like", "Bench %")], limit=MANY)
    now = fields.Datetime.now()
    # Without mails: they are core's, and would be sent.
    days = {"date_begin": now, "date_end": now + timedelta(hours=8)}
    event = env["event.event"].create({"name": "Full", "event_mail_ids": False, **days})

    def asked(count: int) -> int:
        found = 0

        def action() -> None:
            nonlocal found
            rows = env["event.registration"].create(
                [{"event_id": event.id, "partner_id": each.id} for each in companies[:count]]
            )
            found = queries(director, director["event.registration"].browse(rows.ids).action_set_done)

        rolled_back(env, action)
        return found

    asked(FEW)  # the first time fills caches
    few, many = asked(FEW), asked(MANY)
    return Figure(f"queries more for {MANY} attendances than for {FEW}", many - few, MOST_MORE, f"({many} and {few})")


def _state(env: api.Environment) -> Iterator[Figure]:
    """Yield how long it takes to prepare statements about a service, and to prepare them once more: there are none."""
    service = env["hub.service"].create({"name": "Bench", "code": "BENCHASK", "follow_up_months": "6"})
    company = env["res.partner"].create({"name": "Asked", "is_company": True})
    # Two statements each: at the beginning, and half a year later.
    count = STATEMENTS // 2
    repeat(env, "res.partner", company.ids, count - 1)
    env.execute_query(SQL("UPDATE res_partner SET commercial_partner_id = id WHERE name = 'Asked'"))
    env.invalidate_all()
    talk = env["hub.interaction"].create({"partner_id": company.id, "service_id": service.id, "channel": "office"})
    repeat(env, "hub.interaction", talk.ids, count - 1)
    env.execute_query(
        SQL(
            """UPDATE hub_interaction AS said SET partner_id = asked.id
                 FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rank FROM res_partner
                        WHERE name = 'Asked') AS asked,
                      (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS rank FROM hub_interaction
                        WHERE service_id = %s) AS own
                WHERE own.id = said.id AND own.rank = asked.rank""",
            service.id,
        )
    )
    env.invalidate_all()
    statements = env["hub.statement"]
    took = seconds(statements._prepare)
    made = statements.search_count([("service_id", "=", service.id)])
    assert made == 2 * count, made
    yield Figure(f"preparing {made:,} statements, seconds", took, MOST_SECONDS["statements"])
    again = seconds(statements._prepare)
    yield Figure("preparing them on a day on which nothing is new, seconds", again, MOST_SECONDS["screen"])
