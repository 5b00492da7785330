"""Files of the register, read as a stream: what Python's csv says of all of a file, for the rows that are wanted."""

from __future__ import annotations

import io
import tracemalloc
from collections import defaultdict
from unittest.mock import patch

import pytest
from hub_cbe.domain import layout, records
from hub_cbe.domain.extract import Extract
from hub_cbe.domain.problems import ENOUGH, BadRow, Fault, Faults, Refusal, RefusedError
from hub_cbe.domain.records import Part
from hypothesis import given, settings
from hypothesis import strategies as st

from .common import (
    NUMBERS,
    ONE,
    QUICK,
    SHOP,
    STALL,
    THREE,
    TWO,
    all_rows,
    enterprise,
    extract,
    keys,
    packed,
    plain_rows,
    text_of,
    texts,
)  # fmt: skip

CHARACTERS = st.text(alphabet='"\n\r,;0129.é\u2028\x85\x0b aœ', min_size=1, max_size=12)
NAMES = st.lists(
    st.tuples(st.sampled_from(NUMBERS), st.sampled_from("01234"), st.sampled_from(("001", "002")), CHARACTERS),
    max_size=14,
)
PLACES = st.lists(
    st.tuples(
        st.sampled_from(NUMBERS),
        st.just("REGO"),
        *[st.one_of(st.just(""), CHARACTERS)] * 10,
        st.sampled_from(("", "01-02-2020")),
    ),
    max_size=10,
)
STRANGERS = 50_000


def read(file, text, wanted=None, faults=None):
    part = Part(io.BytesIO(text), file, faults)
    return [list(row) for batch in part.batches(wanted) for row in batch.rows]


def lines(file, text, wanted=None):
    part = Part(io.BytesIO(text), file)
    return [line for batch in part.batches(wanted) for line in batch.lines()]


ACTIVITIES = st.lists(
    st.tuples(
        st.sampled_from(NUMBERS),
        st.sampled_from(("001", "006", "0066", 'a"b')),
        st.sampled_from(("2008", "2025", "20255")),
        st.sampled_from(("62110", "0111001", "", "1,2", "a\nb")),
        st.sampled_from(("MAIN", "SECO", "")),
    ),
    min_size=1,
    max_size=20,
)


@settings(QUICK, max_examples=300)
@given(st.data())
def test_what_is_said_many_times_is_packed_once(data):
    """The same rows, and the same that are bad, as of a file whose rows are each taken apart and looked at."""
    text = text_of(layout.ACTIVITY, data.draw(ACTIVITIES), eol=data.draw(st.sampled_from(("\n", "\r\n"))))
    wanted = data.draw(st.sampled_from((keys(*NUMBERS), keys(ONE, SHOP), set())))
    files = texts({}) | {"activity.csv": text}
    one, other = (Extract(packed(files)) for _time in range(2))
    expected, found = defaultdict(list), defaultdict(list)
    for rows in one.rows(layout.ACTIVITY, wanted):
        for row in rows:
            expected[row[0]].append("|".join(row))
    for of_numbers in other.packed(layout.ACTIVITY, wanted, "|".join):
        for number, of_number in of_numbers:
            found[number] += of_number
    assert found == expected
    assert (one.faults.total, one.faults.listed) == (other.faults.total, other.faults.listed)


@pytest.mark.parametrize("file", [layout.DENOMINATION, layout.ADDRESS], ids=lambda file: file.name)
@settings(QUICK, max_examples=300)
@given(st.data())
def test_it_says_what_csv_says(file, data):
    rows = data.draw(NAMES if file is layout.DENOMINATION else PLACES)
    order = data.draw(st.one_of(st.none(), st.permutations(range(len(file.columns)))))
    text = text_of(
        file,
        rows,
        order=order,
        eol=data.draw(st.sampled_from(("\n", "\r\n"))),
        null=data.draw(st.sampled_from(("", '""'))),
        dates_quoted=data.draw(st.booleans()),
    )
    if data.draw(st.booleans()):
        text = text.removesuffix(b"\n").removesuffix(b"\r")
    wanted = data.draw(st.one_of(st.none(), st.sets(st.sampled_from(NUMBERS))))
    faults = Faults()
    with patch.object(records, "CHUNK", data.draw(st.integers(200, 400))):
        found = read(file, text, wanted if wanted is None else keys(*wanted), faults)
    assert found == [list(row) for row in rows if wanted is None or row[0] in wanted]
    assert not faults.total
    if order is None:
        assert [row for row in plain_rows(text) if wanted is None or row[0] in wanted] == found


@settings(QUICK, max_examples=150)
@given(NAMES, st.sets(st.sampled_from(NUMBERS)), st.integers(200, 400))
def test_lines_are_those_of_an_editor(rows, wanted, chunk):
    text = text_of(layout.DENOMINATION, rows)
    expected, line = [], 2
    for row in rows:
        if row[0] in wanted:
            expected.append(line)
        line += 1 + sum(value.count("\n") for value in row)
    with patch.object(records, "CHUNK", chunk):
        assert lines(layout.DENOMINATION, text, keys(*wanted)) == expected


def names_with(*rows: str) -> bytes:
    header = '"EntityNumber","Language","TypeOfDenomination","Denomination"'
    return "\n".join([header, *rows, ""]).encode()


def name(number, text="Exemple"):
    return f'"{number}","1","001","{text}"'


@pytest.mark.parametrize("chunk", [120, 2**20])
def test_an_open_quote_costs_its_row(chunk):
    text = names_with(name(ONE), f'"{TWO}","1","001","Exemple', name(THREE), name(SHOP))
    faults = Faults()
    with patch.object(records, "CHUNK", chunk):
        found = read(layout.DENOMINATION, text, keys(*NUMBERS), faults)
    assert [row[0] for row in found] == [ONE, THREE, SHOP]
    assert [(bad.line, bad.fault) for bad in faults.listed] == [(3, Fault.OPEN_QUOTE)]
    assert faults.listed[0].value.startswith(f'"{TWO}')


def test_an_open_quote_of_a_stranger_is_told_too():
    faults = Faults()
    text = names_with(name(ONE), f'"{TWO}","1","001","Exemple', name(THREE))
    assert [row[0] for row in read(layout.DENOMINATION, text, keys(THREE), faults)] == [THREE]
    assert [(bad.line, bad.fault) for bad in faults.listed] == [(3, Fault.OPEN_QUOTE)]


def test_two_open_quotes_in_one_block():
    """Together they are even, as in a file without any."""
    faults = Faults()
    text = names_with(name(ONE), f'"{TWO}","1","001","A', name(THREE), f'"{TWO}","1","001","B', name(SHOP))
    assert [row[0] for row in read(layout.DENOMINATION, text, keys(*NUMBERS), faults)] == [ONE, THREE, SHOP]
    assert [(bad.line, bad.fault) for bad in faults.listed] == [(3, Fault.OPEN_QUOTE), (5, Fault.OPEN_QUOTE)]


def test_an_open_quote_at_the_end():
    faults = Faults()
    text = names_with(name(ONE), f'"{TWO}","1","001","Exemple').removesuffix(b"\n")
    assert [row[0] for row in read(layout.DENOMINATION, text, None, faults)] == [ONE]
    assert [(bad.line, bad.fault) for bad in faults.listed] == [(3, Fault.OPEN_QUOTE)]


def test_bad_letters_cost_their_row():
    text = names_with(name(ONE), name(TWO, "CafÉ"), name(THREE)).replace("É".encode(), b"\xc9")
    for wanted in (NUMBERS, (ONE, THREE)):
        faults = Faults()
        assert [row[0] for row in read(layout.DENOMINATION, text, keys(*wanted), faults)] == [ONE, THREE]
        assert [(bad.file, bad.line, bad.fault) for bad in faults.listed] == [("denomination.csv", 3, Fault.ENCODING)]


@pytest.mark.parametrize("row", [f'"{TWO}","1","001"', f'"{TWO}","1","001","A","B"', f'"{TWO}","1","001","A"B'])
def test_cells_too_few_too_many_or_torn(row):
    faults = Faults()
    found = read(layout.DENOMINATION, names_with(name(ONE), row, name(THREE)), None, faults)
    assert [each[0] for each in found] == [ONE, THREE]
    assert [(bad.line, bad.fault) for bad in faults.listed] == [(3, Fault.CELLS)]


def test_a_row_without_quotes_among_others_is_read():
    text = names_with(name(ONE), f"{TWO},1,001,Exemple", name(THREE), name(SHOP), name(SHOP))
    found = read(layout.DENOMINATION, text, keys(TWO, THREE))
    assert [row[0] for row in found] == [TWO, THREE]


def test_blank_lines_and_a_mark_are_nothing():
    text = b"\xef\xbb\xbf" + names_with(name(ONE), "", name(TWO), "")
    assert [row[0] for row in read(layout.DENOMINATION, text)] == [ONE, TWO]


@pytest.mark.parametrize("lost", range(1, 12))
def test_a_row_that_the_sample_cuts_off_is_no_sign(lost):
    rows = [[ONE, "01-02-2020", TWO]] * 2
    text = text_of(layout.ESTABLISHMENT, rows, order=(0, 2, 1))
    with patch.object(records, "CHUNK", len(text_of(layout.ESTABLISHMENT, rows[:1], order=(0, 2, 1))) - lost):
        assert read(layout.ESTABLISHMENT, text) == rows


def test_more_columns_than_the_register_has_today():
    text = names_with(name(ONE)).replace(b'"Denomination"', b'"Denomination","Since"').replace(b'"Exemple"', b'"A","B"')
    assert read(layout.DENOMINATION, text) == [[ONE, "1", "001", "A"]]


def test_a_file_without_rows():
    assert read(layout.DENOMINATION, names_with()) == []


def test_no_end_of_a_row_fills_no_memory():
    text = names_with(name(ONE) + "x" * 200)
    with patch.multiple(records, CHUNK=100, LONGEST_BLOCK=150):
        with pytest.raises(RefusedError) as refused:
            read(layout.DENOMINATION, text)
    assert refused.value.refusal is Refusal.ROWS


def test_a_quote_open_for_ever_in_another_order():
    order = (3, 0, 1, 2)
    rows = [(ONE, "1", "001", "A"), (TWO, "1", "001", "B"), (THREE, "1", "001", "C")]
    text = text_of(layout.DENOMINATION, rows, order=order).replace(b'"A"', b'"A', 1)
    faults = Faults()
    with patch.object(records, "LONGEST", 60):
        read(layout.DENOMINATION, text, None, faults)
    assert (faults.listed[0].line, faults.listed[0].fault) == (2, Fault.OPEN_QUOTE)


def test_another_format_is_no_thousand_bad_rows():
    faults = Faults()
    with pytest.raises(RefusedError) as refused:
        read(layout.DENOMINATION, names_with(*[f'"{ONE}","1"'] * (ENOUGH + 10)), None, faults)
    assert refused.value.refusal is Refusal.TOO_MANY
    assert (refused.value.file, len(faults.listed)) == ("denomination.csv", ENOUGH)
    few = names_with(*[name(ONE)] * 20 * ENOUGH, *[f'"{ONE}","1"'] * (ENOUGH + 10))
    assert len(read(layout.DENOMINATION, few)) == 20 * ENOUGH


VALUES = [
    (layout.ENTERPRISE, [ONE, "AC", "000", "2", "610", "", "31-02-2020"], Fault.DATE, "StartDate"),
    (layout.ENTERPRISE, [ONE, "AC", "000", "2", "610", "", ""], Fault.LACKS, "StartDate"),
    (layout.ENTERPRISE, [ONE, "XX", "000", "2", "610", "", "01-02-2020"], Fault.CODE, "Status"),
    (layout.ENTERPRISE, [ONE, "AC", "000", "2", "xyz", "", "01-02-2020"], Fault.CODE, "JuridicalForm"),
    (layout.DENOMINATION, [ONE, "1", "001", "x" * 10_000], Fault.TOO_LONG, "Denomination"),
    (layout.DENOMINATION, ["1500.000.081", "1", "001", "x"], Fault.NUMBER, "EntityNumber"),
    (layout.ACTIVITY, [ONE, "001", "2008", "99999", "MAIN"], Fault.CODE, "NaceCode"),
    (layout.ACTIVITY, [ONE, "001", "1999", "62110", "MAIN"], Fault.CODE, "NaceVersion"),
    (layout.CONTACT, [ONE, "ENT", "FAX", ""], Fault.LACKS, "Value"),
]


@pytest.mark.parametrize(("file", "row", "fault", "column"), VALUES, ids=lambda each: str(each)[:20])
def test_what_the_register_never_writes(file, row, fault, column):
    good = {
        layout.ENTERPRISE: [TWO, "AC", "000", "2", "610", "", "01-02-2020"],
        layout.DENOMINATION: [TWO, "1", "001", "Exemple"],
        layout.ACTIVITY: [TWO, "001", "2008", "62110", "MAIN"],
        layout.CONTACT: [TWO, "ENT", "FAX", "02 555 01 02"],
    }[file]
    read_from = extract({file: [good, row, good]})
    if len(row[-1]) > 1000 or row[0] == "1500.000.081":
        wanted = None
    else:
        wanted = keys(ONE, TWO)
    assert all_rows(read_from, file, wanted) == [good, good]
    expected = BadRow(f"{file.name}.csv", 3, fault, column, row[file.place(column)][:60])
    assert read_from.faults.listed == [expected]


@pytest.mark.parametrize(
    ("file", "row", "column"),
    [
        (layout.ENTERPRISE, enterprise(SHOP), "EnterpriseNumber"),
        (layout.ESTABLISHMENT, [TWO, "01-02-2020", ONE], "EstablishmentNumber"),
        (layout.ESTABLISHMENT, [SHOP, "01-02-2020", STALL], "EnterpriseNumber"),
    ],
)
def test_a_number_of_another_kind(file, row, column):
    """The number of the enterprise in the place of its establishment's, as registers of other countries had it."""
    good = enterprise(ONE) if file is layout.ENTERPRISE else [SHOP, "01-02-2020", ONE]
    read = extract({file: [row, good]})
    assert all_rows(read, file) == [good]
    assert [(each.fault, each.column) for each in read.faults.listed] == [(Fault.NUMBER, column)]


def test_a_sign_that_no_database_takes():
    faults = Faults()
    found = read(layout.DENOMINATION, names_with(name(ONE), name(TWO, "x\0y"), name(THREE)), None, faults)
    assert [row[0] for row in found] == [ONE, THREE]
    assert [(bad.line, bad.fault) for bad in faults.listed] == [(3, Fault.CONTROLS)]


def test_bad_rows_of_strangers_are_not_looked_at():
    read_from = extract({layout.DENOMINATION: [[ONE, "9", "001", "A"], [TWO, "1", "001", "B"]]})
    assert all_rows(read_from, layout.DENOMINATION, keys(TWO)) == [[TWO, "1", "001", "B"]]
    assert not read_from.faults.total


def test_it_says_what_it_is():
    found = extract({}).meta
    assert (found.number, found.kind, f"{found.snapshot}") == (140, layout.Kind.FULL, "2025-10-05")


def test_labels_come_with_the_extract():
    labels = {(each.table, each.code, each.language): each.text for each in extract({}).labels()}
    assert labels["JuridicalForm", "610", "NL"] == "BV"
    assert labels["Nace2025", "0111001", "FR"] == "Exemple"


def test_progress_is_told_and_may_stop_the_reading():
    rows = [[TWO, "1", "001", "Exemple"]] * STRANGERS
    content = packed(texts({layout.DENOMINATION: rows})).getvalue()
    told = []
    read_from = Extract(io.BytesIO(content), tell=told.append)
    before = sum(told)
    list(read_from.rows(layout.DENOMINATION))
    assert sum(told) - before == read_from.size(layout.DENOMINATION)

    def cancel(_count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Extract(io.BytesIO(content), tell=cancel)


def test_a_small_part_of_memory():
    """Rows of strangers take none, however many there are."""
    rows = [[TWO, "001", "2008", "62110", "MAIN"]] * STRANGERS + [[ONE, "001", "2025", "62110", "MAIN"]]
    content = packed(texts({layout.ACTIVITY: rows})).getvalue()
    read_from = Extract(io.BytesIO(content))
    with patch.object(records, "CHUNK", 2**14):
        tracemalloc.start()
        found = all_rows(read_from, layout.ACTIVITY, keys(ONE))
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert found == [rows[-1]]
    assert peak < 2**20, f"{peak} bytes for {STRANGERS} rows"
