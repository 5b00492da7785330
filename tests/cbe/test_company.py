"""What a company is, put together from the rows about it."""

from __future__ import annotations

from datetime import date

import pytest
from hub_cbe.domain import layout
from hub_cbe.domain.activities import Activity
from hub_cbe.domain.company import Contact, Name, Rows, by_entity, company_of
from hub_cbe.domain.situations import Meaning, meaning
from hub_cbe.synthetic.codes import TABLES

from .common import ONE, SHOP, STALL, address, enterprise, region


def company(names=(), addresses=(), *, contacts=(), activities=(), establishments=(), row=None):
    return company_of(
        Rows(
            row or enterprise(ONE),
            [[number, "01-03-2021", ONE] for number in establishments],
            by_entity(names),
            by_entity(addresses),
            by_entity(contacts),
            by_entity(activities),
        ),
        region(),
    )


def seat(**others):
    return address(ONE, "REGO", "1050", "Elsene", "Ixelles", **others)


FRENCH = [ONE, "1", "001", "Exemple"]
DUTCH = [ONE, "2", "001", "Voorbeeld"]
GERMAN = [ONE, "3", "001", "Muster"]
ENGLISH = [ONE, "4", "001", "Sample"]
NONE = [ONE, "0", "001", "Maquette"]


@pytest.mark.parametrize(
    ("names", "language", "display"),
    [
        ([FRENCH], "fr", {"fr": "Exemple", "nl": "Exemple", "en": "Exemple"}),
        ([DUTCH], "nl", {"fr": "Voorbeeld", "nl": "Voorbeeld", "en": "Voorbeeld"}),
        ([DUTCH, FRENCH], "fr", {"fr": "Exemple", "nl": "Voorbeeld", "en": "Exemple"}),
        ([GERMAN], "de", {"fr": "Muster", "de": "Muster"}),
        ([ENGLISH, DUTCH], "nl", {"fr": "Voorbeeld", "en": "Sample"}),
        ([NONE], "fr", {"fr": "Maquette", "nl": "Maquette"}),
        ([NONE, [ONE, "2", "003", "De Winkel"]], "nl", {"nl": "Maquette"}),
        ([[ONE, "2", "003", "De Winkel"], [ONE, "1", "002", "DW"]], "nl", {"fr": "De Winkel", "nl": "De Winkel"}),
        ([[ONE, "1", "002", "EX"]], "fr", {"nl": "EX"}),
        ([], "fr", {"nl": ""}),
    ],
)
def test_names(names, language, display):
    found = company(names, [seat()])
    assert found.language == language
    assert {each: found.display_name(each) for each in display} == display


def test_language_of_the_only_one_in_the_address():
    dutch = seat(MunicipalityFR="", StreetFR="")
    assert company([NONE], [dutch]).language == "nl"
    assert company([NONE]).language == "fr"


def test_all_names_are_kept_each_once_on_one_line():
    found = company([FRENCH, FRENCH, [ONE, "1", "002", " E\n X "], [ONE, "1", "002", " "]])
    assert found.names == (Name("001", "fr", "Exemple"), Name("002", "fr", "E X"))


def test_address_in_the_language_of_the_company():
    both = company([DUTCH], [seat(Box="3", ExtraAddressInfo="c/o Proef")]).address
    assert (both.street, both.number, both.box, both.postcode) == ("Voorbeeldstraat", "1", "3", "1050")
    assert (both.municipality, both.country, both.extra, both.commune) == ("Elsene", "", "c/o Proef", 21009)
    assert company([FRENCH], [seat()]).address.municipality == "Ixelles"
    assert company([GERMAN], [seat()]).address.street == "Rue de l'Exemple"
    assert company([DUTCH], [seat(StreetNL="")]).address.street == "Rue de l'Exemple"


def test_address_abroad():
    found = company([DUTCH], [seat(CountryNL="Frankrijk", CountryFR="France", Zipcode="")]).address
    assert (found.country, found.postcode, found.commune) == ("Frankrijk", "", None)


def test_no_address():
    assert company([FRENCH], [seat(DateStrikingOff="01-03-2024")]).address is None
    assert company([FRENCH], [address(ONE, "ABBR", "1050", "Elsene", "Ixelles")]).address is None


def test_forms_situation_status_start():
    found = company(row=enterprise(ONE, situation="012", form="015", read_as="610"))
    assert (found.number, found.status, found.situation) == (1500000080, "AC", "012")
    assert (found.legal_form, found.legal_form_read_as) == ("015", "610")
    assert (found.start, found.is_natural_person) == (date(2020, 2, 1), False)
    person = company(row=enterprise(ONE, kind="1", form=""))
    assert (person.legal_form, person.legal_form_read_as, person.is_natural_person) == ("", "", True)
    assert company().legal_form_read_as == "610"


@pytest.mark.parametrize(
    ("day", "start"), [("01-01-0001", None), ("31-12-0999", None), ("01-01-1302", date(1302, 1, 1))]
)
def test_a_day_before_all_days_is_none(day, start):
    assert company(row=[*enterprise(ONE)[:-1], day]).start == start


def test_contacts():
    rows = [[ONE, "ENT", "TEL", " 02 555 01 02 "], [ONE, "ENT", "EMAIL", "info@exemple.example"]] * 2
    assert company(contacts=rows).contacts == (
        Contact("TEL", "02 555 01 02"),
        Contact("EMAIL", "info@exemple.example"),
    )


def activity(group, version, code, classification="MAIN"):
    return [ONE, group, version, code, classification]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("001", "2025", "1"), ("003", "2025", "2"), ("006", "2025", "3")], "3"),
        ([("003", "2025", "2"), ("001", "2025", "1")], "1"),
        ([("003", "2025", "2"), ("003", "2025", "5"), ("006", "2008", "6")], "2"),
        ([("006", "2025", "6", "SECO"), ("001", "2025", "1", "ANCI"), ("003", "2025", "2")], "2"),
        ([("002", "2025", "1"), ("006", "2008", "6")], None),
        ([], None),
    ],
)
def test_main_activity(rows, code):
    found = company(activities=[activity(*row) for row in rows])
    assert (found.main_activity and found.main_activity.code) == code
    assert len(found.activities) == len(rows)


def test_establishments():
    found = company(
        [DUTCH, [SHOP, "1", "003", "Le Coin"]],
        [seat(), address(SHOP, "BAET", "2000", "Antwerpen", "Anvers")],
        contacts=[[SHOP, "EST", "TEL", "02 555 01 03"], [ONE, "ENT", "TEL", "02 555 01 02"]],
        activities=[[SHOP, "001", "2025", "62110", "MAIN"]],
        establishments=[SHOP, STALL],
    )
    shop, stall = found.establishments
    assert (shop.number, shop.start, shop.name) == (2400000031, date(2021, 3, 1), "Le Coin")
    assert (shop.address.municipality, shop.address.commune) == ("Antwerpen", None)
    assert shop.contacts == (Contact("TEL", "02 555 01 03"),)
    assert shop.activities == (Activity("001", "2025", "62110", "MAIN"),)
    assert (stall.name, stall.address, stall.contacts) == ("Voorbeeld", None, ())
    assert found.contacts == (Contact("TEL", "02 555 01 02"),)
    assert not found.activities


def test_situations():
    assert [meaning(code) for code in ("000", "050", "021", "006", "???")] == [
        Meaning.NORMAL,
        Meaning.BANKRUPTCY,
        Meaning.MERGER,
        Meaning.RENUMBERED,
        Meaning.UNKNOWN,
    ]
    assert all(meaning(code) is not Meaning.UNKNOWN for code in TABLES["JuridicalSituation"])


def test_columns_are_where_the_file_has_them():
    assert layout.ADDRESS.names.index("StreetFR") == layout.ADDRESS.place("StreetFR") == 8
