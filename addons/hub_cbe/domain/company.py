"""What a company is, put together from the rows that the register has about it.

*Language.* The register does not say which language a company speaks. It is the one of its name: if it has names in
several, the first of French, Dutch, German. A name without a language says nothing: then the language is the only one
that its address is written in, else French.

*Display name.* In a language: the name in it; else the name in the company's own language; else the first that there
is. The name proper comes before the commercial name, and that before the
abbreviation.

*Address.* Street and municipality in the company's language where the register has them, else in the other one. German
has no columns of its own, its addresses are in the French ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from . import layout
from .activities import Activity, main_activity
from .layout import read_date
from .numbers import value
from .records import Row
from .region import ESTABLISHMENT, NATURAL_PERSON, SEAT, Region

FRENCH, DUTCH, GERMAN, ENGLISH, NO_LANGUAGE = "fr", "nl", "de", "en", ""
LANGUAGES = {"0": NO_LANGUAGE, "1": FRENCH, "2": DUTCH, "3": GERMAN, "4": ENGLISH}
NAME, ABBREVIATION, COMMERCIAL, BRANCH = "001", "002", "003", "004"
_ORDER = (FRENCH, DUTCH, GERMAN, ENGLISH, NO_LANGUAGE)
_KINDS = (NAME, COMMERCIAL, ABBREVIATION, BRANCH)
_ADDRESS = {name: layout.ADDRESS.place(name) for name in layout.ADDRESS.names}
_FIRST_YEAR = 1000
"""Odoo can't read a day before: 01-01-0001 is what somebody wrote who did not know it."""


class Name(NamedTuple):
    """A name: its kind (name, abbreviation, commercial name, name of a branch), its language, the name."""

    kind: str
    language: str
    text: str


class Contact(NamedTuple):
    """How somebody is reached, says the register: TEL, EMAIL, WEB or FAX."""

    kind: str
    value: str


class Address(NamedTuple):
    """An address in one language; ``commune`` is empty outside the region, ``country`` in Belgium."""

    street: str
    number: str
    box: str
    postcode: str
    municipality: str
    country: str
    extra: str
    commune: int | None


class Establishment(NamedTuple):
    """A place where a company works."""

    number: int
    start: date | None
    name: str
    address: Address | None
    contacts: tuple[Contact, ...]
    activities: tuple[Activity, ...]


class Company(NamedTuple):
    """What the register says of a company.

    Both legal forms are the register's: the one of its statutes, and the one that the code of 2019 reads in its place.
    """

    number: int
    is_natural_person: bool
    status: str
    situation: str
    legal_form: str
    legal_form_read_as: str
    start: date | None
    language: str
    names: tuple[Name, ...]
    address: Address | None
    contacts: tuple[Contact, ...]
    activities: tuple[Activity, ...]
    main_activity: Activity | None
    establishments: tuple[Establishment, ...]

    def display_name(self, language: str) -> str:
        """Return what the company is called in a language."""
        return display_name(self.names, language, self.language)


@dataclass
class Rows:
    """The rows about a company and its establishments, by entity."""

    enterprise: Row
    establishments: list[Row] = field(default_factory=list)
    names: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    addresses: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    contacts: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    activities: Mapping[str, Sequence[Row]] = field(default_factory=dict)


def by_entity(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by the number that they begin with."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def company_of(rows: Rows, region: Region) -> Company:
    """Put a company together.

    :param region: tells the commune of an address
    """
    number, status, situation, kind, form, form_read_as, start = rows.enterprise
    names = _names(rows.names.get(number, ()))
    seats = [row for row in rows.addresses.get(number, ()) if _is_present(row, SEAT)]
    language = language_of(names, seats[0] if seats else None)
    activities = _activities(rows.activities.get(number, ()))
    return Company(
        number=value(number),
        is_natural_person=kind == NATURAL_PERSON,
        status=status,
        situation=situation,
        legal_form=form,
        legal_form_read_as=form_read_as or form,
        start=_day(start),
        language=language,
        names=names,
        address=_address(seats[0], language, region) if seats else None,
        contacts=_contacts(rows.contacts.get(number, ())),
        activities=activities,
        main_activity=main_activity(activities),
        establishments=tuple(_establishment(row, rows, names, language, region) for row in rows.establishments),
    )


def display_name(names: Iterable[Name], language: str, own_language: str) -> str:
    """Return what a company is called in a language by the rule above; empty when it has no name.

    >>> names = [Name("001", "nl", "Voorbeeld"), Name("001", "fr", "Exemple"), Name("002", "en", "EX")]
    >>> [display_name(names, language, "nl") for language in ("fr", "nl", "en")]
    ['Exemple', 'Voorbeeld', 'Voorbeeld']
    """
    languages = (language, own_language, *_ORDER)
    ranked = ((_KINDS.index(name.kind), languages.index(name.language), name.text) for name in names)
    return min(ranked, default=(0, 0, ""), key=lambda each: each[:2])[2]


def language_of(names: Iterable[Name], seat: Sequence[str] | None) -> str:
    """Return the language of a company by the rule above.

    >>> language_of([Name("001", "", "Voorbeeld"), Name("003", "nl", "Voorbeeld")], None)
    'nl'
    """
    for kind in _KINDS:
        spoken = {name.language for name in names if name.kind == kind} - {NO_LANGUAGE, ENGLISH}
        if spoken:
            return min(spoken, key=_ORDER.index)
    if seat and seat[_ADDRESS["MunicipalityNL"]] and not seat[_ADDRESS["MunicipalityFR"]]:
        return DUTCH
    return FRENCH


def plain(text: str) -> str:
    r"""Return a text on one line, with one blank between its words.

    >>> plain("Atelier\n  Exemple ")
    'Atelier Exemple'
    """
    return " ".join(text.split())


def _day(text: str) -> date | None:
    day = read_date(text)
    return day if day and day.year >= _FIRST_YEAR else None


def _names(rows: Iterable[Row]) -> tuple[Name, ...]:
    named = (Name(kind, LANGUAGES.get(language, NO_LANGUAGE), plain(text)) for _number, language, kind, text in rows)
    return tuple(dict.fromkeys(name for name in named if name.text and name.kind in _KINDS))


def _contacts(rows: Iterable[Row]) -> tuple[Contact, ...]:
    return tuple(dict.fromkeys([Contact(kind, plain(text)) for _number, _of, kind, text in rows if plain(text)]))


def _activities(rows: Iterable[Row]) -> tuple[Activity, ...]:
    return tuple(dict.fromkeys([Activity(*row[1:]) for row in rows]))


def _is_present(row: Row, kind: str) -> bool:
    return row[_ADDRESS["TypeOfAddress"]] == kind and not row[_ADDRESS["DateStrikingOff"]]


def _address(row: Row, language: str, region: Region) -> Address:
    cells = {name: plain(row[place]) if row[place] else "" for name, place in _ADDRESS.items()}
    own, other = ("NL", "FR") if language == DUTCH else ("FR", "NL")
    return Address(
        street=cells[f"Street{own}"] or cells[f"Street{other}"],
        number=cells["HouseNumber"],
        box=cells["Box"],
        postcode=cells["Zipcode"],
        municipality=cells[f"Municipality{own}"] or cells[f"Municipality{other}"],
        country=cells[f"Country{own}"] or cells[f"Country{other}"],
        extra=cells["ExtraAddressInfo"],
        commune=region.commune(row),
    )


def _establishment(row: Row, rows: Rows, names: Sequence[Name], language: str, region: Region) -> Establishment:
    """Put an establishment together. One without a name of its own has the company's."""
    number, start, _enterprise = row
    own_names = _names(rows.names.get(number, ()))
    places = [each for each in rows.addresses.get(number, ()) if _is_present(each, ESTABLISHMENT)]
    return Establishment(
        number=value(number),
        start=_day(start),
        name=display_name(own_names or names, language, language),
        address=_address(places[0], language, region) if places else None,
        contacts=_contacts(rows.contacts.get(number, ())),
        activities=_activities(rows.activities.get(number, ())),
    )
