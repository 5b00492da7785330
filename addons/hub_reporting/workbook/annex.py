"""The facts that a run has counted, one row each, as whoever reads them may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL

from odoo.addons.hub_xlsx.engine import Column, Kind

from ..tools.heavy import HEAVY
from .figures_of_run import FiguresOfRun
from .sheets import Stream

EXPORT = "base.group_allow_export"

_FIELDS = {
    "kind": (Kind.TEXT, 22),
    "date": (Kind.DATE, 12),
    "date_end": (Kind.DATE, 12),
    "partner_id": (Kind.TEXT, 34),
    "commune_id": (Kind.TEXT, 22),
    "size_class": (Kind.TEXT, 12),
    "entrepreneur_stage": (Kind.TEXT, 16),
    "user_id": (Kind.TEXT, 22),
    "service_id": (Kind.TEXT, 24),
    "programme_id": (Kind.TEXT, 20),
    "cluster_id": (Kind.TEXT, 22),
    "country_id": (Kind.TEXT, 16),
    "channel": (Kind.TEXT, 14),
    "hours": (Kind.NUMBER, 9),
    "amount": (Kind.NUMBER, 12),
    "unit": (Kind.TEXT, 14),
    "proof_level": (Kind.TEXT, 14),
    "detail": (Kind.TEXT, 20),
}
_RECORD = ("res_model", "res_id")


def may_have(run: BaseModel) -> bool:
    """Tell whether rows may leave Hub with this reader."""
    return run.env.is_admin() or run.env.user.has_group(EXPORT)


def stream(figures: FiguresOfRun, progress: Callable[[int], None] | None = None) -> Stream:
    """Return the sheet of the facts behind the figures that the reader may read.

    Figures that rest on personal data have no rows here. What was deleted since, or has another day, is missing: the
    page of a figure explains it.
    """
    env = figures.env
    facts = env["hub.fact"]
    columns = [
        Column(env._("Counts In"), Kind.TEXT, 22),
        *(Column(facts._fields[name]._description_string(env), kind, width) for name, (kind, width) in _FIELDS.items()),
        Column(env._("Model"), Kind.TEXT, 20),
        Column(env._("Record"), Kind.NUMBER, 10),
    ]
    return Stream(env._("Facts"), columns, _batches(figures, progress))


def _batches(figures: FiguresOfRun, progress: Callable[[int], None] | None) -> Iterator[list]:
    """Yield the rows, a list a column."""
    env = figures.env
    kinds = _keep_counted(figures)
    if not kinds:
        return
    counted = Domain.custom(to_sql=_is_counted_sql)
    until = figures.run.period_end
    domain = Domain("kind", "in", kinds) & Domain("date", "<=", until) & counted
    rows = 0
    with closing(env["hub.fact"].export_stream([*_FIELDS, *_RECORD], domain)) as batches:
        for batch in batches:
            codes = dict(
                env.execute_query(
                    SQL("SELECT fact_id, codes FROM pg_temp.hub_annex WHERE fact_id = ANY(%s)", list(batch.ids))
                )
            )
            yield [[codes[fact_id] for fact_id in batch.ids], *batch.columns]
            rows += len(batch.ids)
            if progress:
                progress(rows)


def _is_counted_sql(_model: BaseModel, alias: str, _query) -> SQL:
    return SQL("%s IN (SELECT fact_id FROM pg_temp.hub_annex)", SQL.identifier(alias, "id"))


def _keep_counted(figures: FiguresOfRun) -> list[str]:
    """Keep the ids of the facts that were counted in a table of this transaction; return of which kinds they are.

    A fact that lasts was counted on one of its days, any other on its own.
    """
    env, run = figures.env, figures.run
    totals = [
        figure.total
        for figure in figures
        # The list behind a total is kept once for each indicator.
        if figure.total.audience != "personal" and not figure.total.list_cell_id
    ]
    # As superuser: a definition whose figure is read says of which kinds its facts are.
    kinds = {
        (cell.id, cell.indicator_id.code, kind)
        for cell in totals
        for kind in cell.version_id.sudo().source_ids.mapped("fact_kind")
    }
    if not kinds:
        return []
    env.flush_all()
    asked = sorted({kind for _cell, _code, kind in kinds})
    facts = env["hub.fact"]
    found = facts._search(Domain("kind", "in", asked) & Domain("date", "<=", run.period_end))
    fact = SQL.identifier(found.table)
    env.cr.execute(HEAVY)
    env.cr.execute(SQL("DROP TABLE IF EXISTS pg_temp.hub_annex, pg_temp.hub_annex_counted"))
    env.cr.execute(
        SQL(
            """CREATE TEMPORARY TABLE hub_annex_counted ON COMMIT DROP AS
               SELECT counted.res_model, counted.res_id, counted.day,
                      own.kind, string_agg(DISTINCT own.code, ', ') AS codes
                 FROM (VALUES %s) AS own (cell_id, code, kind)
                 JOIN hub_report_cell AS list ON list.id = own.cell_id
                 JOIN hub_report_cell_fact AS counted
                   ON counted.id BETWEEN list.first_fact AND list.last_fact AND counted.list_id = list.id
                WHERE counted.places @> to_jsonb('total'::text) AND counted.res_id IS NOT NULL
             GROUP BY 1, 2, 3, 4""",
            SQL(", ").join(SQL("(%s, %s, %s)", *each) for each in sorted(kinds)),
        )
    )
    env.cr.execute(
        SQL(
            """CREATE TEMPORARY TABLE hub_annex ON COMMIT DROP AS
               SELECT fact.id AS fact_id, string_agg(DISTINCT counted.codes, ', ') AS codes
                 FROM (%s) AS fact
                 JOIN pg_temp.hub_annex_counted AS counted
                   ON counted.res_model = fact.res_model AND counted.res_id = fact.res_id
                  AND counted.kind = fact.kind AND (fact.lasts OR fact.date = counted.day)
             GROUP BY 1""",
            found.select(
                *(
                    SQL("%s.%s", fact, SQL.identifier(name))
                    for name in ("id", "res_model", "res_id", "kind", "lasts", "date")
                )
            ),
        )
    )
    env.cr.execute(SQL("CREATE UNIQUE INDEX ON pg_temp.hub_annex (fact_id)"))
    env.cr.execute(SQL("ANALYZE pg_temp.hub_annex"))
    return asked
