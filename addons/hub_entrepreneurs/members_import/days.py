"""The day that a cell names, as people and programs write it in English, French and Dutch.

The day comes before the month, as in Belgium. Two digits of a year are 1950 to 2049. Where no day is named, the first
one of the month or the year is taken, and that is remarked.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import Enum

from openpyxl.utils.datetime import from_excel

from ..domain.signs import folded
from . import numbers

# Numbers in a cell without a date format that can only be days, from 1954 to 2119.
EXCEL_DAYS = range(20_000, 80_000)
YEARS = range(1900, 2100)
# A year that was typed into a cell for dates is shown as a day of 1905.
TYPED_YEARS = range(1950, 2050)
PIVOT = 50
# Longer texts name more than a day.
_LONGEST = 60

_MONTHS = (
    "january janvier januari", "february fevrier februari", "march mars maart mrt", "april avril", "may mai mei",
    "june juin juni", "july juillet juli", "august aout augustus", "september septembre",
    "october octobre oktober", "november novembre", "december decembre",
)  # fmt: skip
_WEEKDAYS = re.compile(
    "mon|tue|wed|thu|fri|sat|sun|lu|mar|mer|je|ve|sa|di|ma|wo|do|vr|za|zo|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lun|jeu|ven|sam|dim|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
)
_FILLING = re.compile(
    "le|the|of|de|du|den|op|on|since|depuis|sinds|vanaf|des|from|er|re|st|nd|rd|th|e|ste|membre|member|lid"
)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE)
_TIME = re.compile(r"[T ]+\d{1,2}[:h]\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2'?(\d{4}|\d\d)\.?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<by>[/.\- ])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>[01]\d)(?P<day>[0-3]\d)")
_MONTH_AND_YEAR = re.compile(r"(?P<month>\d{1,2})[/.\- ](?P<year>\d{4})")
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d{4})[/.\- ](?P<month>\d{1,2})")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


class Doubt(Enum):
    """Why somebody should look at a day."""

    ORDER = "order"
    NO_DAY = "no_day"


@dataclass(frozen=True)
class Day:
    """The day that a cell names.

    :param month_first: it would be another day if the month came first
    """

    date: date
    doubt: Doubt | None = None
    month_first: bool = False


def read(value: object, epoch: datetime, zone: tzinfo = UTC) -> Day | None:
    """Return the day that a cell names: a date, its bare number, or a text; else None.

    :param zone: where the day of a moment is looked up
    """
    if isinstance(value, str):
        if len(value) > _LONGEST:
            return None
        written = " ".join(value.replace("\u2019", "'").split())
        bare = numbers.whole(written)
        value = int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 8 else written
    if isinstance(value, (int, float)) and math.isfinite(value):
        if value in YEARS:
            return _first(int(value))
        if int(value) in EXCEL_DAYS:
            value = from_excel(value, epoch)
        elif float(value).is_integer():
            value = str(int(value))
    if isinstance(value, datetime):
        typed = (value - epoch).days
        if value.year < PIVOT + 1900 and typed in TYPED_YEARS:
            return _first(typed)
        value = value.date()
    found = _read_text(value, zone) if isinstance(value, str) else Day(value) if isinstance(value, date) else None
    return found if found and found.date.year in YEARS else None


def year(digits: str) -> int:
    """Return the year that four or two digits name.

    >>> year("1999"), year("49"), year("50")
    (1999, 2049, 1950)
    """
    number = int(digits)
    return number if len(digits) > 2 else number + (2000 if number < PIVOT else 1900)


def is_month_first(value: object) -> bool:
    """Tell whether a text is a day only if its month comes first.

    >>> is_month_first("04/25/2023"), is_month_first("04/05/2023"), is_month_first("25/04/2023")
    (True, False, False)
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    match = _DAY_FIRST.fullmatch(_TIME.sub("", value).strip())
    return bool(match) and int(match[1]) in range(1, 13) and int(match[3]) in range(13, 32)


def _day(year_: int, month: int, number: int, doubt: Doubt | None = None, *, month_first: bool = False) -> Day | None:
    try:
        return Day(date(year_, month, number), doubt, month_first)
    except ValueError:
        return None


def _first(year_: int, month: int = 1) -> Day | None:
    return _day(year_, month, 1, Doubt.NO_DAY)


def _read_text(written: str, zone: tzinfo) -> Day | None:
    """Return the day of a text.

    >>> [str(_read_text(each, UTC).date) for each in ("1er février 2023", "12 mei '23", "janv. 2022", "20260131")]
    ['2023-02-01', '2023-05-12', '2022-01-01', '2026-01-31']
    """
    if _MOMENT.fullmatch(written):
        return _day_of_moment(written, zone)
    written = _TIME.sub("", written).strip()
    if match := _DAY_FIRST.fullmatch(written):
        number, month = int(match[1]), int(match[3])
        either = number != month and number <= 12
        doubt = Doubt.ORDER if either and len(match[4]) == 2 else None
        return _day(year(match[4]), month, number, doubt, month_first=either)
    if match := _YEAR_FIRST.fullmatch(written) or _COMPACT.fullmatch(written):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _MONTH_AND_YEAR.fullmatch(written) or _YEAR_AND_MONTH.fullmatch(written):
        return _first(int(match["year"]), int(match["month"]))
    return _day_in_words(written)


def _day_in_words(written: str) -> Day | None:
    """Return the day of a text that names its month, or only a year.

    >>> [str(_day_in_words(each).date) for each in ("Monday, January 3rd, 2022", "mar. 4 janv. 22", "mei-22")]
    ['2022-01-03', '2022-01-04', '2022-05-01']
    >>> _day_in_words("22-janv")
    """
    found: list[str] = []
    months: list[tuple[int, int]] = []
    for word in _WORDS.findall(written):
        if word.isdigit():
            found.append(word)
        elif number := _month(word):
            months.append((number, len(found)))
        elif not _is_filling(word):
            return None
    if len(months) > 1 and written.casefold().startswith("mar"):
        # Mar. is a Tuesday in French.
        del months[0]
    if len(months) > 1:
        return None
    [(month, place)] = months or [(0, 0)]
    if len(found) == 2 and month:
        # The year is behind, or in front if it has four digits.
        number, year_ = reversed(found) if len(found[0]) == 4 else found
        return _day(year(year_), month, int(number)) if len(number) < 3 and len(year_) in {2, 4} else None
    if len(found) != 1 or len(found[0]) not in {2, 4}:
        return None
    if len(found[0]) == 4:
        return _first(int(found[0]), month or 1)
    return _first(year(found[0]), month) if month and not place else None


def _month(word: str) -> int:
    """Return the month that a word begins with three letters or more of, if it is one month in each language; else 0.

    >>> [_month(each) for each in ("févr", "mrt", "MEI", "sept", "jui", "mars", "x")]
    [2, 3, 5, 9, 0, 3, 0]
    """
    key = folded(word)
    found = [number for number, names in enumerate(_MONTHS, 1) if any(name.startswith(key) for name in names.split())]
    return found[0] if len(found) == 1 and len(key) > 2 else 0


def _is_filling(word: str) -> bool:
    key = folded(word)
    return bool(_FILLING.fullmatch(key) or _WEEKDAYS.fullmatch(key))


def _day_of_moment(written: str, zone: tzinfo) -> Day | None:
    """Return the day on which a moment with its offset lies where we are.

    >>> from zoneinfo import ZoneInfo
    >>> str(_day_of_moment("2023-12-31T23:00Z", ZoneInfo("Europe/Brussels")).date)
    '2024-01-01'
    """
    try:
        return Day(datetime.fromisoformat(written.upper()).astimezone(zone).date())
    except (ValueError, OverflowError):
        return None
