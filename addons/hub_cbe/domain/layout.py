"""The files and columns of an extract, and the names of its zips.

A full extract has a file for each subject. An update has two: the entities whose rows of that subject go, and the rows
that come; an entity whose rows change goes and comes again whole. Text is in double quotes, a date is bare
``dd-mm-yyyy``, what is not known is nothing or ``""``. Lines end with LF, the text is UTF-8 without a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

DATE = "%d-%m-%Y"
_DATE = re.compile(r"\d\d-\d\d-\d{4}", re.ASCII)
LANGUAGES = ("FR", "NL", "DE", "EN")
"""Languages of the labels in the code tables, by the order in which one stands for another."""


class Kind(Enum):
    """What an extract holds: everything of a day, or what changed since the one before."""

    FULL = "full"
    UPDATE = "update"


@dataclass(frozen=True)
class Column:
    """A column.

    :param table: the code table that its values stand in
    :param width: how many characters a code has
    :param first: the digits that a number may begin with; all of the register's, if none is said
    """

    name: str
    most: int
    mandatory: bool = True
    table: str = ""
    width: int = 0
    is_date: bool = False
    is_number: bool = False
    first: str = ""


@dataclass(frozen=True)
class File:
    """A file of a full extract; ``entity`` is the place of the column whose number the row belongs to."""

    name: str
    columns: tuple[Column, ...]
    entity: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in the register's order."""
        return tuple(column.name for column in self.columns)

    def place(self, column: str) -> int:
        """Return the place of a column."""
        return self.names.index(column)


def _text(name: str, most: int, *, mandatory: bool = True) -> Column:
    return Column(name, most, mandatory)


def _code(name: str, width: int, table: str = "", *, mandatory: bool = True) -> Column:
    return Column(name, 20, mandatory, table or name, width)


def _number(name: str, most: int, first: str = "") -> Column:
    return Column(name, most, is_number=True, first=first)


def _date(name: str, *, mandatory: bool = True) -> Column:
    return Column(name, 10, mandatory, is_date=True)


_ENTERPRISE, _ENTITY = _number("EnterpriseNumber", 12, "01"), _number("EntityNumber", 13)
META = File("meta", (_text("Variable", 50), _text("Value", 200, mandatory=False)))
CODE = File("code", (_text("Category", 50), _text("Code", 20), _text("Language", 2), _text("Description", 2000)))
ENTERPRISE = File(
    "enterprise",
    (
        _ENTERPRISE,
        _code("Status", 2),
        _code("JuridicalSituation", 3),
        _code("TypeOfEnterprise", 1),
        _code("JuridicalForm", 3, mandatory=False),
        _code("JuridicalFormCAC", 3, "JuridicalForm", mandatory=False),
        _date("StartDate"),
    ),
)
ESTABLISHMENT = File("establishment", (_number("EstablishmentNumber", 13, "2"), _date("StartDate"), _ENTERPRISE))
BRANCH = File("branch", (_number("Id", 13), _date("StartDate"), _ENTERPRISE))
DENOMINATION = File(
    "denomination",
    (_ENTITY, _code("Language", 1), _code("TypeOfDenomination", 3), _text("Denomination", 320)),
)
ADDRESS = File(
    "address",
    (
        _ENTITY,
        _code("TypeOfAddress", 4),
        _text("CountryNL", 100, mandatory=False),
        _text("CountryFR", 100, mandatory=False),
        _text("Zipcode", 20, mandatory=False),
        _text("MunicipalityNL", 200, mandatory=False),
        _text("MunicipalityFR", 200, mandatory=False),
        _text("StreetNL", 200, mandatory=False),
        _text("StreetFR", 200, mandatory=False),
        _text("HouseNumber", 22, mandatory=False),
        _text("Box", 20, mandatory=False),
        _text("ExtraAddressInfo", 80, mandatory=False),
        _date("DateStrikingOff", mandatory=False),
    ),
)
CONTACT = File("contact", (_ENTITY, _code("EntityContact", 3), _code("ContactType", 0), _text("Value", 254)))
ACTIVITY = File(
    "activity",
    (
        _ENTITY,
        _code("ActivityGroup", 3),
        # Not in a code table: the versions are the tables of the next column.
        Column("NaceVersion", 4, width=4),
        Column("NaceCode", 7, table="Nace"),
        _code("Classification", 4),
    ),
)
SUBJECTS = (ENTERPRISE, ESTABLISHMENT, BRANCH, DENOMINATION, ADDRESS, CONTACT, ACTIVITY)
"""What an update changes."""
FULL_FILES = (META, CODE, *SUBJECTS)
NACE_VERSIONS = ("2003", "2008", "2025")
EXTRA_CODES = {"ContactType": frozenset({"FAX"})}
"""Codes in older data that the code tables of an extract lack."""


def deletes(subject: File) -> File:
    """Return the file of an update with the entities whose rows of a subject go."""
    return File(f"{subject.name}_delete", (subject.columns[subject.entity],))


def inserts(subject: File) -> File:
    """Return the file of an update with the rows of a subject that come."""
    return File(f"{subject.name}_insert", subject.columns, subject.entity)


UPDATE_FILES = (META, *(each(subject) for subject in SUBJECTS for each in (deletes, inserts)))
"""What an update must have; it may have the code tables."""


def files(kind: Kind) -> tuple[File, ...]:
    """Return the files that an extract must have."""
    return FULL_FILES if kind is Kind.FULL else UPDATE_FILES


class Named(NamedTuple):
    """What the name of a zip says; a full extract names no day."""

    number: int
    kind: Kind
    year: int
    month: int
    day: int | None


_NAMES = {
    Kind.FULL: re.compile(r"KboOpenData_(\d{4})_(\d{4})_(\d\d)_Full\.zip", re.IGNORECASE),
    Kind.UPDATE: re.compile(r"KboOpenData_(\d{4})_(\d{4})_(\d\d)_(\d\d)_Update\.zip", re.IGNORECASE),
}


def read_name(name: str) -> Named | None:
    """Return what the name of a zip says, or None for a name that somebody else gave.

    >>> read_name("KboOpenData_0147_2025_10_12_Update.zip")
    Named(number=147, kind=<Kind.UPDATE: 'update'>, year=2025, month=10, day=12)
    >>> read_name("KboOpenData_0137_2025_07_Full.zip").day
    >>> read_name("register.zip")
    """
    for kind, pattern in _NAMES.items():
        if found := pattern.fullmatch(name):
            number, year, month, *day = map(int, found.groups())
            return Named(number, kind, year, month, day[0] if day else None)
    return None


def zip_name(number: int, kind: Kind, snapshot: date) -> str:
    """Return the name that the register gives to a zip.

    >>> zip_name(137, Kind.FULL, date(2025, 7, 6)), zip_name(147, Kind.UPDATE, date(2025, 10, 12))
    ('KboOpenData_0137_2025_07_Full.zip', 'KboOpenData_0147_2025_10_12_Update.zip')
    """
    days = f"{snapshot:%Y_%m}_Full" if kind is Kind.FULL else f"{snapshot:%Y_%m_%d}_Update"
    return f"KboOpenData_{number:04d}_{days}.zip"


def read_date(text: str) -> date | None:
    """Return the day of ``dd-mm-yyyy``, or None when there is no such day.

    >>> read_date("09-08-1960"), read_date("31-02-2020"), read_date("9/08/1960")
    (datetime.date(1960, 8, 9), None, None)
    """
    if not _DATE.fullmatch(text):
        return None
    try:
        return date(int(text[6:]), int(text[3:5]), int(text[:2]))
    except ValueError:
        return None
