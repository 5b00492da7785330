"""What each column of a list was taken for, by its header and by what its cells look like.

The header speaks first. What can be nothing else (an address with @, a number with the right check digits, a web
address) goes before a header that says otherwise; what only looks like something (a day, a phone number, a legal form)
is taken where no header names it. A day and a legal form are marked as doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from ..domain import enterprise_number, phone
from . import days
from .headers import (
    BASIC,
    NAMES_OF_PERSONS,
    OF_PERSONS,
    PART,
    SAMPLE,
    Column,
    header_key,
    is_named_otherwise,
    meanings,
    text,
)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WEBSITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/:?#]\S*)?", re.IGNORECASE)
_NO_WORD = re.compile(r"https?://|www\.|.*\.(?:be|com|eu|org|net|brussels|gent|vlaanderen|fr|nl)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}(?:[T ].*)?")
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:s\.?p?\.?r\.?l|s\.?a|a\.?s\.?b\.?l|b\.?v(?:\.?b\.?a)?|n\.?v|v\.?z\.?w|s\.?[cn]\.?[cs]?|comm\.?v|v\.?o\.?f)\.?(?!\w)",
    re.IGNORECASE,
)
_EXAMPLES = 3
# Fewer digits are no attempt at an enterprise number.
_DIGITS = 7


class Source(Enum):
    """What a meaning rests on."""

    HEADER = "header"
    CONTENT = "content"
    BOTH = "both"
    REMEMBERED = "remembered"
    OTHERWISE = "otherwise"
    """It was remembered as something that its cells are not any more."""
    SECOND = "second"
    """Another column is surer to mean the same."""
    NONE = "none"


@dataclass(frozen=True)
class Found:
    """A column of the list, and what it is taken for."""

    place: int
    header: str
    samples: tuple[str, ...]
    column: Column | None = None
    source: Source = Source.NONE
    doubtful: bool = False
    guessed: Column | None = None
    """What it is taken for if nothing is remembered."""


def is_phone(value: str) -> bool:
    """Tell whether a text can only be meant as a phone number.

    >>> is_phone("0475 12.34.56"), is_phone("+33 1 23 45 67 89"), is_phone("12345678")
    (True, True, False)
    """
    return bool(phone.numbers(value)) and value.lstrip("( ").startswith(("0", "+", "32", "tel", "Tel", "T", "t"))


def is_email(value: str) -> bool:
    """Tell whether a text is one e-mail address or several.

    >>> is_email("a@example.com; b@example.com"), is_email("none")
    (True, False)
    """
    return (
        all(_EMAIL.fullmatch(each) for each in re.split(r"\s*[;,]\s*|\s+", value.strip(" ;,")) if each) and "@" in value
    )


def is_website(value: str) -> bool:
    """Tell whether a text is a web address."""
    return bool(_WEBSITE.fullmatch(value))


def is_day(value: object, written: str) -> bool:
    """Tell whether a cell is a day and nothing else: a bare number may be a postcode.

    >>> is_day("", "31/12/2023"), is_day("", "janv. 2022"), is_day("", "2022")
    (True, True, False)
    """
    if isinstance(value, (date, datetime)) or _DAY.fullmatch(written):
        return True
    return any(map(str.isalpha, written)) and days.read(written, CALENDAR_WINDOWS_1900) is not None


def looks_like(values: Sequence[object], is_cluster: Callable[[str], bool]) -> Column | None:
    """Return what most of a column's cells are by themselves, if anything.

    >>> [looks_like([each, None], lambda text: False) for each in ("info@example.com", "02 555 01 02", "-")]
    [<Column.EMAIL: 'email'>, <Column.PHONE: 'phone'>, None]
    """
    filled = [(value, text(value)) for value in values if text(value)][:SAMPLE]
    if not filled:
        return None
    most = PART * len(filled)
    for column, fits in (
        (Column.NUMBER, lambda _value, each: enterprise_number.is_valid(each)),
        (Column.EMAIL, lambda _value, each: is_email(each)),
        (Column.JOINED, is_day),
        (Column.PHONE, lambda _value, each: is_phone(each)),
        (Column.WEBSITE, lambda _value, each: is_website(each) and bool(_NO_WORD.match(each))),
        (Column.CLUSTER, lambda _value, each: is_cluster(each)),
    ):
        if sum(fits(*each) for each in filled) >= most:
            return column
    return Column.NAME if sum(bool(_LEGAL_FORM.search(each)) for _value, each in filled) * 2 >= len(filled) else None


_UNMISTAKABLE = {Column.NUMBER, Column.EMAIL, Column.WEBSITE}
_NO_WORDS = {Column.PHONE, Column.JOINED}
_WORDS = {*NAMES_OF_PERSONS, Column.NAME, Column.CITY, Column.FUNCTION}
_SAME = {theirs: column for column, theirs in OF_PERSONS.items()}


def contradicts(column: Column, values: Sequence[object], looks: Column | None) -> bool:
    """Tell whether the cells of a column can't be what it is said to be: all are something else, or not one fits."""
    column = _SAME.get(column, column)
    if looks in _UNMISTAKABLE and column not in (looks, Column.REMARK):
        return True
    if looks in _NO_WORDS and column in _WORDS:
        return True
    # An error that a cell shows tells nothing.
    filled = [each for each in map(text, values) if each and not each.startswith("#")][:SAMPLE]
    if column is Column.NUMBER:
        return bool(filled) and not any(sum(map(str.isdigit, each)) >= _DIGITS for each in filled)
    return bool(filled) and column is Column.WEBSITE and not any(map(is_website, filled))


def guess(
    headers: Mapping[int, str],
    cells: Mapping[int, Sequence[object]],
    is_cluster: Callable[[str], bool] = lambda _text: False,
    remembered: Mapping[str, Column | None] | None = None,
) -> list[Found]:
    """Return each column of a list with what it is taken for.

    :param headers: the headers by place
    :param cells: the first cells under each of them
    :param is_cluster: whether a text is the code or the name of a cluster
    :param remembered: what columns with these keys were taken for the last time
    """
    named = dict(zip(headers, meanings(list(headers.values())), strict=True))
    looks = {place: looks_like(cells.get(place, ()), is_cluster) for place in headers}
    keys = dict(zip(headers, layout_keys(list(headers.values())), strict=True))
    claims: dict[int, tuple[Column | None, int, Source, bool]] = {}
    for place, header in headers.items():
        key = keys[place]
        guessed = _claim(header, cells.get(place, ()), named[place], looks[place])
        if remembered and key in remembered:
            column = remembered[key]
            if column and contradicts(column, cells.get(place, ()), looks[place]):
                claims[place] = (guessed[0], guessed[1], Source.OTHERWISE, True)
            else:
                claims[place] = (column, 9, Source.REMEMBERED, False)
        else:
            claims[place] = guessed
    return _settle(headers, cells, claims)


def layout_keys(headers: Sequence[str]) -> list[str]:
    """Return by what each column is remembered: its header, and which one it is of several with this header.

    >>> layout_keys(["Nom", "NOM :", "GSM"])
    ['nom#1', 'nom#2', 'gsm#1']
    """
    seen: Counter[str] = Counter()
    keys = []
    for key in map(header_key, headers):
        seen[key] += 1
        keys.append(f"{key}#{seen[key]}")
    return keys


def _claim(header, values, named, looks) -> tuple[Column | None, int, Source, bool]:
    if named and looks == _SAME.get(named[0], named[0]):
        # A legal form makes no name surer than another: it may be asked which one is meant.
        return named[0], named[1] + (looks is not Column.NAME), Source.BOTH, False
    if named and not contradicts(named[0], values, looks):
        return named[0], named[1], Source.HEADER, False
    if named and (looks is None or looks not in _UNMISTAKABLE | _NO_WORDS):
        # Not one cell is what the header says. Each line will say so of a number that is called one; what only might be
        # a number or an address is left alone.
        is_needed = named[1] > 2 and named[0] in BASIC
        return (*named, Source.HEADER, False) if is_needed else (None, 0, Source.NONE, False)
    if looks and not is_named_otherwise(header):
        if named and named[0] is Column.PERSON:
            looks = OF_PERSONS.get(looks, looks)
        sure, doubtful = (2 if looks is Column.NAME else 1), bool(named) or looks in (Column.JOINED, Column.NAME)
        return looks, sure, Source.CONTENT, doubtful
    return None, 0, Source.NONE, False


def _settle(headers, cells, claims) -> list[Found]:
    """Let the surest column have each meaning; those that are as sure keep it side by side, to be asked about."""
    best: dict[Column, int] = {}
    for column, sure, _source, _doubtful in claims.values():
        if column:
            best[column] = max(best.get(column, 0), sure)
    first: dict[Column, int] = {}
    found = []
    for place, header in headers.items():
        values = [each.removesuffix(" 00:00:00") for each in map(text, cells.get(place, ())) if each]
        samples = tuple(dict.fromkeys(values))[:_EXAMPLES]
        column, sure, source, doubtful = claims[place]
        if column and column is not Column.REMARK:
            other = first.get(column)
            is_same = other is not None and list(map(text, cells[other])) == list(map(text, cells[place]))
            if sure < best[column] or is_same:
                column, source, doubtful = None, Source.SECOND, False
            else:
                first.setdefault(column, place)
        found.append(Found(place, header, samples, column, source, doubtful))
    return found
