"""Exporting 100,000 contacts: Odoo's own export beside ours, in time and memory."""

from __future__ import annotations

import functools
import itertools
import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import BinaryIO

import requests
from rustpy_xlsxwriter import FastExcel

from odoo import api

from .contacts import make_contacts, tag_and_name_contacts
from .measuring import Figure, ratio, seconds, speedup, user
from .odoos_export import odoos_export
from .processes import in_new_shell, peak, session

# Those of Odoo's list of contacts, and ten that the dialog adds with a click each.
COLUMNS = (
    "complete_name", "vat", "email", "phone", "user_id", "street", "city", "state_id", "country_id", "company_id",
    "street2", "zip", "website", "function", "industry_id", "lang",
    "create_uid", "create_date", "write_uid", "write_date",
)  # fmt: skip
COMPUTED = ("display_name", "company_type", "email_formatted", "contact_address")
CONTACTS, MANY = 100_000, 1_000_000
SMALL, REQUESTS = 100, 12
PASSWORD = "bench of exports"
SWITCH = "hub_xlsx.disabled"
# The same columns by hand, without asking who may read what.
BY_HAND = """
      WITH named AS (SELECT res_users.id, name FROM res_users JOIN res_partner ON res_partner.id = partner_id)
    SELECT contact.complete_name, contact.vat, contact.email, contact.phone, salesperson.name AS salesperson,
           contact.street, contact.city, state.name || ' (' || country_of_state.code || ')' AS state,
           country.name->>'en_US' AS country, company.name AS company, contact.street2, contact.zip, contact.website,
           contact.function, industry.name->>'en_US' AS industry, language.name AS language,
           creator.name AS created_by,
           date_trunc('second', contact.create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Brussels') AS created,
           writer.name AS updated_by,
           date_trunc('second', contact.write_date AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Brussels') AS updated
      FROM res_partner contact
      LEFT JOIN res_company company ON company.id = contact.company_id
      LEFT JOIN res_partner_industry industry ON industry.id = contact.industry_id
      LEFT JOIN res_country_state state ON state.id = contact.state_id
      LEFT JOIN res_country country_of_state ON country_of_state.id = state.country_id
      LEFT JOIN res_country country ON country.id = contact.country_id
      LEFT JOIN res_lang language ON language.code = contact.lang
      LEFT JOIN named salesperson ON salesperson.id = contact.user_id
      LEFT JOIN named creator ON creator.id = contact.create_uid
      LEFT JOIN named writer ON writer.id = contact.write_uid
     WHERE contact.active
  ORDER BY contact.complete_name, contact.id DESC
"""
Export = Callable[[api.Environment, dict, BinaryIO, str], object]


def run(env: api.Environment, core: str) -> Iterator[Figure]:
    """Yield the figures of the issue "Excel export".

    All of it takes place in the database with the addons, which Odoo's own export meets as well.

    :param core: the database without the addons, which is not needed here
    """
    env = _exporter(env)
    make_contacts(env(su=True), 1, CONTACTS)
    tag_and_name_contacts(env(su=True))
    env.cr.commit()
    _introduce(env)
    yield from _times(env)
    yield from _memory(env)
    yield from _first_bytes(env)


def our_export(env: api.Environment, params: dict, file: BinaryIO, file_format: str) -> None:
    """Write the file as the Export button does."""
    env["hub.xlsx.export"]._write_file(params, file, file_format)


def by_hand(env: api.Environment, _params: dict, _file: BinaryIO, _file_format: str) -> None:
    """Write all contacts by one statement and a writer in Rust, which makes its own file."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file, env.cr.connection.cursor("by_hand") as cursor:
        cursor.itersize = 5000
        cursor.execute(BY_HAND)
        rows = iter(cursor)
        first = next(rows)
        names = [column.name for column in cursor.description]
        records = (dict(zip(names, row, strict=True)) for row in itertools.chain([first], rows))
        FastExcel(file.name).sheet("Sheet1", records).save()


EXPORTS: dict[str, Export] = {"ours": our_export, "Odoo's": odoos_export, "by hand": by_hand}


def _exporter(env: api.Environment) -> api.Environment:
    """Return the environment of a new user who may export and has no other right than any employee."""
    env = user(env, "base.group_allow_export")
    env.user.sudo().write({"password": PASSWORD, "tz": "Europe/Brussels"})
    return env


def _introduce(env: api.Environment) -> None:
    labels = ", ".join(field["label"] for field in _parameters(env)["fields"])
    print(f"The {len(COLUMNS)} columns: {labels}.")
    print(f"The user: {env.user.login}, an employee who may export; the rules on contacts apply.")
    python, server = platform.python_version(), env.cr.connection.server_version // 10_000
    print(f"With Python {python}, PostgreSQL {server}, isal {version('isal')}, xlsxwriter {version('xlsxwriter')}.")


def _parameters(env: api.Environment, names: Sequence[str] = COLUMNS, number: int | None = None, groupby=()) -> dict:
    """Return what the web client posts for these columns of all contacts, or of so many."""
    fields = env["res.partner"].fields_get(names)
    return {
        "model": "res.partner",
        "fields": [{"name": name, "label": fields[name]["string"], "type": fields[name]["type"]} for name in names],
        "ids": env["res.partner"].search([], limit=number).ids if number else False,
        "domain": [],
        "groupby": list(groupby),
        "context": {},
        "import_compat": False,
    }


def _times(env: api.Environment) -> Iterator[Figure]:
    """Yield how many times faster ours is, for the ways to export.

    Each is measured in a process of its own, because Odoo's leaves one with a gigabyte that slows down what follows.
    """

    def compared(what: str, least: float, rounds: int = 1, **asked) -> Figure:
        ours, theirs = (functools.partial(_alone, env, whose, **asked) for whose in ("ours", "Odoo's"))
        return speedup(f"times faster than Odoo's export of {CONTACTS} contacts, {what}", ours, theirs, least, rounds)

    yield compared(f"{len(COLUMNS)} columns to Excel", 15, rounds=3)
    more = ("id", *COLUMNS, "category_id")
    yield compared("with external ids and tags besides, up to three each", 15, rounds=3, names=more)
    yield compared("with the related company besides, whose name Odoo computes", 10, names=(*COLUMNS, "parent_id"))
    yield compared("to CSV", 6, file_format="csv")
    yield compared("grouped by country", 5, groupby=["country_id"])
    yield compared(f"with {', '.join(COMPUTED)} besides, which are computed", 2, names=COLUMNS + COMPUTED)
    ours, floor = (functools.partial(_alone, env, whose) for whose in ("ours", "by hand"))
    yield ratio("our export to one statement and a writer in Rust, the floor", ours, floor, None, rounds=3)


def _alone(env: api.Environment, whose: str, file_format: str = "xlsx", **asked) -> float:
    """Return how long an export takes in a process of its own."""
    call = f"print_seconds(env, {env.uid}, {whose!r}, {file_format!r}, {asked!r})"
    return in_new_shell(f"from tests.bench.bench_xlsx import print_seconds; {call}")


def print_seconds(env: api.Environment, uid: int, whose: str, file_format: str, asked: dict) -> None:
    """Print how long an export takes; a small one before it has filled the caches, as on a server in use."""
    env = env(user=uid)
    _seconds(env, EXPORTS[whose], _parameters(env, **asked, number=SMALL), file_format)
    print(json.dumps(_seconds(env, EXPORTS[whose], _parameters(env, **asked), file_format)))


def _seconds(env: api.Environment, export: Export, params: dict, file_format: str = "xlsx") -> float:
    """Return how long an export takes on a cold cache of records, as in a new request."""
    env.invalidate_all()
    with tempfile.TemporaryFile() as file:
        return seconds(lambda: export(env, params, file, file_format))


def _memory(env: api.Environment) -> Iterator[Figure]:
    """Yield by how much a process grows that exports, in MiB: Odoo's, ours, and ours with ten times the contacts."""
    what = "MiB more than the idle process to export {} contacts, {}"
    yield Figure(what.format(CONTACTS, "by Odoo"), _peak(env, "Odoo's"))
    few = _peak(env, "ours")
    yield Figure(what.format(CONTACTS, "by us"), few, 64)
    make_contacts(env(su=True), CONTACTS + 1, MANY)
    env.cr.commit()
    many = _peak(env, "ours")
    yield Figure(what.format(MANY, "by us"), many, 64)
    yield Figure(f"the same, less what {CONTACTS} contacts need", many - few, 8)


def _peak(env: api.Environment, whose: str) -> float:
    return in_new_shell(f"from tests.bench.bench_xlsx import print_peak; print_peak(env, {env.uid}, {whose!r})")


def print_peak(env: api.Environment, uid: int, whose: str) -> None:
    """Print how much memory (MiB) the export of all contacts takes in this process, after a small one."""
    env = env(user=uid)
    _seconds(env, EXPORTS[whose], _parameters(env, number=SMALL))
    full = _parameters(env)
    print(json.dumps(peak(lambda: _seconds(env, EXPORTS[whose], full))))


def _first_bytes(env: api.Environment) -> Iterator[Figure]:
    """Yield how long it takes through a server until the first byte of a small export is there, to the same by Odoo."""
    with session(env.cr.dbname, env.user.login, PASSWORD) as (browser, url):
        for what, domain in (("of selected contacts", None), ("of a search", [("ref", "=like", "C-10__")])):
            params = _parameters(env, number=SMALL) if domain is None else _parameters(env) | {"domain": domain}
            request = requests.Request("GET", f"{url}/web/export/xlsx", params={"data": json.dumps(params)})
            wait = functools.partial(_first_byte, browser, browser.prepare_request(request))
            ours, theirs = (functools.partial(_waited, env, wait, disabled) for disabled in ("", "1"))
            yield ratio(f"first byte of a small export {what}, to Odoo's", ours, theirs, 1.0, rounds=9)


def _waited(env: api.Environment, wait: Callable[[], float], disabled: str) -> float:
    """Return the median of some requests with our export switched on or off."""
    env["ir.config_parameter"].sudo().set_param(SWITCH, disabled)
    env.cr.commit()
    env.registry.signal_changes()
    wait(), wait()
    return statistics.median([wait() for _request in range(REQUESTS)])


def _first_byte(browser: requests.Session, request: requests.PreparedRequest) -> float:
    began = time.perf_counter()
    with browser.send(request, stream=True) as response:
        start = response.raw.read(1)
        duration = time.perf_counter() - began
        assert (start + response.raw.read()).startswith(b"PK"), response
    return duration
