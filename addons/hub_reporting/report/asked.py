"""What a filter of facts asks for, so that sources without any of it are not read, and the others not as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.orm.domains import DomainAnd, DomainCondition

KINDS = 256
"""So many kinds have room behind the id of a row."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """At least so much is asked: a fact beyond it is not found, whatever else the filter says.

    :param kinds: the kinds of facts; None for all
    :param ids: the ids of rows by the place of their kind; None for all
    :param first: the earliest day, None where there is none
    :param last: the latest day
    """

    kinds: Set[str] | None = None
    ids: Mapping[int, Set[int]] | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def by(cls, domain: Domain, facts: BaseModel) -> Asked:
        """Return what a domain on facts asks for."""
        kinds = ids = first = last = None
        for name, operator, value in _conditions(domain, facts):
            if name == "date":
                after, before = _days(operator, value)
                first, last = _later(first, after), _earlier(last, before)
            elif operator == "in" and name == "kind":
                kinds = set(value) if kinds is None else kinds & set(value)
            elif operator == "in":
                ids = set(value) if ids is None else ids & set(value)
        return cls(kinds, None if ids is None else _by_place(ids), first, last)

    def has_kind(self, kind: str, place: int) -> bool:
        """Tell whether facts of a kind are asked for."""
        return (self.kinds is None or kind in self.kinds) and (self.ids is None or place in self.ids)


def _conditions(domain: Domain, facts: BaseModel) -> Iterator[tuple[str, str, object]]:
    """Yield the conditions on days, kinds and ids that each fact has to meet, as Odoo's search understands them."""
    for each in domain.children if isinstance(domain, DomainAnd) else (domain,):
        if isinstance(each, DomainCondition) and each.field_expr in ("date", "kind", "id"):
            read = each.optimize_full(facts)
            for condition in read.children if isinstance(read, DomainAnd) else (read,):
                if isinstance(condition, DomainCondition) and condition.field_expr == each.field_expr:
                    yield condition.field_expr, condition.operator, condition.value


def _days(operator: str, value: object) -> tuple[date | None, date | None]:
    """Return the first and the last day that a condition leaves.

    >>> _days("<", date(2025, 1, 1))
    (None, datetime.date(2024, 12, 31))
    >>> _days("in", {date(2025, 1, 1), date(2025, 3, 1), False})
    (None, None)
    """
    if operator == "in":
        days = list(value)
        return (min(days), max(days)) if days and all(isinstance(day, date) for day in days) else (None, None)
    if not isinstance(value, date):
        return None, None
    try:
        return {">": (value + _DAY, None), ">=": (value, None), "<": (None, value - _DAY), "<=": (None, value)}.get(
            operator, (None, None)
        )
    except OverflowError:
        return None, None


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _by_place(ids: Set[object]) -> dict[int, set[int]]:
    """Return the ids of rows by the place of their kind.

    >>> _by_place({256 * 7 + 3, 256 * 9 + 3, 5, "7"})
    {3: {9, 7}, 5: {0}}
    """
    rows: dict[int, set[int]] = {}
    for fact_id in ids:
        if isinstance(fact_id, int):
            row, place = divmod(fact_id, KINDS)
            rows.setdefault(place, set()).add(row)
    return rows
