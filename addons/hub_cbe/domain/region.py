"""Which companies are kept: those with a seat or an establishment in the region.

An address lies in the region when it is Belgian, is not struck off, and its municipality is one of the communes: by
its name first, by its postcode second. The seat of an enterprise is its address of the type REGO, an establishment has
one of the type BAET. A natural person has no seat, only establishments. Branches count by the establishment that each
of them has.

The register's *Bruxelles* is the City. People write it for any commune of the region; the register does not.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from . import layout
from .extract import Extract
from .numbers import KEY, number_of
from .problems import Faults
from .wanted import ALL, Share

SEAT, ESTABLISHMENT = "REGO", "BAET"
NATURAL_PERSON = "1"
_PLACES = {name: layout.ADDRESS.place(name) for name in layout.ADDRESS.names}
_ENTITY, _TYPE = _PLACES["EntityNumber"], _PLACES["TypeOfAddress"]
_COUNTRY_NL, _COUNTRY_FR = _PLACES["CountryNL"], _PLACES["CountryFR"]
_POSTCODE, _NAME_NL, _NAME_FR = _PLACES["Zipcode"], _PLACES["MunicipalityNL"], _PLACES["MunicipalityFR"]
_STRUCK_OFF = _PLACES["DateStrikingOff"]
_MUNICIPALITY = "Ville de {}"
_CELLS = max(_NAME_NL, _NAME_FR) + 1
_REMEMBERED = 100_000

CommuneOf = Callable[[str, str], int | None]
"""The commune of a municipality as somebody writes it and of a postcode, as hub_entrepreneurs finds it."""


class Region:
    """Tells in which commune of the region an address lies.

    :param edition: another one where some address may lie in another commune
    """

    def __init__(self, commune_of: CommuneOf, edition: str = ""):
        self.edition = edition

        @functools.lru_cache(maxsize=2**16)
        def find(name_fr: str, name_nl: str, postcode: str) -> int | None:
            for name in filter(None, (name_fr, name_nl)):
                # Named as a municipality, so that the City is meant and not the region.
                if commune := commune_of(_MUNICIPALITY.format(name), postcode):
                    return commune
            return None if name_fr or name_nl else commune_of("", postcode)

        self._find = find
        self._likely: dict[bytes, bool] = {}

    def commune(self, address: Sequence[str]) -> int | None:
        """Return the commune of a row of the file of addresses; None outside the region, abroad, or struck off."""
        if address[_COUNTRY_FR] or address[_COUNTRY_NL] or address[_STRUCK_OFF]:
            return None
        return self._find(address[_NAME_FR], address[_NAME_NL], address[_POSTCODE])

    def likely(self, pieces: Iterable[bytes]) -> list[bytes]:
        """Return those of some rows of the file of addresses that may lie in the region, before they are taken apart.

        Of two million addresses some ten thousand municipalities and postcodes are different.

        :param pieces: as of :meth:`.Part.batches`
        """
        known = self._likely
        if len(known) > _REMEMBERED:
            known.clear()
        found = []
        for piece in pieces:
            # As many cells as there are up to the municipality, where no cell has a comma.
            cells = piece.split(b",", _CELLS)[1:_CELLS]
            place = b",".join(cells)
            if place not in known:
                known[place] = self._is_likely(cells)
            if known[place]:
                found.append(piece)
        return found

    def _is_likely(self, cells: list[bytes]) -> bool:
        row = [""] * len(layout.ADDRESS.columns)
        for place, cell in enumerate(cells, 1):
            text = cell.strip(b'"')
            if cell not in (text, b'"%s"' % text):
                # A comma or a quote in a text.
                return True
            row[place] = text.decode("utf-8", "replace")
        return row[_TYPE] in (SEAT, ESTABLISHMENT) and self.commune(row) is not None

    def places(self, addresses: Iterable[Sequence[str]]) -> tuple[set[bytes], set[bytes]]:
        """Return the keys of the enterprises with a seat in the region, and of the establishments there."""
        seats: set[bytes] = set()
        establishments: set[bytes] = set()
        by_type = {SEAT: seats, ESTABLISHMENT: establishments}
        for address in addresses:
            found = by_type.get(address[_TYPE])
            if found is not None and self.commune(address):
                found.add(address[_ENTITY][:KEY].encode())
        return seats, establishments


class Kept(NamedTuple):
    """Keys of what is kept of an extract.

    Of natural persons in the region that nobody knows only the numbers are here, and nothing else of them is read.
    """

    companies: set[bytes]
    establishments: dict[bytes, bytes]
    """All of these companies, in the region or not, each with its company."""
    persons: set[bytes]

    def wanted(self) -> set[bytes]:
        """Return the numbers whose names, addresses, contact data and activities are read."""
        return self.companies.union(self.establishments)

    def owners(self) -> dict[int, int]:
        """Return the number of the company of each establishment."""
        return {number_of(place): number_of(company) for place, company in self.establishments.items()}


class Places(NamedTuple):
    """Keys of what has an address in the region: enterprises with a seat, and establishments."""

    seats: set[bytes]
    establishments: set[bytes]


def find_places(extract: Extract, region: Region, share: Share = ALL) -> Places:
    """Find out who has an address in the region, in a pass over the file of addresses.

    :param share: of its rows
    """
    found = Places(set(), set())
    for rows in extract.unchecked(layout.ADDRESS, likely=region.likely, share=share):
        seats, establishments = region.places(rows)
        found.seats.update(seats)
        found.establishments.update(establishments)
    return found


def find_kept(extract: Extract, places: Places, known: Collection[bytes] = ()) -> Kept:
    """Find out what is kept of a full extract, in three passes over its two smallest files.

    :param known: keys of enterprises that are kept wherever they sit and whatever they are: those that Hub knows
    """
    owner = layout.ESTABLISHMENT.place("EnterpriseNumber")
    enterprises = places.seats.union(known)
    for rows in extract.unchecked(layout.ESTABLISHMENT, places.establishments):
        enterprises.update(row[owner][:KEY].encode() for row in rows)
    companies: set[bytes] = set()
    persons: set[bytes] = set()
    kind = layout.ENTERPRISE.place("TypeOfEnterprise")
    faults = Faults(0)
    for rows in extract.unchecked(layout.ENTERPRISE, enterprises, faults=faults):
        for row in rows:
            key = row[0][:KEY].encode()
            (persons if row[kind] == NATURAL_PERSON and key not in known else companies).add(key)
    # Who is known and whose row nobody can read is not gone.
    companies |= {key for each in faults.torn[f"{layout.ENTERPRISE.name}.csv"] if (key := each.encode()) in known}
    establishments = {
        row[0][:KEY].encode(): company
        for rows in extract.unchecked(layout.ESTABLISHMENT, frozenset(), companies)
        for row in rows
        if (company := row[owner][:KEY].encode()) in companies
    }
    return Kept(companies, establishments, persons)
