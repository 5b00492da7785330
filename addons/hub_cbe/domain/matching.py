"""How likely a company that Hub has without enterprise number is one of the register.

Each thing that both have in common gives points and is a reason; together they are a score from 0 to 100.

1. *Name.* The likeliest of all names of both counts once: names in any language, abbreviations and commercial names,
   former names, and the names of establishments, which are what people read on a shop. Legal forms, accents, signs,
   small words and the order of words make no difference. Names that differ in a number are not alike: *Nova 1* and
   *Nova 2* are two.
2. *Address.* The best of seat, establishments and addresses that were struck off, in both languages. Whoever is in
   another postcode loses points: a name alone is that of many.
3. *Phone, email, web address.* Unless several companies of the register share it: an accountant's phone number tells
   nothing.
4. *VAT number.* The same one is all that is needed; another Belgian one speaks against it.
5. Without a name in common nothing but the VAT number makes it more than possible (:data:`MOST_WITHOUT_NAME`).

People decide: a score only sorts what they look at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from .likeness import is_part, likeness, read
from .streets import is_same_street, read_street

LEAST = 40
"""Who has fewer points is not proposed."""
MOST_WITHOUT_NAME = 60
CLEAR = 15
"""So many points lie between the best one and the next where nobody has to look."""
ALIKE = 0.55
"""From which share of common trigrams on two names are alike."""


class Kind(Enum):
    """What both have in common, or what speaks against it."""

    SAME_NUMBER = "same_number"
    OTHER_NUMBER = "other_number"
    SAME_NAME = "same_name"
    SAME_WORDS = "same_words"
    SAME_PLACE_NAME = "same_place_name"
    ALIKE = "alike"
    ALIKE_PLACE = "alike_place"
    PART = "part"
    SAME_ADDRESS = "same_address"
    SAME_PLACE = "same_place"
    FORMER_ADDRESS = "former_address"
    SAME_STREET = "same_street"
    SAME_POSTCODE = "same_postcode"
    ELSEWHERE = "elsewhere"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_SITE = "same_site"


WEIGHTS = {
    Kind.SAME_NUMBER: 100,
    Kind.OTHER_NUMBER: -40,
    Kind.SAME_NAME: 60,
    Kind.SAME_WORDS: 56,
    Kind.SAME_PLACE_NAME: 52,
    Kind.ALIKE: 50,
    Kind.ALIKE_PLACE: 42,
    Kind.PART: 32,
    Kind.SAME_ADDRESS: 30,
    Kind.SAME_PLACE: 28,
    Kind.FORMER_ADDRESS: 20,
    Kind.SAME_STREET: 12,
    Kind.SAME_POSTCODE: 8,
    Kind.ELSEWHERE: -15,
    Kind.SAME_PHONE: 25,
    Kind.SAME_EMAIL: 30,
    Kind.SAME_SITE: 20,
}
"""The points of each; of names that are alike those of the very name, which they get a share of."""

_OF_NAMES = frozenset({Kind.SAME_NAME, Kind.SAME_WORDS, Kind.SAME_PLACE_NAME, Kind.ALIKE, Kind.ALIKE_PLACE, Kind.PART})


class Reason(NamedTuple):
    """A reason, its points, and the register's own words."""

    kind: Kind
    points: int
    said: str = ""


class Verdict(NamedTuple):
    """A score from 0 to 100, and why: the weightiest reason first."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def has_name(self) -> bool:
        """Tell whether a name is among the reasons."""
        return any(reason.kind in _OF_NAMES for reason in self.reasons)


class Situation(Enum):
    """What an address of the register is: that of the seat, of an establishment, or one that was struck off."""

    SEAT = Kind.SAME_ADDRESS
    PLACE = Kind.SAME_PLACE
    FORMER = Kind.FORMER_ADDRESS


class Address(NamedTuple):
    """An address of the register: its street with the house number, in each language."""

    situation: Situation
    postcode: str
    streets: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What Hub has of a company.

    :param phones: as digits that are the same in any writing
    :param sites: names of hosts, of the web address and of an email address of one's own
    :param number: ten digits of the VAT number, if it is a Belgian one
    """

    names: tuple[str, ...]
    postcode: str = ""
    street: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    number: str = ""


@dataclass(frozen=True)
class Registered:
    """What the register has of a company."""

    number: str
    names: tuple[str, ...]
    place_names: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()


def judge(known: Known, registered: Registered, shared: Collection[str] = ()) -> Verdict:
    """Say how likely both are the same company, and why.

    :param shared: phone numbers, email addresses and hosts that several companies of the register have

    >>> known = Known(("Atelier Nova",), "1060", "Rue Exemple 12")
    >>> seat = Address(Situation.SEAT, "1060", ("Rue Exemple 12", "Voorbeeldstraat 12"))
    >>> verdict = judge(known, Registered("0100000070", ("NOVA ATELIER SRL",), (), (seat,)))
    >>> verdict.score, [(reason.kind.name, reason.points) for reason in verdict.reasons]
    (86, [('SAME_WORDS', 56), ('SAME_ADDRESS', 30)])
    >>> judge(known, Registered("0100000070", ("Nova Atelier",), (), (seat._replace(postcode="9000"),))).score
    41
    """
    reasons = [*filter(None, (_number(known, registered), _name(known, registered), _address(known, registered)))]
    reasons += _contacts(known, registered, shared)
    reasons.sort(key=lambda reason: -abs(reason.points))
    verdict = Verdict(0, tuple(reasons))
    total = sum(reason.points for reason in reasons)
    if not verdict.has_name and not any(reason.kind is Kind.SAME_NUMBER for reason in reasons):
        total = min(total, MOST_WITHOUT_NAME)
    return verdict._replace(score=max(0, min(100, total)))


def is_clear(scores: Iterable[int], threshold: int) -> bool:
    """Tell whether nobody has to look: the best of all scores reaches a threshold, and no other one is near it.

    >>> is_clear([95], 85), is_clear([95, 85], 85), is_clear([95, 80], 85), is_clear([80], 85)
    (True, False, True, False)
    """
    best, following = sorted([*scores, 0, 0], reverse=True)[:2]
    return best >= threshold and best - following >= CLEAR


# Numbers


def _number(known: Known, registered: Registered) -> Reason | None:
    if not known.number:
        return None
    kind = Kind.SAME_NUMBER if known.number == registered.number else Kind.OTHER_NUMBER
    return Reason(kind, WEIGHTS[kind])


# Names


class _Way(NamedTuple):
    """What it is when names are the same, have the same words, or are alike."""

    same: Kind
    same_words: Kind
    alike: Kind


_BY_NAME = _Way(Kind.SAME_NAME, Kind.SAME_WORDS, Kind.ALIKE)
_BY_PLACE = _Way(Kind.SAME_PLACE_NAME, Kind.SAME_PLACE_NAME, Kind.ALIKE_PLACE)


def _name(known: Known, registered: Registered) -> Reason | None:
    """Return the best reason that two names give, if any."""
    found = [
        *_compare_names(known.names, registered.names, _BY_NAME),
        *_compare_names(known.names, registered.place_names, _BY_PLACE),
    ]
    return max(found, key=lambda reason: reason.points, default=None)


def _compare_names(mine: Iterable[str], theirs: Iterable[str], way: _Way) -> Iterator[Reason]:
    for one in map(read, mine):
        for said in theirs:
            other = read(said)
            if not one.key or not other.key:
                continue
            if one.key == other.key:
                yield Reason(way.same, WEIGHTS[way.same], said)
            elif one.words == other.words:
                yield Reason(way.same_words, WEIGHTS[way.same_words], said)
            else:
                share = likeness(one, other)
                if share >= ALIKE:
                    yield Reason(way.alike, round(WEIGHTS[way.alike] * share), said)
                if is_part(one, other) or is_part(other, one):
                    yield Reason(Kind.PART, WEIGHTS[Kind.PART], said)


# Addresses


def _address(known: Known, registered: Registered) -> Reason | None:
    """Return what the addresses say, if both have one."""
    if not registered.addresses or not (known.postcode or known.street):
        return None
    found = [reason for address in registered.addresses if (reason := _compare_address(known, address))]
    if found:
        return max(found, key=lambda reason: reason.points)
    has_postcodes = known.postcode and any(address.postcode for address in registered.addresses)
    return Reason(Kind.ELSEWHERE, WEIGHTS[Kind.ELSEWHERE]) if has_postcodes else None


def _compare_address(known: Known, address: Address) -> Reason | None:
    if known.postcode and address.postcode and known.postcode != address.postcode:
        return None
    mine = read_street(known.street) if known.street else None
    for street in filter(None, address.streets) if mine else ():
        theirs = read_street(street)
        if not is_same_street(mine, theirs):
            continue
        if mine.numbers & theirs.numbers:
            return Reason(address.situation.value, WEIGHTS[address.situation.value], street)
        if address.situation is not Situation.FORMER:
            return Reason(Kind.SAME_STREET, WEIGHTS[Kind.SAME_STREET], street)
    if address.situation is Situation.FORMER or not known.postcode or not address.postcode:
        return None
    return Reason(Kind.SAME_POSTCODE, WEIGHTS[Kind.SAME_POSTCODE])


# Phone numbers, email and web addresses


def _contacts(known: Known, registered: Registered, shared: Collection[str]) -> Iterator[Reason]:
    same_email = (known.emails & registered.emails) - set(shared)
    for kind, common in (
        (Kind.SAME_PHONE, (known.phones & registered.phones) - set(shared)),
        (Kind.SAME_EMAIL, same_email),
        (Kind.SAME_SITE, set() if same_email else (known.sites & registered.sites) - set(shared)),
    ):
        if common:
            yield Reason(kind, WEIGHTS[kind], min(common) if kind is not Kind.SAME_PHONE else "")
