"""A full extract in pieces, found by number: the same rows as in the whole file, whatever the file is like."""

from __future__ import annotations

import io
from unittest.mock import patch

from hub_cbe.domain import layout, pieces
from hub_cbe.domain.extract import Extract
from hub_cbe.domain.records import Part
from hypothesis import given, settings
from hypothesis import strategies as st

from .common import NUMBERS, ONE, PERSON, QUICK, SHOP, STALL, TWO, extract, keys, packed, text_of, texts

NAMES = st.lists(
    st.tuples(
        st.sampled_from(NUMBERS),
        st.just("1"),
        st.just("001"),
        st.sampled_from(("Exemple", 'dit "Exemple"', "A, B", 'deux\nlignes "2', '\n"9.400', "é" * 40)),
    ),
    max_size=40,
)


def written(rows, **how):
    files = texts({layout.DENOMINATION: []})
    files["denomination.csv"] = text_of(layout.DENOMINATION, rows, **how)
    return Extract(packed(files))


def may_have(piece, wanted):
    asked = sorted(key.decode() for key in wanted)
    return pieces.may_have(piece.enterprises, asked) or pieces.may_have(piece.others, asked)


def found(full, cut, wanted):
    """The rows of some numbers in the pieces that may have them."""

    header, *others = cut
    text = pieces.stream([header.packed, *(piece.packed for piece in others if may_have(piece, wanted))])
    return [row for rows in full.rows(layout.DENOMINATION, wanted, text) for row in rows]


@settings(QUICK, max_examples=300)
@given(st.data())
def test_pieces_have_what_the_file_has(data):
    rows = data.draw(NAMES)
    if data.draw(st.booleans()):
        rows.sort()
    full = written(rows, eol=data.draw(st.sampled_from(("\n", "\r\n"))))
    with patch.object(pieces, "SIZE", data.draw(st.integers(60, 300))):
        cut = list(pieces.pieces(full, layout.DENOMINATION))
    wanted = keys(*data.draw(st.sets(st.sampled_from(NUMBERS), min_size=1)))
    expected = [row for some in full.rows(layout.DENOMINATION, wanted) for row in some]
    assert found(full, cut, wanted) == expected
    assert sorted(map(tuple, expected)) == sorted(
        tuple(part.replace("\r\n", "\n") for part in row) for row in rows if keys(row[0]) <= wanted
    )


def test_few_pieces_have_a_number():
    """Enterprises and establishments stand among each other in some files, each in their own order."""
    numbers = [number for pair in zip((ONE, TWO), (SHOP, STALL), strict=True) for number in pair]
    rows = [(number, "1", "001", "Exemple") for number in numbers for _again in range(50)]
    full = written(rows)
    with patch.object(pieces, "SIZE", 500):
        cut = list(pieces.pieces(full, layout.DENOMINATION))
    assert len(cut) > 10
    for number in numbers:
        having = [piece for piece in cut[1:] if may_have(piece, keys(number))]
        assert 0 < len(having) < len(cut) / 2
        assert len(found(full, cut, keys(number))) == 50
    assert found(full, cut, keys(PERSON)) == []


def test_columns_in_another_order_are_not_cut():
    full = written([(ONE, "1", "001", "Exemple")], order=(3, 1, 2, 0))
    assert list(pieces.pieces(full, layout.DENOMINATION)) == []


def test_a_file_without_rows_is_its_header():
    full = extract({})
    [header] = pieces.pieces(full, layout.DENOMINATION)
    assert found(full, [header], keys(ONE)) == []


@settings(QUICK, max_examples=100)
@given(st.data())
def test_establishments_are_found_by_their_enterprises(data):
    places = st.tuples(st.sampled_from((SHOP, STALL)), st.just("01-02-2020"), st.sampled_from((ONE, TWO, PERSON)))
    rows = data.draw(st.lists(places, max_size=12))
    order = data.draw(st.one_of(st.none(), st.permutations(range(3))))
    text = text_of(layout.ESTABLISHMENT, rows, order=order, eol=data.draw(st.sampled_from(("\n", "\r\n"))))
    part = Part(io.BytesIO(text), layout.ESTABLISHMENT)
    read = [tuple(row) for batch in part.batches(keys(SHOP), keys(ONE)) for row in batch.rows]
    wanted = [row for row in rows if row[0] == SHOP or row[2] == ONE]
    assert [row for row in read if row[0] == SHOP or row[2] == ONE] == wanted
    if order in (None, [0, 1, 2], [1, 0, 2]):
        assert read == wanted
