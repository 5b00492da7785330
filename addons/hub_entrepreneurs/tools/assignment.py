"""What is asked once for a whole assignment of leads, in which core asks for each of hundreds of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from odoo.api import Environment
from odoo.tools import SQL

Found = TypeVar("Found")


class Assignment:
    """What is asked once as long as leads are shared out, such as which of them have rows of ours.

    >>> known = Assignment()
    >>> known.once("first stage", lambda: 7), known.once("first stage", lambda: 8)
    (7, 7)
    """

    def __init__(self) -> None:
        self._leads: dict[str, set[int]] = {}
        self._found: dict[Hashable, Any] = {}

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """Return what is found for a key; meanwhile nobody changes stages."""
        if key not in self._found:
            self._found[key] = find()
        return self._found[key]

    def leads_of(self, env: Environment, models: Iterable[str]) -> dict[str, set[int]]:
        """Return the ids of the leads that rows of some models name; whoever gives one further rows adds it."""
        if not self._leads:
            self._leads = {name: set() for name in models}
            parts = [
                SQL(
                    "SELECT DISTINCT %s, lead_id FROM %s WHERE lead_id IS NOT NULL%s",
                    name,
                    SQL.identifier(env[name]._table),
                    SQL(to_flush=env[name]._fields["lead_id"]),
                )
                for name in self._leads
            ]
            for name, lead_id in env.execute_query(SQL(" UNION ALL ").join(parts)):
                self._leads[name].add(lead_id)
        return self._leads
