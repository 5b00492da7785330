"""What benchmarks share: figures with a limit, interleaved rounds, and companies by the ten thousand."""

from __future__ import annotations

import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tools import SQL

TRIES = 30


@dataclass(frozen=True)
class Figure:
    """Something measured, and what it may be at most, or must be at least; without a limit it is only told."""

    what: str
    value: float
    limit: float | None = None
    detail: str = ""
    at_least: bool = False

    @property
    def passed(self) -> bool:
        """Whether the value keeps to its limit."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.passed else "BELOW" if self.at_least else "OVER"
        bound = "" if self.limit is None else f"of at {'least' if self.at_least else 'most'} {self.limit:g}"
        return f"{verdict:5} {self.value:7.2f} {bound:14}  {self.what}  {self.detail}"


def report(figures: Iterable[Figure]) -> None:
    """Print the figures as they come; leave with status 1 if one breaks its limit."""
    passed = True
    for figure in figures:
        passed &= figure.passed
        print(figure, flush=True)
    sys.exit(0 if passed else 1)


@contextlib.contextmanager
def salesman_of(database: str) -> Iterator[api.Environment]:
    """Open the database without the addons as a salesman, who may there what an account manager may in ours."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        yield user(env, "sales_team.group_sale_salesman_all_leads")
        cr.rollback()


def account_manager(env: api.Environment) -> api.Environment:
    """Return the environment of a new account manager."""
    return user(env, "hub_entrepreneurs.group_hub_account_manager")


def user(env: api.Environment, group: str, login: str = "bench") -> api.Environment:
    """Return the environment of a new user in a group."""
    groups = [env.ref("base.group_user").id, env.ref(group).id]
    values = {"name": "Bench", "login": login, "group_ids": [Command.set(groups)]}
    return env(user=env["res.users"].create(values).id)


def rolled_back(env: api.Environment, action: Callable[[], object]) -> float:
    """Return how long an action takes on a cold cache, and undo it."""
    env.invalidate_all()
    with contextlib.closing(env.cr.savepoint()) as savepoint:
        duration = seconds(action)
        savepoint.rollback()
    env.invalidate_all()
    return duration


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def ratio(
    what: str, ours: Callable[[], float], theirs: Callable[[], float], limit: float | None, rounds: int = 5
) -> Figure:
    """Compare two actions that tell their own seconds, in turns so that both meet the same machine.

    The figure is the median of the ratios of neighbours.
    """
    theirs(), ours()  # the first time fills caches
    pairs = in_turns(ours, theirs, rounds)
    return Figure(what, statistics.median(own / base for own, base in pairs), limit, _seconds_of(pairs))


def speedup(
    what: str, ours: Callable[[], float], theirs: Callable[[], float], least: float | None, rounds: int = 3
) -> Figure:
    """Tell how many times faster ours is than theirs; whoever calls has filled the caches."""
    pairs = in_turns(ours, theirs, rounds)
    value = statistics.median(base / own for own, base in pairs)
    return Figure(what, value, least, _seconds_of(pairs), at_least=True)


def in_turns(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> list[tuple[float, float]]:
    """Return the seconds of ours and theirs, round by round."""
    pairs = []
    for number in range(rounds):
        # Whoever comes second finds the machine warmer: take turns.
        if number % 2:
            base, own = theirs(), ours()
        else:
            own, base = ours(), theirs()
        pairs.append((own, base))
    return pairs


def _seconds_of(pairs: Iterable[tuple[float, float]]) -> str:
    own, base = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"({own:.2f} s and {base:.2f} s)"


def queries(env, action: Callable[[], object]) -> int:
    """Return how many queries an action takes on a cold cache."""
    env.flush_all()
    env.invalidate_all()
    before = env.cr.sql_log_count
    action()
    env.flush_all()
    return env.cr.sql_log_count - before


def specification(env, model: str, view_type: str, view: str) -> dict[str, dict]:
    """Return what the web client asks for to show a view: its fields, and those of the lists within it."""
    arch = env[model].get_views([(env.ref(view).id, view_type)])["views"][view_type]["arch"]
    return _fields_within(env[model], etree.fromstring(arch))


def _fields_within(model, node) -> dict[str, dict]:
    # Fields of a list within the view belong to that list.
    inner = set(node.xpath(".//field//field"))
    wanted = {}
    for element in node.iter("field"):
        if element is node or element in inner:
            continue
        field = model._fields[element.get("name")]
        if field.type in ("one2many", "many2many"):
            wanted[field.name] = {"fields": _fields_within(model.env[field.comodel_name], element), "limit": 40}
        elif field.relational:
            wanted[field.name] = {"fields": {"display_name": {}}}
        else:
            wanted[field.name] = {}
    return wanted


def multiply(
    env,
    ids: Iterable[int],
    times: int,
    rows: dict[str, str | tuple[str, ...]],
    *,
    relations: Iterable[str] = (),
    changed: dict[str, SQL] | None = None,
) -> None:
    """Copy companies with the rows that hang on them by SQL, as often as asked: 100,000 are there in seconds.

    :param ids: the companies to copy, and persons who work at none
    :param rows: the other models, each with the name of its link to the company, or of its links to these contacts
    :param relations: the many2many fields of contacts to copy as well
    :param changed: what is not the same on the copies of a contact; ``n`` counts them from 0
    """
    partners = env["res.partner"].browse(ids)
    env.flush_all()
    stride = max(partners.ids) - min(partners.ids) + 1
    [[start]] = env.execute_query(SQL("SELECT MAX(id) + 1 - %s FROM res_partner", min(partners.ids)))
    offset = SQL("%s + n * %s", start, stride)
    own = {name: SQL("%s + %s", SQL.identifier(name), offset) for name in ("id", "commercial_partner_id")}
    _copy(env, "res.partner", SQL("id IN %s", partners._ids), times, {**own, **(changed or {})})
    for model, links in rows.items():
        names = [links] if isinstance(links, str) else links
        moved = {name: SQL("%s + %s", SQL.identifier(name), offset) for name in names}
        _copy(env, model, SQL("%s IN %s", SQL.identifier(names[0]), partners._ids), times, moved)
    for name in relations:
        _copy_relation(env, partners, name, times, offset)
    for table in ["res_partner", *(env[model]._table for model in rows)]:
        env.execute_query(SQL("SELECT setval(%s, (SELECT MAX(id) FROM %s))", f"{table}_id_seq", SQL.identifier(table)))
    env.invalidate_all()


def repeat(env, model: str, ids: Iterable[int], times: int) -> None:
    """Copy rows of a table by SQL as they are, as often as asked."""
    env.flush_all()
    _copy(env, model, SQL("id IN %s", tuple(ids)), times, {})
    analyze_all(env)
    env.invalidate_all()


def analyze_all(env) -> None:
    """Let PostgreSQL look at all tables, as on a server in use: in a new database it knows little even of small ones.

    Table by table: a bare ANALYZE takes the catalog that both databases share, and one would wait for the other.
    """
    tables = env.execute_query(SQL("SELECT tablename FROM pg_tables WHERE schemaname = current_schema ORDER BY 1"))
    _analyze(env, *(table for [table] in tables))


def vacuum(database: str, table: str) -> None:
    """Let PostgreSQL tidy up a table, as it does by itself on a server in use.

    Once more while it left pages aside: another connection, such as one of its own that analyzes a new database, may
    still have to see what was before.
    """
    pages = SQL("SELECT relallvisible >= relpages * 0.99 FROM pg_class WHERE oid = %s::regclass", table)
    with db_connect(database).cursor() as cr:
        # It runs in no transaction.
        cr.connection.autocommit = True
        try:
            for _try in range(TRIES):
                cr.execute(SQL("VACUUM ANALYZE %s", SQL.identifier(table)))
                cr.execute(pages)
                if cr.fetchone()[0]:
                    break
                time.sleep(1)
        finally:
            cr.connection.autocommit = False


def _copy_relation(env, partners, name: str, times: int, offset: SQL) -> None:
    field = partners._fields[name]
    relation, own, other = map(SQL.identifier, (field.relation, field.column1, field.column2))
    env.cr.execute(
        SQL(
            "INSERT INTO %(relation)s (%(own)s, %(other)s) SELECT %(own)s + %(offset)s, %(other)s "
            "FROM %(relation)s, generate_series(0, %(last)s) n WHERE %(own)s IN %(ids)s",
            relation=relation,
            own=own,
            other=other,
            offset=offset,
            last=times - 1,
            ids=partners._ids,
        )
    )
    _analyze(env, field.relation)


def _copy(env, model: str, where: SQL, times: int, changed: dict[str, SQL]) -> None:
    """Copy rows of a table, with a new id and what else changes; ``n`` counts the copies from 0."""
    table = env[model]._table
    columns = [
        name
        for [name] in env.execute_query(
            SQL(
                "SELECT column_name FROM information_schema.columns "
                "WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY 1",
                table,
            )
        )
    ]
    fresh = {"id": SQL("nextval(%s)", f"{table}_id_seq"), "company_registry": SQL("NULL")}
    values = [changed.get(name) or fresh.get(name) or SQL.identifier(name) for name in columns]
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(0, %s) n WHERE %s",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(values),
            SQL.identifier(table),
            times - 1,
            where,
        )
    )
    # At once: whoever checks a link to this table would go on as if it were small, and read all of it for each row.
    _analyze(env, table)


def _analyze(env, *tables: str) -> None:
    env.cr.execute(SQL("ANALYZE %s", SQL(", ").join(map(SQL.identifier, tables))))
