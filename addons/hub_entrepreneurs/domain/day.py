"""What the first page of a day is made of: cards with rows, as the database finds and the browser shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any, NamedTuple

DONE, MOVE = "done", "move"
"""What may be done with a row by one key, beside opening it and logging a conversation."""


OPENS_NOTHING = ("", 0)
"""What a row opens whose record is out of sight."""


class Found(NamedTuple):
    """A row as the database finds it for a card; the cards of all addons share these columns."""

    card: str
    total: int
    """How many rows the card has; only the first ones are found."""
    id: int
    partner_id: int | None
    at: datetime | None
    extra: dict[str, Any]
    ids: Sequence[int] = ()
    """The ids of all rows of the card, where it lists just these."""


class Company(NamedTuple):
    """A company or starter that a row is about, as far as the user may read it."""

    id: int
    name: str
    place: str
    active: bool


@dataclass(frozen=True)
class Button:
    """Something to press that carries out an action: an external id, or its values."""

    label: str
    action: str | dict[str, Any]


@dataclass(frozen=True)
class Line:
    """A row of a card: a record to open, a company by its name, and a line of words."""

    model: str
    id: int
    title: str
    text: str = ""
    badge: str = ""
    """When, or for how long: the shortest word of the row."""
    late: bool = False
    ticked: bool | None = None
    """Whether a step is done; None where the row is no step."""
    keys: tuple[str, ...] = ()
    """What may be done with it beside opening and logging."""
    opens: tuple[str, int] | None = None
    """Model and id of the record that opens, where it is another one than the row's own."""
    action: str | dict[str, Any] | None = None
    """What opens instead of a record."""
    log: tuple[str, int] | dict[str, Any] | None = None
    """Model and id of the record that opens the dialog of a conversation, or the action of another dialog."""
    partner_id: int | None = None
    """The company, where the user may read it."""
    key: str = ""
    """What tells the row from all others of the page, for as long as it is there."""


@dataclass(frozen=True)
class Measure:
    """A figure beside what it usually is; None where nothing says what is usual."""

    label: str
    now: float
    usual: float | None


@dataclass(frozen=True)
class Card:
    """A card of the page.

    ``select`` finds its rows: a query of (id, partner_id, at, extra), or what returns it. The first ``limit`` of them
    in ``order`` are told in words by ``tell``, which gets a row and its company: one without an id where the user may
    read none.

    Most cards are empty on most days, and to say so should cost little: where ``candidates``, a query without rules or
    order, finds nothing, ``select`` is not asked. It has to find something whenever ``select`` does.
    """

    key: str
    title: str
    icon: str
    role: str
    """The group that it is for. Others may see it as well: :meth:`hub.day._day_cards` decides."""
    select: Any = None
    candidates: Any = None
    tell: Callable[[Found, Company], Line] | None = None
    order: Any = None
    """The order of the rows in SQL; by ``at`` where there is none."""
    limit: int = 6
    empty: str = ""
    """What would stand here, and how to begin."""
    begin: Button | None = None
    opens: str | dict[str, Any] | None = None
    """The action that opens all of it."""
    lists: str = ""
    """The action that lists just the rows that are counted, where no domain says which they are."""
    buttons: tuple[Button, ...] = ()
    note: str = ""
    count: int = 0
    lines: tuple[Line, ...] = ()
    measures: tuple[Measure, ...] = ()

    def to_browser(self) -> dict[str, Any]:
        """Return what the browser shows of the card.

        >>> card = Card("calls", "My Calls", "fa-phone", "group", count=1, lines=(Line("crm.lead", 7, "Forge"),))
        >>> shown = card.to_browser()
        >>> shown["key"], shown["count"], shown["lines"][0]["title"]
        ('calls', 1, 'Forge')
        >>> "select" in shown
        False
        """
        shown = {name: getattr(self, name) for name in _SHOWN}
        rows = ("begin", "buttons", "lines", "measures")
        return shown | {name: _to_dicts(getattr(self, name)) for name in rows}


_SHOWN = ("key", "title", "icon", "empty", "opens", "note", "count")


def _to_dicts(parts: Any) -> Any:
    # Their values are plain: dataclasses.asdict() would copy each of them, which takes as long as to find the rows.
    return parts and ([{**vars(part)} for part in parts] if isinstance(parts, tuple) else {**vars(parts)})


def usual(months: Sequence[float]) -> float | None:
    """Return the median of full months, the oldest first, from the first one on in which there was something.

    Whoever began three months ago is measured by three months. None if there was nothing at all.

    >>> usual([0, 0, 4, 0, 10])
    4
    >>> usual([2, 4]), usual([8.5, 8.75])
    (3.0, 8.6)
    >>> usual([0, 0]) is usual([]) is None
    True
    """
    begun = next((place for place, value in enumerate(months) if value), None)
    return None if begun is None else round(median(months[begun:]), 1)


@dataclass(frozen=True)
class Share:
    """How much of the work one of those who share it has."""

    id: int
    count: int


@dataclass(frozen=True)
class Balance:
    """How work is shared: the median, and who has far more or far less than that."""

    usual: float
    outside: list[Share] = field(default_factory=list)


def balance(shares: Iterable[Share], factor: float = 1.5) -> Balance:
    """Return whose share is out of balance: more than the median by a factor, or less by the same one.

    >>> balance([Share(1, 300), Share(2, 310), Share(3, 90), Share(4, 530)])
    Balance(usual=305.0, outside=[Share(id=4, count=530), Share(id=3, count=90)])
    >>> balance([Share(1, 3)]).outside
    []
    """
    shares = list(shares)
    if not shares:
        return Balance(0)
    middle = median(share.count for share in shares)
    outside = [share for share in shares if share.count > middle * factor or share.count * factor < middle]
    return Balance(middle, sorted(outside, key=lambda share: -abs(share.count - middle)))
