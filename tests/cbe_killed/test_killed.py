"""Eleven kills, one after another in one loading, end in the state of an undisturbed one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import database_copy
from tools.databases import query
from tools.paths import ADDONS, CONFIG, ODOO_DATA, ROOT
from tools.pure import open_addon
from tools.workspace import Workspace

open_addon("hub_cbe")

from hub_cbe.domain.layout import Kind  # noqa: E402
from hub_cbe.synthetic.world import Settings  # noqa: E402
from hub_cbe.synthetic.writing import Synthetic  # noqa: E402

PLACES = [
    ("the zip is stored", "UPDATE ir_attachment SET store_fname", 1, "before"),
    ("who is kept is looked for", "SELECT company_registry FROM res_partner", 1, "after"),
    ("activities are copied", 'TRUNCATE "hub_cbe_row_activity"', 1, "after"),
    ("ranges are cut", 'INSERT INTO "hub_cbe_range"', 1, "before"),
    ("reading is done, and no range begun", "SELECT id FROM hub_cbe_range", 1, "before"),
    ("contacts come in", "INSERT INTO res_partner (id", 1, "before"),
    ("contacts are in, and not noted", "INSERT INTO hub_cbe_company", 1, "after"),
    ("establishments of another range come in", "INSERT INTO hub_establishment", 2, "after"),
    ("others load, and go on", "SELECT COUNT(done_at)", 1, "after"),
    ("who has stopped is marked", "SET stopped_on", 1, "after"),
    ("all is done but the end", 'UPDATE "hub_cbe_extract" SET', 1, "before"),
]
KILLED, INTERRUPTED = 9, 1
IN_RANGES = PLACES[4:8]
"""There a process is killed that another one has begun; that one ends in words."""
STATE = """
    SELECT MD5(STRING_AGG(told, ',' ORDER BY told)), COUNT(*)
      FROM (SELECT (company.number, company.digest, company.in_region, company.stopped_on,
                    company.said - 'nace_ids' - 'main_nace_id',
                    contact.name, contact.street, contact.zip, contact.commune_id, contact.phone, contact.email,
                    contact.is_prospect, main.version, main.code,
                    ARRAY(SELECT number FROM hub_establishment WHERE partner_id = contact.id ORDER BY number))::text
              FROM hub_cbe_company AS company JOIN res_partner AS contact ON contact.id = company.partner_id
         LEFT JOIN hub_nace AS main ON main.id = contact.main_nace_id
             UNION ALL
            SELECT (company_registry, COUNT(*))::text FROM res_partner
             WHERE is_company AND company_registry IS NOT NULL GROUP BY company_registry
             UNION ALL
            SELECT (state, company_count, bad_row_count, kind)::text FROM hub_cbe_extract) AS state (told)
"""


@pytest.fixture(scope="module")
def work() -> Workspace:
    return Workspace(dict(os.environ), "", ())


@pytest.fixture(scope="module")
def database(work: Workspace) -> Iterator[str]:
    with database_copy(work, "killed") as name:
        yield name


@pytest.fixture(scope="module")
def undisturbed(work: Workspace) -> Iterator[str]:
    with database_copy(work, "whole") as name:
        yield name


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cbe")
    return Synthetic(Settings(enterprises=900, share=40)).write_in(folder, 0, Kind.FULL)


def load(work: Workspace, database: str, path: Path, *at: object):
    """Load the file, in a process that is killed where it is told to."""
    program = [sys.executable, Path(__file__).with_name("killed.py"), *map(str, at or ("", 1, "before"))]
    command = [f"--addons-path={ADDONS}", "cbe_import", "-c", CONFIG, "-D", ODOO_DATA, "-d", database, path]
    return subprocess.run([*program, *command], env=work.env, cwd=ROOT, capture_output=True, text=True, check=False)


def test_eleven_kills_end_as_an_undisturbed_loading(work, database, undisturbed, path):
    whole = load(work, undisturbed, path)
    assert not whole.returncode, whole.stderr
    for place, mark, count, when in PLACES:
        killed = load(work, database, path, mark, count, when)
        is_told = (place, mark, count, when) in IN_RANGES
        assert killed.returncode == (INTERRUPTED if is_told else KILLED), (place, killed.stdout, killed.stderr)
        assert ("it goes on from there" in killed.stderr) == is_told
    last = load(work, database, path)
    assert not last.returncode, last.stderr
    assert "new: " in last.stdout
    [[digest, rows]] = query(work, STATE, database)
    assert [[digest, rows]] == query(work, STATE, undisturbed)
    assert int(rows) > 100


def test_the_bar_and_what_is_told(work, undisturbed, path):
    again = load(work, undisturbed, path)
    assert again.returncode
    assert "nothing has changed" in again.stderr
    assert "Traceback" not in again.stderr
