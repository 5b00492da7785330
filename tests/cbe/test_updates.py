"""What is kept, of full extracts and of updates: what plain lines say that read all of every file."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hub_cbe.domain import layout
from hub_cbe.domain.extract import Extract, Meta
from hub_cbe.domain.layout import Kind, read_date
from hub_cbe.domain.region import find_kept, find_places
from hub_cbe.domain.updates import Change, Turn, Whereabouts, change, moves, place, rows_since
from hub_cbe.synthetic.world import Settings
from hub_cbe.synthetic.writing import Synthetic
from hypothesis import given, settings
from hypothesis import strategies as st

from . import oracle
from .common import (
    ONE,
    QUICK,
    SHOP,
    TWO,
    address,
    all_rows,
    enterprise,
    extract,
    key,
    keys,
    packed,
    region,
    text_of,
    texts,
    write,
)  # fmt: skip

DAY = read_date("05-10-2025")
WORLDS = st.builds(
    Settings,
    seed=st.integers(0, 10**6),
    enterprises=st.integers(1, 60),
    share=st.sampled_from((12, 50)),
    rate=st.sampled_from((500, 3000)),
)


@pytest.mark.parametrize(
    ("kind", "number", "last", "turn", "missing"),
    [
        (Kind.FULL, 140, None, Turn.NEXT, []),
        (Kind.FULL, 150, 140, Turn.NEXT, []),
        (Kind.FULL, 140, 140, Turn.DONE, []),
        (Kind.FULL, 139, 140, Turn.DONE, []),
        (Kind.UPDATE, 141, None, Turn.NO_BASE, []),
        (Kind.UPDATE, 141, 140, Turn.NEXT, []),
        (Kind.UPDATE, 140, 140, Turn.DONE, []),
        (Kind.UPDATE, 143, 140, Turn.EARLY, [141, 142]),
    ],
)
def test_place(kind, number, last, turn, missing):
    found = place(Meta(number, kind, DAY), last)
    assert (found.turn, list(found.missing)) == (turn, missing)


def test_deletes_before_inserts():
    update = extract(
        {
            layout.deletes(layout.DENOMINATION): [[ONE], [TWO]],
            layout.inserts(layout.DENOMINATION): [[ONE, "1", "001", "New"]],
        },
        Kind.UPDATE,
        141,
    )
    found = change(update, layout.DENOMINATION)
    assert found == Change(keys(ONE, TWO), [[ONE, "1", "001", "New"]])
    old = [[ONE, "1", "001", "Old"], [ONE, "2", "001", "Oud"], [TWO, "1", "001", "Other"], [SHOP, "1", "003", "Shop"]]
    assert found.apply(layout.DENOMINATION, old) == [[SHOP, "1", "003", "Shop"], [ONE, "1", "001", "New"]]
    assert change(update, layout.DENOMINATION, keys(TWO)) == Change(keys(TWO))


@pytest.mark.parametrize("bad", [[*enterprise(TWO)[:-1], "31-02-2020"], enterprise(TWO)[:-2]])
def test_whose_row_is_bad_is_not_gone(bad):
    rows = {layout.deletes(layout.ENTERPRISE): [[ONE], [TWO]], layout.inserts(layout.ENTERPRISE): [enterprise(ONE)]}
    files = texts(rows, Kind.UPDATE, 141)
    files["enterprise_insert.csv"] += text_of(layout.ENTERPRISE, [bad], order=range(len(bad))).split(b"\n", 1)[1]
    update = Extract(packed(files))
    assert change(update, layout.ENTERPRISE) == Change(keys(ONE), [enterprise(ONE)])
    assert update.faults.total == 1


def test_what_an_update_does_not_say_is_in_the_extracts_before():
    """A company moves in: the update has its address, and nothing else of it."""
    full = extract({layout.ENTERPRISE: [enterprise(ONE)], layout.DENOMINATION: [[ONE, "1", "001", "Old"]]})
    renamed = extract(
        {
            layout.deletes(layout.DENOMINATION): [[ONE]],
            layout.inserts(layout.DENOMINATION): [[ONE, "1", "001", "New"]],
        },
        Kind.UPDATE,
        141,
    )
    moved = extract(
        {layout.inserts(layout.ADDRESS): [address(ONE, "REGO", "1050", "Elsene", "Ixelles")]}, Kind.UPDATE, 142
    )
    updates = [renamed, moved]
    assert rows_since(full, updates, layout.DENOMINATION, keys(ONE)) == [[ONE, "1", "001", "New"]]
    assert rows_since(full, updates, layout.ENTERPRISE, keys(ONE)) == [enterprise(ONE)]
    assert len(rows_since(full, updates, layout.ADDRESS, keys(ONE))) == 1


def changes(**rows):
    subjects = (layout.ENTERPRISE, layout.ESTABLISHMENT, layout.ADDRESS)
    return {subject.name: rows.get(subject.name, Change()) for subject in subjects}


HERE = address(SHOP, "BAET", "1050", "Elsene", "Ixelles")
THERE = address(SHOP, "BAET", "2000", "Antwerpen", "Anvers")


def test_moves_in_and_out_and_away():
    where = Whereabouts(set(), set(), {key(SHOP): key(ONE)})
    found = moves(where, changes(address=Change(keys(SHOP), [HERE])), region())
    assert (found.come, found.left, found.gone, found.unclear) == (keys(ONE), set(), set(), set())
    found = moves(where, changes(address=Change(keys(SHOP), [THERE])), region())
    assert (found.come, found.left) == (set(), keys(ONE))
    moves(where, changes(address=Change(keys(SHOP), [HERE])), region())
    found = moves(where, changes(enterprise=Change(keys(ONE)), address=Change(keys(SHOP))), region())
    assert (found.come, found.left, found.gone) == (set(), set(), keys(ONE))


def test_changed_is_not_gone():
    where = Whereabouts(keys(ONE), set(), {})
    assert not moves(where, changes(enterprise=Change(keys(ONE), [enterprise(ONE)])), region()).gone


def test_an_establishment_that_nobody_knows():
    where = Whereabouts(set(), set(), {})
    assert moves(where, changes(address=Change(set(), [HERE])), region()).unclear == keys(SHOP)


def test_an_establishment_that_changes_hands():
    where = Whereabouts(set(), keys(SHOP), {key(SHOP): key(ONE)})
    found = moves(where, changes(establishment=Change(keys(SHOP), [[SHOP, "01-02-2020", TWO]])), region())
    assert (found.come, found.left) == (keys(TWO), keys(ONE))


@settings(QUICK, max_examples=20)
@given(WORLDS, st.integers(1, 3))
def test_updates_lead_where_a_full_extract_is(world, steps):
    synthetic = Synthetic(world)
    with TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)

        def read(path: Path) -> Extract:
            return Extract(opened.enter_context(path.open("rb")))

        first = synthetic.write_in(folder, 0, Kind.FULL)
        updates = [read(synthetic.write_in(folder, step, Kind.UPDATE)) for step in range(1, steps + 1)]
        full = read(first)
        check_kept(first, full)
        where = whereabouts(full)
        for step, update in enumerate(updates, 1):
            some = {
                subject.name: change(update, subject)
                for subject in (layout.ENTERPRISE, layout.ESTABLISHMENT, layout.ADDRESS)
            }
            known = where.enterprises()
            found = moves(where, some, region())
            for row in rows_since(full, updates[:step], layout.ESTABLISHMENT, found.unclear):
                where.owners[key(row[0])] = key(row[2])
            assert known & found.left == found.left
        last = write(synthetic, folder / "last.zip", steps, Kind.FULL)
        companies, establishments, persons = oracle.kept(last)
        present = {key(row["EnterpriseNumber"]) for row in oracle.table(last, "enterprise")}
        assert where.enterprises() & present == keys(*companies, *persons)
        wanted, full_again = keys(*companies, *establishments), read(last)
        for subject in layout.SUBJECTS:
            expected = [tuple(row) for row in all_rows(full_again, subject, wanted)]
            assert sorted(map(tuple, rows_since(full, updates, subject, wanted))) == sorted(expected), subject.name


def check_kept(path: Path, read: Extract) -> None:
    found = find_kept(read, find_places(read, region()))
    companies, establishments, persons = oracle.kept(path)
    assert found.companies == keys(*companies)
    assert found.establishments.keys() == keys(*establishments)
    assert found.persons == keys(*persons)
    for subject in layout.SUBJECTS:
        rows = oracle.table(path, subject.name)
        expected = [tuple(row.values()) for row in rows if key(row[subject.names[0]]) in found.wanted()]
        assert [tuple(row) for row in all_rows(read, subject, found.wanted())] == expected


def whereabouts(read: Extract) -> Whereabouts:
    """Who is in the region, with the owners of establishments there alone."""
    seats, places = set(), set()
    for rows in read.rows(layout.ADDRESS):
        some_seats, some_places = region().places(rows)
        seats |= some_seats
        places |= some_places
    owned = all_rows(read, layout.ESTABLISHMENT, places)
    return Whereabouts(seats, places, {key(row[0]): key(row[2]) for row in owned})
