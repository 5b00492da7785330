"""Which companies are kept: by municipality first, postcode second, in Belgium, not struck off."""

from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from hub_cbe.domain import layout, records
from hub_cbe.domain.extract import Extract
from hub_cbe.domain.records import Part
from hub_cbe.domain.region import find_kept, find_places
from hub_cbe.domain.wanted import Share
from hypothesis import given, settings
from hypothesis import strategies as st

from .common import (
    NUMBERS,
    ONE,
    PERSON,
    QUICK,
    SHOP,
    STALL,
    STAND,
    THREE,
    TWO,
    address,
    enterprise,
    extract,
    keys,
    packed,
    region,
    text_of,
    texts,
)  # fmt: skip

CITY, ETTERBEEK, IXELLES, SAINT_GILLES, SAINT_JOSSE = 21004, 21005, 21009, 21013, 21014


@pytest.mark.parametrize(
    ("postcode", "name_nl", "name_fr", "others", "commune"),
    [
        ("1040", "Brussel", "Bruxelles", {}, CITY),
        ("1040", "Etterbeek", "Etterbeek", {}, ETTERBEEK),
        ("1050", "Brussel", "Bruxelles", {}, CITY),
        ("1050", "Elsene", "Ixelles", {}, IXELLES),
        ("1050", "Brussel", "", {}, CITY),
        ("1050", "", "", {}, IXELLES),
        ("1060", "Sint-Gillis (bij-Brussel)", "", {}, SAINT_GILLES),
        ("1035", "", "", {}, SAINT_JOSSE),
        ("1070", "Brussel", "Bruxelles", {}, CITY),
        ("", "Elsene", "Ixelles", {}, IXELLES),
        ("9170", "Sint-Gillis-Waas", "Sint-Gillis-Waas", {}, None),
        ("7911", "Forest", "Forest", {}, None),
        ("2000", "Antwerpen", "Anvers", {}, None),
        ("", "", "", {}, None),
        ("1050", "Elsene", "Ixelles", {"CountryFR": "France"}, None),
        ("1050", "Elsene", "Ixelles", {"CountryNL": "Frankrijk"}, None),
        ("1050", "Elsene", "Ixelles", {"DateStrikingOff": "01-03-2024"}, None),
    ],
)
def test_commune(postcode, name_nl, name_fr, others, commune):
    assert region().commune(address(ONE, "REGO", postcode, name_nl, name_fr, **others)) == commune


def ixelles(number, kind, **others):
    return address(number, kind, "1050", "Elsene", "Ixelles", **others)


def antwerp(number, kind):
    return address(number, kind, "2000", "Antwerpen", "Anvers")


def rows(addresses, establishments=(), persons=()):
    enterprises = [enterprise(number, "1" if number in persons else "2") for number in (ONE, TWO, THREE, PERSON)]
    return {
        layout.ENTERPRISE: enterprises,
        layout.ESTABLISHMENT: [[number, "01-02-2020", owner] for number, owner in establishments],
        layout.ADDRESS: addresses,
    }


def kept(*args, known=(), **kwargs):
    return kept_of(extract(rows(*args, **kwargs)), known)


def kept_of(read, known=()):
    return find_kept(read, find_places(read, region()), known)


def test_by_seat():
    found = kept([ixelles(ONE, "REGO"), antwerp(TWO, "REGO"), ixelles(THREE, "REGO", DateStrikingOff="01-03-2024")])
    assert found.companies == keys(ONE)
    assert not found.establishments


def test_by_establishment_with_all_that_it_has():
    found = kept(
        [antwerp(ONE, "REGO"), ixelles(SHOP, "BAET"), antwerp(STALL, "BAET"), antwerp(STAND, "BAET")],
        [(SHOP, ONE), (STALL, ONE), (STAND, TWO)],
    )
    assert found.companies == keys(ONE)
    assert found.establishments.keys() == keys(SHOP, STALL)
    assert found.wanted() == keys(ONE, SHOP, STALL)


def test_other_addresses_are_no_seat():
    assert kept([ixelles(ONE, "OBAD"), ixelles(TWO, "ABBR")]).companies == set()


def test_natural_persons_stand_apart():
    found = kept([ixelles(SHOP, "BAET"), ixelles(STALL, "BAET")], [(SHOP, PERSON), (STALL, ONE)], persons=[PERSON])
    assert (found.companies, found.persons) == (keys(ONE), keys(PERSON))
    assert found.establishments.keys() == keys(STALL)


def test_who_is_known_is_kept_wherever_it_sits():
    found = kept(
        [antwerp(TWO, "REGO"), ixelles(SHOP, "BAET")],
        [(SHOP, PERSON), (STALL, TWO)],
        persons=[PERSON],
        known=keys(TWO, PERSON),
    )
    assert (found.companies, found.persons) == (keys(TWO, PERSON), set())
    assert found.establishments.keys() == keys(SHOP, STALL)


def test_who_is_gone_is_not_kept_though_known():
    read = extract({layout.ENTERPRISE: [enterprise(ONE)]})
    assert kept_of(read, keys(ONE, TWO)).companies == keys(ONE)


@pytest.mark.parametrize("bad", ['"AC","000",', "", '"AC","000","2","610","","01-02-2020","more"'])
def test_whose_row_nobody_can_read_is_not_gone(bad):
    text = text_of(layout.ENTERPRISE, [enterprise(ONE)]) + f'"{TWO}",{bad}\n"{THREE}",{bad}\n'.encode()
    read = Extract(packed(texts({}) | {"enterprise.csv": text}))
    assert kept_of(read, keys(ONE, TWO)).companies == keys(ONE, TWO)


CELLS = st.sampled_from(("", "1050", "2000", "Elsene", "Ixelles", "Anvers", "Congo, Rép.", 'a"b', '",', "a\nb", "é,"))


@settings(QUICK, max_examples=400)
@given(st.data())
def test_who_may_be_in_the_region_is_seen_before_a_row_is_taken_apart(data):
    """Whatever stands in the cells, none is missed that all rows, taken apart, say to be in the region."""
    rows = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(NUMBERS),
                st.sampled_from(("REGO", "BAET", "XXXX")),
                *[CELLS] * 5,
                *[st.sampled_from(("", "Rue", "a,b", 'c"'))] * 5,
                st.sampled_from(("", "01-02-2020")),
            ),
            min_size=1,
            max_size=12,
        )
    )
    text = text_of(
        layout.ADDRESS,
        rows,
        eol=data.draw(st.sampled_from(("\n", "\r\n"))),
        null=data.draw(st.sampled_from(("", '""'))),
        order=data.draw(st.sampled_from((None, [0, 1, *range(12, 1, -1)]))),
    )

    def places(**options):
        batches = Part(io.BytesIO(text), layout.ADDRESS).batches(**options)
        found = [where.places(batch.rows) for batch in batches]
        return [set().union(*several) for several in zip(*found, strict=True)]

    where = region()
    assert places(likely=where.likely) == places()


def test_few_rows_are_taken_apart_to_see_who_is_in_the_region():
    rows = [address(ONE, "REGO", "2000", "Antwerpen", "Anvers")] * 40
    rows += [address(TWO, "REGO", "1050", "Elsene", "Ixelles")] * 2
    part = Part(io.BytesIO(text_of(layout.ADDRESS, rows)), layout.ADDRESS)
    assert sum(len(batch.rows) for batch in part.batches(likely=region().likely)) == 2


def test_several_read_a_share_each():
    rows = [address(number, "REGO", "1050", "Elsene", "Ixelles") for number in NUMBERS for _time in range(30)]
    text = text_of(layout.ADDRESS, rows)
    with patch.object(records, "CHUNK", 400):
        shares = [
            [
                tuple(row)
                for batch in Part(io.BytesIO(text), layout.ADDRESS).batches(share=Share(place, 3))
                for row in batch.rows
            ]
            for place in range(3)
        ]
    assert all(shares)
    assert sorted(row for share in shares for row in share) == sorted(map(tuple, rows))


def test_a_file_whose_numbers_come_later_is_read_by_one():
    rows = [address(ONE, "REGO", "1050", "Elsene", "Ixelles")] * 3
    text = text_of(layout.ADDRESS, rows, order=[1, 0, *range(2, 13)])
    found = [
        sum(len(batch.rows) for batch in Part(io.BytesIO(text), layout.ADDRESS).batches(share=Share(place, 2)))
        for place in range(2)
    ]
    assert found == [3, 0]
