"""What a company of the register is as a contact."""

from __future__ import annotations

from datetime import date

import pytest
from hub_cbe.domain.contact import References, contact_values, digest, is_in_region
from hub_cbe.domain.numbers import key, number_of, value

from .common import NUMBERS, ONE, SHOP, address
from .test_company import DUTCH, FRENCH, company, seat

IXELLES = 21009
REFERENCES = References(
    belgium=20,
    countries={"france": 75, "frankrijk": 75},
    languages={"fr": "fr_BE", "nl": "nl_BE"},
    activities={("2025", "62110"): 1, ("2008", "62010"): 2, ("2025", "47550"): 3},
)
OF_VAT = [ONE, "001", "2025", "62110", "MAIN"]


def values(*rows, **others):
    return contact_values(company(*rows, **others), REFERENCES)


def test_a_company_of_the_region():
    found = values(
        [FRENCH, DUTCH],
        [seat(Box="3")],
        contacts=[[ONE, "ENT", "TEL", "02 555 01 02"], [ONE, "ENT", "EMAIL", "a@example.com"]],
        activities=[OF_VAT, [ONE, "003", "2008", "62010", "SECO"], [ONE, "001", "2003", "72210", "MAIN"]],
    )
    assert found == {
        "name": "Exemple",
        "company_registry": "1500000080",
        "is_natural_person": False,
        "street": "Rue de l'Exemple 1 bte 3",
        "street2": None,
        "zip": "1050",
        "city": "Ixelles",
        "country_id": 20,
        "commune_id": IXELLES,
        "lang": "fr_BE",
        "phone": "02 555 01 02",
        "email": "a@example.com",
        "email_source": "register",
        "website": None,
        "founding_date": date(2020, 2, 1),
        "nace_ids": [1, 2],
        "main_nace_id": 1,
    }


def test_all_have_the_same_fields():
    assert values().keys() == values([FRENCH], [seat()]).keys()


def test_who_has_no_name_is_called_by_its_number():
    assert values()["name"] == ONE


def test_a_dutch_box():
    assert values([DUTCH], [seat(Box="3")])["street"] == "Voorbeeldstraat 1 bus 3"


@pytest.mark.parametrize("abroad", [[], [seat(CountryFR="France", CountryNL="Frankrijk", MunicipalityFR="Lille")]])
def test_a_seat_abroad_gives_way_to_the_establishment_here(abroad):
    here = address(SHOP, "BAET", "1050", "Elsene", "Ixelles", HouseNumber="9")
    found = values([FRENCH], [*abroad, here], establishments=[SHOP])
    assert (found["street"], found["commune_id"], found["country_id"]) == ("Rue de l'Exemple 9", IXELLES, 20)


def test_a_seat_elsewhere_in_belgium_stays():
    elsewhere = seat(Zipcode="9000", MunicipalityNL="Gent", MunicipalityFR="Gand")
    here = address(SHOP, "BAET", "1050", "Elsene", "Ixelles")
    found = company([FRENCH], [elsewhere, here], establishments=[SHOP])
    assert contact_values(found, REFERENCES)["city"] == "Gand"
    assert contact_values(found, REFERENCES)["commune_id"] is None
    assert is_in_region(found)
    assert not is_in_region(company([FRENCH], [elsewhere]))


def test_a_country_that_nobody_knows_is_left_empty():
    found = values([FRENCH], [seat(CountryFR="Atlantide")])
    assert found["country_id"] is None


def test_an_establishment_stands_in_for_contact_data_and_activities():
    found = values(
        [FRENCH],
        [seat()],
        contacts=[[SHOP, "EST", "TEL", "02 555 01 03"]],
        activities=[[SHOP, "003", "2025", "47550", "MAIN"]],
        establishments=[SHOP],
    )
    assert (found["phone"], found["nace_ids"], found["main_nace_id"]) == ("02 555 01 03", [3], 3)


def test_a_digest_changes_with_what_is_said():
    assert digest(["one", "two"]) == digest(["one", "two"])
    assert len({digest(texts) for texts in (["one", "two"], ["two", "one"], ["one"], ["onetwo"], [])}) == 5


@pytest.mark.parametrize("number", NUMBERS)
def test_a_key_tells_its_number(number):
    assert number_of(key(value(number))) == value(number)
