"""Which leads have rows of ours: asked once for a whole assignment, which merges hundreds of leads one by one."""

from __future__ import annotations

from collections.abc import Iterable

from odoo.api import Environment
from odoo.tools import SQL


class RowsOfLeads:
    """The leads that rows of some models name, as long as an assignment takes."""

    def __init__(self) -> None:
        self._leads: dict[str, set[int]] = {}

    def of(self, env: Environment, models: Iterable[str]) -> dict[str, set[int]]:
        """Return the ids of these leads by model; whoever gives one further rows adds it."""
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
