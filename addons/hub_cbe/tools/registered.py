"""What the register has of companies that are compared with others, from its own rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from odoo.tools import SQL

from ..domain import layout
from ..domain.company import plain
from ..domain.hosts import hosts
from ..domain.matching import Address, Registered, Situation
from ..domain.numbers import bare, dotted
from ..domain.region import ESTABLISHMENT
from .rows import table, unpacked

_NAME = layout.DENOMINATION.place("Denomination")
_ADDRESS = {name: layout.ADDRESS.place(name) for name in layout.ADDRESS.names}
_CONTACT = {name: layout.CONTACT.place(name) for name in layout.CONTACT.names}


def get_registered(env, numbers: Mapping[int, str], digits_of) -> dict[int, Registered]:
    """Return what the register has of companies, from its own rows: each language, each establishment.

    :param numbers: the numbers of companies by id
    :param digits_of: the digits of the phone numbers in a text
    """
    ids = {int(number): id_ for id_, number in numbers.items()}
    names = _of_companies(env, layout.DENOMINATION, ids)
    addresses = _of_companies(env, layout.ADDRESS, ids)
    contacts = _of_companies(env, layout.CONTACT, ids)
    return {
        id_: _registered(number, names[number], addresses[number], contacts[number], digits_of)
        for number, id_ in ids.items()
    }


def _of_companies(env, subject, numbers: Iterable[int]) -> dict[int, list[tuple[int, list[str]]]]:
    """Return the rows of a subject by company, each with the number that it is about."""
    found = defaultdict(list)
    query = SQL(
        "SELECT company, entity, cells FROM %s WHERE company = ANY(%s) ORDER BY company, seq",
        table(subject), list(numbers),
    )  # fmt: skip
    for company, entity, cells in env.execute_query(query):
        found[company] += ((entity, row) for row in unpacked(dotted(entity), cells))
    return found


def _registered(number: int, names, addresses, contacts, digits_of) -> Registered:
    def unique(of_company: bool) -> tuple[str, ...]:
        found = (plain(row[_NAME]) for entity, row in names if (entity == number) == of_company)
        return tuple(dict.fromkeys(filter(None, found)))

    def values(kind: str) -> list[str]:
        return [row[_CONTACT["Value"]] for _entity, row in contacts if row[_CONTACT["ContactType"]] == kind]

    emails = frozenset(email.strip().lower() for email in values("EMAIL"))
    return Registered(
        bare(number),
        own := unique(of_company=True),
        tuple(name for name in unique(of_company=False) if name not in own),
        tuple(dict.fromkeys(_address(row) for _entity, row in addresses)),
        frozenset(digits for text in values("TEL") for digits in digits_of(text)),
        emails,
        frozenset(host for site in values("WEB") or [""] for host in hosts(site, emails)),
    )


def _address(row: list[str]) -> Address:
    def cell(name: str) -> str:
        return plain(row[_ADDRESS[name]])

    if cell("DateStrikingOff"):
        situation = Situation.FORMER
    else:
        situation = Situation.PLACE if cell("TypeOfAddress") == ESTABLISHMENT else Situation.SEAT
    streets = dict.fromkeys(filter(None, (cell("StreetFR"), cell("StreetNL"))))
    return Address(situation, cell("Zipcode"), tuple(f"{street} {cell('HouseNumber')}".strip() for street in streets))
