"""What an extract says, worked out in a few plain lines: all of it in memory, nothing left out before it is parsed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

from hub_cbe.synthetic.places import BELGIUM, REGION

SUBJECTS = ("enterprise", "establishment", "branch", "denomination", "address", "contact", "activity")
NAMES = {name for _postcode, *names in REGION for name in names if name}
NO_NAME = {postcode for postcode, *names in REGION if not any(names)}
assert not NAMES & {name for _postcode, *names in BELGIUM for name in names}


def table(path: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def counted(rows: list[dict[str, str]]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(row.values()) for row in rows)


def updated(full: Path, update: Path, subject: str) -> list[dict[str, str]]:
    """What the rows of a full extract become by an update."""
    gone = {next(iter(row.values())) for row in table(update, f"{subject}_delete")}
    left = [row for row in table(full, subject) if next(iter(row.values())) not in gone]
    return left + table(update, f"{subject}_insert")


def in_region(row: dict[str, str]) -> bool:
    if row["CountryNL"] or row["CountryFR"] or row["DateStrikingOff"]:
        return False
    names = {row["MunicipalityNL"], row["MunicipalityFR"]} - {""}
    return bool(names & NAMES) if names else row["Zipcode"] in NO_NAME


def kept(path: Path) -> tuple[set[str], set[str], set[str]]:
    """Numbers of the companies, of their establishments and of the natural persons of the region."""
    here = [row for row in table(path, "address") if in_region(row)]
    numbers = {row["EntityNumber"] for row in here if row["TypeOfAddress"] == "REGO"}
    places = {row["EntityNumber"] for row in here if row["TypeOfAddress"] == "BAET"}
    establishments = table(path, "establishment")
    numbers |= {row["EnterpriseNumber"] for row in establishments if row["EstablishmentNumber"] in places}
    types = {row["EnterpriseNumber"]: row["TypeOfEnterprise"] for row in table(path, "enterprise")}
    companies = {number for number in numbers if types[number] != "1"}
    owned = {row["EstablishmentNumber"] for row in establishments if row["EnterpriseNumber"] in companies}
    return companies, owned, numbers - companies
