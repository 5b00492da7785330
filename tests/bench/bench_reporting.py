"""Figures over 235,000 companies with 1,000,000 conversations and five years of periods."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from odoo import Command, api
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_reporting.domain.figures import Period, year_of
from odoo.addons.spreadsheet.utils.validate_data import odoo_charts

from .campaign_companies import make_companies
from .measuring import Figure, analyze_all, ratio, repeat, seconds, user, vacuum
from .run_workbook import count, write_workbook

CONVERSATIONS = 1_000_000
YEARS = 7
PERIODS = 5
MOST = 3
MOST_SECONDS = {"one": 2.0, "crossed": 5.0, "report": 60.0, "why": 5.0, "dashboard": 3.0}
INDICATORS = 50
BREAKDOWNS = 4
CROSSED = (("commune", "size"), ("size", "channel"))
DASHBOARDS = {
    "director": "hub_entrepreneurs.group_hub_director",
    "analyst": "hub_entrepreneurs.group_hub_analyst",
    "cluster": "hub_entrepreneurs.group_hub_cluster_manager",
    "account": "hub_entrepreneurs.group_hub_account_manager",
}
_CONTACT = "hub_reporting.hub_indicator_contact_v1"
ROUNDS = 3
# The same by hand, without asking who may read what.
BY_HAND = """
    SELECT period.{column}, COUNT(DISTINCT said.partner_id)
      FROM hub_interaction said
      JOIN hub_company_period period
        ON period.partner_id = said.partner_id AND (period.is_first OR period.date_start <= said.date::date)
       AND (period.date_end IS NULL OR period.date_end >= said.date::date)
     WHERE said.active AND said.date >= %s AND said.date < %s
  GROUP BY period.{column}
"""


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield what figures cost an analyst.

    :param core: the database without the addons, which is not needed here
    """
    make_companies(env)
    _talk(env)
    _go_back(env)
    env.cr.commit()
    for table in ("hub_interaction", "hub_company_period", "res_partner"):
        vacuum(env.cr.dbname, table)
    analyze_all(env)
    analyst = user(env, "hub_entrepreneurs.group_hub_analyst")
    year = today(env).year
    for what, name in (("commune", "commune_id"), ("size as it was", "size_class")):
        ours = _counted(analyst, [name], date(year - 1, 1, 1), date(year - 1, 12, 31))
        bare = _by_hand(env, name, date(year - 1, 1, 1), date(year, 1, 1))
        yield ratio(f"companies supported in a year by {what}, to one statement", ours, bare, MOST, rounds=ROUNDS)
        yield Figure(f"the same, seconds, by {what}", min(ours() for _round in range(ROUNDS)), MOST_SECONDS["one"])
    crossed = _counted(
        analyst, ["date:year", "size_class", "channel"], date(year - YEARS + 1, 1, 1), date(year, 12, 31)
    )
    yield Figure(
        "seven years by size and channel, seconds", min(crossed() for _round in range(2)), MOST_SECONDS["crossed"]
    )
    yield from _measure(env, analyst, year)
    yield from _ask(env, analyst, year)
    yield from _run_report(env, analyst, year)
    for role, group in DASHBOARDS.items():
        yield _open_dashboard(env, role, group, year)
    # With what companies are and were given, these have a million facts.
    day = today(env)
    yield from write_workbook(env, analyst, Period(day - timedelta(days=YEARS * 365 * 3 // 5), day))


def _measure(env: api.Environment, analyst: api.Environment, year: int) -> Iterator[Figure]:
    """Yield what indicators cost an analyst: one, one that crosses two breakdowns, and as many as a report has."""
    contact, period = analyst["hub.indicator.version"].browse(env.ref(_CONTACT).id), year_of(year - 1)
    for code, column in (("commune", "commune_id"), ("size", "size_class")):
        ours = _asked(contact, period, (code,))
        bare = _by_hand(env, column, period.start, date(year, 1, 1))
        yield ratio(f"an indicator by {code}, to one statement", ours, bare, MOST, rounds=ROUNDS)
        yield Figure(f"the same, seconds, by {code}", min(ours() for _round in range(ROUNDS)), MOST_SECONDS["one"])
    seven = Period(date(year - YEARS + 1, 1, 1), date(year, 12, 31))
    crossed = _asked(contact, seven, ("size", "channel"))
    yield Figure("an indicator by size and channel over seven years, seconds", crossed(), MOST_SECONDS["crossed"])


def _ask(env: api.Environment, analyst: api.Environment, year: int) -> Iterator[Figure]:
    """Yield what the answer to a question costs, with what it hides, alone and beside an earlier one."""
    for code, other in CROSSED:
        first, second = (env.ref(f"hub_reporting.hub_breakdown_{each}").id for each in (code, other))
        asked = {
            "indicator_ids": env.ref("hub_reporting.hub_indicator_contact").ids,
            "date_start": date(year - YEARS + 1, 1, 1),
            "interval": "year",
            "breakdown_id": first,
            "second_breakdown_id": second,
        }
        for which in ("a question", "another one that asks the same"):
            question = analyst["hub.question"].create(asked)
            analyst.flush_all()
            analyst.invalidate_all()
            answer: dict = {}
            took = seconds(lambda question=question, answer=answer: answer.update(question.get_answer()))
            assert "problem" not in answer, answer["problem"]
            numbers = sum(len(row["cells"]) for row in answer["rows"])
            what = f"{which} by {code} and {other} per year since {year - YEARS + 1}, seconds"
            yield Figure(what, took, MOST_SECONDS["crossed"], f"({numbers} numbers)")


def _run_report(env: api.Environment, analyst: api.Environment, year: int) -> Iterator[Figure]:
    """Yield what a run of a whole report costs, and why one of its figures is another one a while later."""
    versions = analyst["hub.indicator"].search([]).version_ids.filtered(lambda each: not each.rests_on_personal_data)
    lines = [
        Command.create({"indicator_id": version.indicator_id.id, "breakdown_id": breakdown.id})
        for version in versions[:INDICATORS]
        for breakdown in version.breakdown_ids[:BREAKDOWNS]
    ]
    report = env["hub.report"].create({"name": "Bench", "line_ids": lines})
    period = year_of(year - 1)
    run = analyst["hub.report.run"].create(
        {"report_id": report.id, "period_start": period.start, "period_end": period.end}
    )
    yield Figure(
        f"a run of {INDICATORS} indicators by {BREAKDOWNS} breakdowns, seconds",
        seconds(lambda: count(run)),
        MOST_SECONDS["report"],
        f"({len(lines)} figures)",
    )
    yield Figure("the digest of that run once more, seconds", seconds(run.sudo()._is_genuine), MOST_SECONDS["why"])
    _correct(env, period)
    cell = run.cell_ids.filtered(lambda each: each.version_id == env.ref(_CONTACT) and each.is_total)[:1]
    analyst.invalidate_all()
    yield Figure("why the companies in contact are others now, seconds", seconds(cell._explain), MOST_SECONDS["why"])


def _correct(env: api.Environment, period: Period) -> None:
    """Let a day in a hundred be another one, and let some be entered late."""
    env.execute_query(
        SQL(
            """UPDATE hub_interaction
                  SET date = date - INTERVAL '2 years', day = day - INTERVAL '2 years', write_date = now()
                WHERE MOD(id, 100) = 0 AND date >= %s AND date <= %s""",
            *period,
        )
    )
    env.invalidate_all()


def _open_dashboard(env: api.Environment, role: str, group: str, year: int) -> Figure:
    """Return how long the server needs for all that a dashboard asks when it is opened."""
    reader = user(env, group, login=role)
    data = json.loads(env.ref(f"hub_reporting.spreadsheet_dashboard_{role}").spreadsheet_data)
    days = {each["id"]: year_of(year) for each in data["globalFilters"] if each["type"] == "date"}

    def asked(source: dict, domain: list) -> Domain:
        domain = Domain(domain)
        for filter_id, how in source["fieldMatching"].items():
            if filter_id in days:
                first, last = days[filter_id]
                domain &= Domain(how["chain"], ">=", first) & Domain(how["chain"], "<=", last)
        return domain

    def open_all() -> None:
        reader.invalidate_all()
        # Each of its queries is a transaction of its own, to which nothing of what was measured before applies.
        env.cr.execute(SQL("SET LOCAL work_mem TO DEFAULT"))
        for pivot in data["pivots"].values():
            groups = [row["fieldName"] for row in pivot["rows"]]
            measures = [measure["id"] for measure in pivot["measures"]]
            reader[pivot["model"]].formatted_read_grouping_sets(
                list(asked(pivot, pivot["domain"])), [groups[:depth] for depth in range(len(groups) + 1)], measures
            )
        for chart in odoo_charts(data):
            meta = chart["metaData"]
            rows, domain = reader[meta["resModel"]], asked(chart, chart["searchParams"]["domain"])
            aggregates = {"__count": "__count", "partner_id": "partner_id:count_distinct", "hours": "hours:sum"}
            rows.formatted_read_group(list(domain), meta["groupBy"], [aggregates[meta["measure"]]])
        for each in data["lists"].values():
            reader[each["model"]].search_read(list(asked(each, each["domain"])), each["columns"], limit=20)

    open_all()
    return Figure(f"the dashboard for {role}, seconds", seconds(open_all), MOST_SECONDS["dashboard"])


def _asked(version, period: Period, breakdowns: Sequence[str]) -> Callable[[], float]:
    """Return a function that tells how long an indicator takes to answer."""

    def ask() -> float:
        version.env.invalidate_all()
        return seconds(lambda: version._measure(period, breakdowns))

    return ask


def _counted(env: api.Environment, groupby: Sequence[str], first: date, last: date) -> Callable[[], float]:
    """Return a function that tells how long it takes to count the companies supported."""
    domain = [("kind", "=", "support"), ("date", ">=", first), ("date", "<=", last)]

    def count() -> float:
        env.invalidate_all()
        return seconds(lambda: env["hub.fact"]._read_group(domain, groupby, ["partner_id:count_distinct"]))

    return count


def _by_hand(env: api.Environment, column: str, first: date, after: date) -> Callable[[], float]:
    statement = BY_HAND.format(column=column)
    return lambda: seconds(lambda: env.cr.execute(statement, (first, after)))


def _talk(env: api.Environment) -> None:
    """Spread as many conversations over the years."""
    said = env["hub.interaction"].search([])
    repeat(env, "hub.interaction", said.ids, CONVERSATIONS // len(said))
    ago = SQL("MOD(id, %s)", YEARS * 365)
    # In working hours a day of the clock is one of the calendar.
    env.execute_query(SQL("UPDATE hub_interaction SET date = date - %s * INTERVAL '1 day', day = day - %s", ago, ago))


def _go_back(env: api.Environment) -> None:
    """Give each company a period a year, each in another commune and of another size than the one before."""
    env["hub.company.period"]._record_all()
    communes = env["hub.commune"].search([]).ids
    sizes = [value for value, _label in env["hub.company.period"]._fields["size_class"]._description_selection(env)]
    first, years = date(today(env).year, 1, 1), SQL("%s", PERIODS - 1)
    env.execute_query(
        SQL("UPDATE hub_company_period SET date_start = %s, is_first = FALSE WHERE date_end IS NULL", first)
    )
    env.execute_query(
        SQL(
            """INSERT INTO hub_company_period
                          (partner_id, date_start, date_end, is_first, commune_id, size_class, user_id)
               SELECT partner_id, %(first)s - ago * INTERVAL '1 year',
                      %(first)s - (ago - 1) * INTERVAL '1 year' - INTERVAL '1 day', ago = %(years)s,
                      (%(communes)s)[1 + MOD(partner_id + ago, %(of_communes)s)],
                      (%(sizes)s)[1 + MOD(partner_id + ago, %(of_sizes)s)], user_id
                 FROM hub_company_period, generate_series(1, %(years)s) AS ago WHERE date_end IS NULL""",
            first=first,
            years=years,
            communes=communes,
            of_communes=len(communes),
            sizes=sizes,
            of_sizes=len(sizes),
        )
    )
    env.invalidate_all()
