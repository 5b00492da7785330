"""What a company of the register is as a contact.

*Address.* That of the seat. A company whose seat is abroad, or that has none, is met at its establishment in the
region: the first of these stands in for the seat.

*Contact data.* The company's own, else those of its first establishment that has any.

*Activities.* The company's own; who has none does what its establishments do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from .activities import Activity, main_activity
from .company import DUTCH, Address, Company
from .numbers import bare, dotted

_BOX = {DUTCH: "bus"}
_OTHER_BOX = "bte"
_RULES = b"2"
"""Another one when a rule of this module or of :mod:`.company` changes: each company then counts as changed."""


@dataclass(frozen=True)
class References:
    """What contacts point to: ids by what the register writes.

    :param languages: the code of a language that is installed, by the register's languages
    :param activities: by version and code of NACE
    """

    belgium: int
    countries: Mapping[str, int]
    languages: Mapping[str, str]
    activities: Mapping[tuple[str, str], int]


def digest(told: Iterable[str]) -> str:
    """Return what tells whether the register says something else of a company than before: 32 hexadecimal digits.

    :param told: what it says, in texts
    """
    return blake2b("\n".join(told).encode(), digest_size=16, key=_RULES).hexdigest()


def is_in_region(company: Company) -> bool:
    """Tell whether the seat or an establishment lies in the region."""
    return any(address.commune for address in _addresses(company))


def contact_values(company: Company, references: References) -> dict[str, object]:
    """Return the values of a contact by the names of its fields, None for what the register does not say.

    Of many2one fields it is an id, of the activities a list of ids. All contacts have the same fields.
    """
    address = _address_of(company)
    kinds = dict(reversed(_contacts(company)))
    activities = _activities(company)
    main = company.main_activity or main_activity(activities)
    return {
        "name": company.display_name(company.language) or dotted(company.number),
        "company_registry": bare(company.number),
        "is_natural_person": company.is_natural_person,
        **_address_values(address, company.language, references),
        "lang": references.languages.get(company.language),
        "phone": kinds.get("TEL"),
        "email": kinds.get("EMAIL"),
        "email_source": "register" if "EMAIL" in kinds else None,
        "website": kinds.get("WEB"),
        "founding_date": company.start,
        "nace_ids": sorted({id_ for each in activities if (id_ := _id_of(each, references))}),
        "main_nace_id": _id_of(main, references) if main else None,
    }


def street_line(address: Address, language: str) -> str:
    """Return street, number and box as an envelope has them.

    >>> street_line(Address("Rue Exemple", "12", "3", "1000", "Bruxelles", "", "", 1), "fr")
    'Rue Exemple 12 bte 3'
    """
    box = f"{_BOX.get(language, _OTHER_BOX)} {address.box}" if address.box else ""
    return " ".join(filter(None, (address.street, address.number, box)))


def _addresses(company: Company) -> Iterable[Address]:
    return filter(None, (company.address, *(each.address for each in company.establishments)))


def _address_of(company: Company) -> Address | None:
    seat = company.address
    if seat and not seat.country:
        return seat
    return next((address for address in _addresses(company) if address.commune), seat)


def _address_values(address: Address | None, language: str, references: References) -> dict[str, object]:
    if not address:
        return dict.fromkeys(("street", "street2", "zip", "city", "country_id", "commune_id"))
    return {
        "street": street_line(address, language) or None,
        "street2": address.extra or None,
        "zip": address.postcode or None,
        "city": address.municipality or None,
        # Without a country, a contact with an enterprise number counts as Belgian.
        "country_id": references.countries.get(address.country.lower()) if address.country else references.belgium,
        "commune_id": address.commune,
    }


def _contacts(company: Company):
    return company.contacts or next((each.contacts for each in company.establishments if each.contacts), ())


def _activities(company: Company) -> list[Activity]:
    own = list(company.activities)
    return own or [activity for each in company.establishments for activity in each.activities]


def _id_of(activity: Activity, references: References) -> int | None:
    return references.activities.get((activity.version, activity.code))
