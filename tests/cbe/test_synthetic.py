"""Made-up extracts: in the register's format, the same for the same seed, and updates that add up."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hub_cbe.domain import layout, numbers
from hub_cbe.domain.extract import Extract
from hub_cbe.domain.layout import Kind
from hub_cbe.synthetic.rows import Writer
from hub_cbe.synthetic.world import Settings, World
from hub_cbe.synthetic.writing import Synthetic
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.demo import companies
from tools.paths import ROOT

from . import oracle
from .common import QUICK, write

WORLDS = st.builds(
    Settings,
    seed=st.integers(0, 10**6),
    enterprises=st.integers(0, 60),
    share=st.sampled_from((0, 12, 50, 100)),
    rate=st.sampled_from((0, 500, 3000, 10_000)),
)
LINE = re.compile(rb'(?:"(?:[^"]|"")*"|\d\d-\d\d-\d{4}|)(?:,(?:"(?:[^"]|"")*"|\d\d-\d\d-\d{4}|))*\n')


@settings(QUICK, max_examples=60)
@given(WORLDS, st.integers(0, 4))
def test_an_update_makes_one_extract_of_the_other(world, step):
    synthetic = Synthetic(world)
    with TemporaryDirectory() as name:
        folder = Path(name)
        before, after = (write(synthetic, folder / f"{each}.zip", each, Kind.FULL) for each in (step, step + 1))
        update = synthetic.write_in(folder, step + 1, Kind.UPDATE)
        for subject in oracle.SUBJECTS:
            expected = oracle.counted(oracle.table(after, subject))
            assert oracle.counted(oracle.updated(before, update, subject)) == expected, subject


def test_an_update_looks_at_every_pair_that_changes():
    """Also at one whose merger ends, a step after anything happened to it."""
    settings_ = Settings(seed=3, enterprises=4000, rate=400)
    world, writer = World(settings_), Writer(settings_.seed)
    quiet = 0
    for place in range(world.pairs):
        pairs = [world.pair(place, step) for step in range(4)]
        for step in range(1, 4):
            before, now = pairs[step - 1], pairs[step]
            if any(writer.lines(subject, before) != writer.lines(subject, now) for subject in layout.SUBJECTS):
                assert world.may_change(place, step)
                quiet += any(
                    one.is_absorbed and one.is_there and not two.is_there for one, two in zip(before, now, strict=True)
                )
    assert quiet, "no merger ends in this world"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> list[Path]:
    """Full extracts of a lively world on eight days in a row."""
    synthetic = Synthetic(Settings(seed=7, enterprises=3000, rate=2000, share=30))
    folder = tmp_path_factory.mktemp("extracts")
    return [write(synthetic, folder / f"{step}.zip", step, Kind.FULL) for step in range(8)]


def test_names_of_the_zips(tmp_path):
    synthetic = Synthetic(Settings(enterprises=2))
    assert synthetic.write_in(tmp_path, 0, Kind.FULL).name == "KboOpenData_0140_2025_10_Full.zip"
    assert synthetic.write_in(tmp_path, 7, Kind.UPDATE).name == "KboOpenData_0147_2025_10_12_Update.zip"


def test_exactly_the_format(made):
    with zipfile.ZipFile(made[0]) as archive:
        assert set(archive.namelist()) == {f"{file.name}.csv" for file in layout.FULL_FILES}
        for file in layout.FULL_FILES:
            text = archive.read(f"{file.name}.csv")
            header, *lines = text.splitlines(keepends=True)
            assert header == (",".join(f'"{name}"' for name in file.names) + "\n").encode()
            assert b"\r" not in text
            assert all(map(LINE.fullmatch, lines))


def test_nothing_in_it_is_refused(made):
    for path in made:
        with path.open("rb") as file:
            read = Extract(file)
            for subject in layout.SUBJECTS:
                found = sum(len(rows) for rows in read.rows(subject))
                assert found == len(oracle.table(path, subject.name))
            assert not read.faults.listed


def test_numbers_are_valid_and_nobody_has_them(made):
    demo = {companies.enterprise_number(rank) for rank in range(1, 301)}
    found = [row["EnterpriseNumber"] for row in oracle.table(made[0], "enterprise")]
    assert len(found) == len(set(found))
    for number in found:
        assert numbers.is_number(number)
        assert number.startswith("0100.") or number >= "1500"
    assert not demo & {number.replace(".", "") for number in found}
    places = [row["EstablishmentNumber"] for row in oracle.table(made[0], "establishment")]
    assert len(places) == len(set(places))
    assert all(map(numbers.is_number, places))


def test_what_makes_the_register_hard_is_in_it(made):
    addresses = oracle.table(made[0], "address")
    shared = {(row["Zipcode"], row["MunicipalityFR"]) for row in addresses}
    for place in (("1040", "Bruxelles"), ("1040", "Etterbeek"), ("1050", "Bruxelles"), ("1050", "Ixelles")):
        assert place in shared
    assert any(row["DateStrikingOff"] for row in addresses)
    assert any(row["CountryFR"] and not row["Zipcode"] for row in addresses)
    seats = {row["EntityNumber"] for row in addresses if row["TypeOfAddress"] == "REGO"}
    persons = {row["EnterpriseNumber"] for row in oracle.table(made[0], "enterprise") if row["TypeOfEnterprise"] == "1"}
    assert persons
    assert not persons & seats
    names = oracle.table(made[0], "denomination")
    assert {row["Language"] for row in names} == set("01234")
    texts = "".join(row["Denomination"] for row in names)
    assert all(sign in texts for sign in '",é–')
    activities = oracle.table(made[0], "activity")
    main = [
        (row["EntityNumber"], row["ActivityGroup"], row["NaceVersion"])
        for row in activities
        if row["Classification"] == "MAIN"
    ]
    assert len(main) > len(set(main))
    assert {row["NaceVersion"] for row in activities} == {"2003", "2008", "2025"}
    assert {len(row["NaceCode"]) for row in activities} == {5, 7}
    with zipfile.ZipFile(made[0]) as archive:
        text = archive.read("address.csv")
    assert b',"",' in text
    assert b",," in text


def test_companies_start_stop_move_and_merge(made):
    companies_of = [{row["EnterpriseNumber"]: row for row in oracle.table(path, "enterprise")} for path in made]
    kept = [oracle.kept(path)[0] for path in made]
    owners = [
        {row["EstablishmentNumber"]: row["EnterpriseNumber"] for row in oracle.table(path, "establishment")}
        for path in made
    ]
    days = list(range(1, len(made)))
    assert any(companies_of[day].keys() - companies_of[day - 1].keys() for day in days)
    assert any(companies_of[day - 1].keys() - companies_of[day].keys() for day in days)
    here = [kept[day] & companies_of[day - 1].keys() for day in days]
    assert any(here[day - 1] - kept[day - 1] for day in days), "nobody moves in"
    assert any(kept[day - 1] & companies_of[day].keys() - kept[day] for day in days), "nobody moves out"
    merged = {
        number
        for day in days
        for number, row in companies_of[day - 1].items()
        if row["JuridicalSituation"] == "021" and number not in companies_of[day]
    }
    assert merged
    assert any(
        owner in merged and owners[day].get(place) not in (None, owner)
        for day in days
        for place, owner in owners[day - 1].items()
    ), "nobody gets the establishments"


def test_the_same_seed_writes_the_same(tmp_path):
    """Also in another process, with another order of sets."""
    folders = [tmp_path / name for name in ("one", "two", "other")]
    for seed, folder in zip(("3", "3", "4"), folders, strict=True):
        command = [sys.executable, "-m", "tools.cbe_extract", folder, "--seed", seed, "--enterprises", "300"]
        options = ["--updates", "1", "--rate", "1000"]
        said = subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        assert said.splitlines() == [str(path) for path in sorted(folder.iterdir())]
    contents = [[path.read_bytes() for path in sorted(folder.iterdir())] for folder in folders]
    assert contents[0] == contents[1]
    assert contents[0] != contents[2]
    assert len(contents[0]) == 2
