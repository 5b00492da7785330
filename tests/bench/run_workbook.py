"""The annual workbook with a long list of facts, made as the background job makes it: in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator

from odoo import api
from odoo.models import BaseModel

from odoo.addons.hub_reporting.domain.figures import Period

from .measuring import Figure, seconds
from .processes import highest, in_new_shell, peak

MOST_SECONDS = 60
MOST_MEGABYTES = 200
REPORT = "hub_reporting.hub_report_annual"


def count(run: BaseModel) -> None:
    """Count a run in this transaction, as its user would."""
    job = run.sudo()
    attempt = job._begin()
    job._finish(attempt, job._count_for_user(attempt, apart=lambda change: change(job)))
    run.env.flush_all()


def write_workbook(env: api.Environment, reader: api.Environment, period: Period) -> Iterator[Figure]:
    """Yield what the workbook of the report that every agency has costs, with the facts of a period. Commits."""
    values = {"report_id": env.ref(REPORT).id, "period_start": period.start, "period_end": period.end}
    run = reader["hub.report.run"].create(values)
    count(run)
    job = reader["hub.xlsx.job"]._start_workbook(run)
    env.cr.commit()
    made = in_new_shell(f"from tests.bench.run_workbook import print_job; print_job(env, {job.id})")
    rows = f"({made['rows']} facts)"
    yield Figure("the annual workbook as a background job, seconds", made["seconds"], MOST_SECONDS, rows)
    in_all = f"({made['highest']:.0f} MiB in all)"
    yield Figure("MiB more than the idle process to make it", made["peak"], MOST_MEGABYTES, in_all)


def print_job(env: api.Environment, job_id: int) -> None:
    """Do a job in this process, and print how long it took, and by how much the process grew."""
    job = env["hub.xlsx.job"].browse(job_id)
    took: list[float] = []
    grown = peak(lambda: took.append(seconds(job._run)))
    job.invalidate_recordset()
    assert job.state == "done", job.error
    print(json.dumps({"seconds": took[0], "peak": grown, "highest": highest(), "rows": job.rows_done}))
