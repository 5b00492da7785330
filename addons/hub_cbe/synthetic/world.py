"""Made-up enterprises and what becomes of them, step by step: each of them follows from the seed and its rank alone.

Nothing is remembered. Two enterprises at a time are a pair, for only the two of a pair ever merge; a pair at a step is
worked out from its beginning, so that an extract of any size needs the memory of one pair.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from ..domain.numbers import check_digits, dotted
from .dice import Dice
from .places import ABROAD, IN, OUT

PERSON, LEGAL, FOREIGN, UNKNOWN = "person", "legal", "foreign", "unknown"
_KINDS = (PERSON,) * 45 + (LEGAL,) * 52 + (FOREIGN,) * 2 + (UNKNOWN,)
_PLACES = (0,) * 5 + (1,) * 8 + (2, 3)
"""How many establishments enterprises have."""
MOST_PLACES = 3
# The demo data has numbers below these, and some that begin with 1999.
_LOW, _LOW_COUNT, _HIGH = 1_004_000, 5_000, 15_000_000
_ESTABLISHMENTS, _BRANCHES = 24_000_000, 90_000_000


class Event(Enum):
    """What may happen to an enterprise at a step."""

    RENAMED = "renamed"
    MOVED = "moved"
    STRUCK_OFF = "struck_off"
    CONTACTS = "contacts"
    ACTIVITIES = "activities"
    SITUATION = "situation"
    OPENED = "opened"
    CLOSED = "closed"
    PLACE_MOVED = "place_moved"
    STOPPED = "stopped"
    ABSORBS = "absorbs"


_EVENTS = tuple(Event)


@dataclass(frozen=True)
class Settings:
    """What a world is made of.

    :param share: how many enterprises in a hundred sit in the region
    :param rate: how many enterprises in ten thousand something happens to at each step
    """

    seed: int = 1
    enterprises: int = 1000
    share: int = 12
    rate: int = 5
    first_number: int = 140
    first_day: date = date(2025, 10, 5)

    def number(self, step: int) -> int:
        """Return the number of the extract of a step."""
        return self.first_number + step

    def day(self, step: int) -> date:
        """Return the day of the extract of a step."""
        return self.first_day + timedelta(step)


@dataclass
class Establishment:
    """A place of an enterprise; what has changed is a version, from which its rows follow."""

    number: str
    where: int
    start: str
    address: int = 0
    is_open: bool = True


@dataclass
class Enterprise:
    """An enterprise at a step."""

    rank: int
    number: str
    branch: str
    kind: str
    where: int
    start: str
    is_there: bool
    establishments: list[Establishment]
    situation: str = "000"
    is_struck_off: bool = False
    is_absorbed: bool = False
    names: int = 0
    address: int = 0
    contacts: int = 0
    activities: int = 0
    owned: list[Establishment] = field(default_factory=list)
    """Those that it has got from another one."""


def enterprise_number(rank: int) -> str:
    """Return the number of an enterprise: one that the register has not given out, of both beginnings.

    >>> enterprise_number(0), enterprise_number(5000)
    ('0100.400.047', '1500.000.080')
    """
    return _number(_LOW + rank if rank < _LOW_COUNT else _HIGH + rank - _LOW_COUNT)


def _number(stem: int) -> str:
    return dotted(stem * 100 + check_digits(stem))


class World:
    """All enterprises of some settings, two by two."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.pairs = (settings.enterprises + 1) // 2

    def pair(self, place: int, step: int) -> list[Enterprise]:
        """Return the enterprises of a pair as they are at a step, also those that are not there."""
        ranks = [rank for rank in (2 * place, 2 * place + 1) if rank < self.settings.enterprises]
        pair = [self._beginning(rank) for rank in ranks]
        for each in range(1, step + 1):
            self._finish_mergers(pair)
            for enterprise in pair:
                if event := self._event(enterprise.rank, each):
                    self._happen(event, enterprise, pair, each)
        return pair

    def may_change(self, place: int, step: int) -> bool:
        """Tell whether something may have happened to a pair since the step before; mergers take two steps."""
        ranks = (2 * place, 2 * place + 1)
        return any(self._event(rank, each) for rank in ranks for each in (step - 1, step) if each > 0)

    def _event(self, rank: int, step: int) -> Event | None:
        dice = Dice(self.settings.seed, "event", rank, step)
        return dice.of(_EVENTS) if dice.below(10_000) < self.settings.rate else None

    def _beginning(self, rank: int) -> Enterprise:
        dice = Dice(self.settings.seed, "enterprise", rank)
        kind = dice.of(_KINDS)
        where = ABROAD if kind == FOREIGN else IN if dice.percent(self.settings.share) else OUT
        start = f"{1 + dice.below(28):02d}-{1 + dice.below(12):02d}-{1960 + dice.below(65)}"
        return Enterprise(
            rank=rank,
            number=enterprise_number(rank),
            branch=_number(_BRANCHES + rank) if kind == FOREIGN and dice.percent(30) else "",
            kind=kind,
            where=where,
            start=start,
            is_there=not dice.percent(2),
            is_struck_off=kind == LEGAL and dice.percent(1),
            situation=dice.of(("012", "050", "091")) if dice.percent(3) else "000",
            establishments=[
                self._establishment(rank, place, start, IN if where == IN or dice.percent(3) else OUT)
                for place in range(dice.of(_PLACES))
            ],
        )

    def _establishment(self, rank: int, place: int, start: str, where: int) -> Establishment:
        return Establishment(_number(_ESTABLISHMENTS + MOST_PLACES * rank + place), where, start)

    def _finish_mergers(self, pair: list[Enterprise]) -> None:
        """Let those that are absorbed leave the register; what they had open is the other one's."""
        for enterprise, other in zip(pair, reversed(pair), strict=True):
            if enterprise.is_absorbed and enterprise.is_there:
                enterprise.is_there = False
                other.owned += [replace(each) for each in (*enterprise.establishments, *enterprise.owned)]
                enterprise.establishments, enterprise.owned = [], []

    def _happen(self, event: Event, enterprise: Enterprise, pair: list[Enterprise], step: int) -> None:
        if not enterprise.is_there:
            # Who is not there yet, or no more, begins; what was absorbed does not come back.
            enterprise.is_there = not enterprise.is_absorbed
            return
        dice = Dice(self.settings.seed, "what", enterprise.rank, step)
        if event is Event.ABSORBS:
            self._absorb(enterprise, pair)
        elif event is Event.OPENED:
            self._open_place(enterprise, dice, step)
        elif event in (Event.CLOSED, Event.PLACE_MOVED):
            self._change_place(event, enterprise, dice)
        else:
            self._change(event, enterprise, dice)

    def _change(self, event: Event, enterprise: Enterprise, dice: Dice) -> None:
        match event:
            case Event.RENAMED:
                enterprise.names += 1
            case Event.CONTACTS:
                enterprise.contacts += 1
            case Event.ACTIVITIES:
                enterprise.activities += 1
            case Event.MOVED:
                enterprise.address += 1
                enterprise.where = dice.of((IN, OUT, OUT, ABROAD))
                enterprise.is_struck_off = False
            case Event.STRUCK_OFF:
                enterprise.is_struck_off = True
            case Event.SITUATION:
                enterprise.situation = dice.of(("000", "012", "050", "091"))
            case Event.STOPPED:
                enterprise.is_there = False

    def _change_place(self, event: Event, enterprise: Enterprise, dice: Dice) -> None:
        open_places = [each for each in enterprise.establishments if each.is_open]
        if not open_places:
            return
        place = dice.of(open_places)
        if event is Event.CLOSED:
            place.is_open = False
        else:
            place.address, place.where = place.address + 1, dice.of((IN, OUT))

    def _open_place(self, enterprise: Enterprise, dice: Dice, step: int) -> None:
        place = len(enterprise.establishments)
        if place < MOST_PLACES and not enterprise.is_absorbed:
            start = f"{self.settings.day(step):%d-%m-%Y}"
            opened = self._establishment(enterprise.rank, place, start, dice.of((IN, OUT)))
            enterprise.establishments.append(opened)

    def _absorb(self, enterprise: Enterprise, pair: list[Enterprise]) -> None:
        """Begin a merger: for one step the absorbed enterprise is there and says so."""
        for other in pair:
            is_other = other is not enterprise and other.is_there
            if (
                is_other
                and other.kind == enterprise.kind == LEGAL
                and not (other.is_absorbed or enterprise.is_absorbed)
            ):
                other.is_absorbed, other.situation = True, "021"
