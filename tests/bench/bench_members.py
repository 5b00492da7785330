"""Importing 5,000 members from a workbook, beside Odoo's own import of as many contacts."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Callable, Iterator

import xlsxwriter

from odoo import api

from .measuring import Figure, queries, ratio, rolled_back, salesman_of, user

LINES, FEW = 5_000, 500
COMMUNES = (("Schaerbeek", "1030"), ("Ixelles", "1050"), ("Anderlecht", "1070"), ("Bruxelles", "1000"))
HEADERS = ("Enterprise Number", "Name", "Municipality", "Postcode", "Cluster", "Joined On")
COLUMNS = ("name", "is_company", "company_registry", "city", "zip", "country_id/.id")
OPTIONS = {"quoting": '"', "separator": ",", "has_headers": True, "encoding": "utf-8"}


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of importing members: each line is a company that nobody knows yet, and its membership.

    :param core: the database without the addons
    """
    env["hub.cluster"].create({"name": "Bench", "code": "BENCH"})
    director = user(env, "hub_entrepreneurs.group_hub_director")
    with salesman_of(core) as plain:
        plain.user.sudo().group_ids += plain.ref("base.group_partner_manager")
        yield ratio(
            f"importing {LINES:,} members from a workbook, looked at and loaded, to Odoo's import of as many contacts",
            _timed(director, lambda: _import_members(director, LINES)),
            _timed(plain, lambda: _import_contacts(plain, LINES)),
            1.0,
            rounds=3,
        )
    few, many = (_queries(director, lines) for lines in (FEW, LINES))
    # Records are created a thousand at a time, and looked for as many.
    yield Figure(f"queries a line with {LINES:,} lines, to that with {FEW}", (many / LINES) / (few / FEW), 1.0)


def _timed(env: api.Environment, action: Callable[[], None]) -> Callable[[], float]:
    return lambda: rolled_back(env, action)


def _queries(env: api.Environment, lines: int) -> int:
    found = 0

    def action() -> None:
        nonlocal found
        found = queries(env, lambda: _import_members(env, lines))

    rolled_back(env, action)
    return found


def _import_members(env: api.Environment, lines: int) -> None:
    """Do what a manager does: choose the file, look at what each line will do, load."""
    wizard = env["hub.members.import"].create({"file": base64.b64encode(_workbook(lines))})
    wizard.action_check()
    wizard.action_load()
    env.flush_all()
    assert (wizard.good_count, wizard.wrong_count) == (lines, 0), wizard.line_ids[:1].note


def _import_contacts(env: api.Environment, lines: int) -> None:
    """Do what Odoo's import does with a file of the same companies: test it, then load it."""
    belgium = env.ref("base.be").id
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows((name, 1, number, city, zip_code, belgium) for number, name, city, zip_code in _companies(lines))
    wizard = env["base_import.import"].create(
        {"res_model": "res.partner", "file": text.getvalue().encode(), "file_type": "text/csv", "file_name": "c.csv"}
    )
    for dry_run in (True, False):
        result = wizard.execute_import(list(COLUMNS), list(COLUMNS), dict(OPTIONS), dryrun=dry_run)
        assert not result["messages"], result["messages"][:1]
    env.flush_all()
    assert len(result["ids"]) == lines


def _workbook(lines: int) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Members")
        sheet.write_row(0, 0, HEADERS)
        for row, company in enumerate(_companies(lines), 1):
            sheet.write_row(row, 0, (*company, "BENCH", "31/01/2026"))
    return file.getvalue()


def _companies(lines: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the number (one that nobody has), the name, the commune and the postcode of companies."""
    for rank in range(lines):
        # Eight digits and their check.
        stem = 10_100_000 + rank
        yield f"{stem:08}{97 - stem % 97:02}", f"Member {rank}", *COMMUNES[rank % len(COMMUNES)]
