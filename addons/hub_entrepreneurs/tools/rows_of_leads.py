"""Which leads have rows of ours: asked once for a whole assignment, which merges hundreds of leads one by one."""

from __future__ import annotations

from odoo.models import BaseModel
from odoo.tools import SQL


class RowsOfLeads:
    """The leads that rows of a model name, as long as an assignment takes."""

    def __init__(self) -> None:
        self._leads: dict[str, set[int]] = {}

    def of(self, model: BaseModel) -> set[int]:
        """Return the ids of these leads; whoever gives one further rows adds it."""
        if model._name not in self._leads:
            named = SQL("SELECT DISTINCT lead_id FROM %s WHERE lead_id IS NOT NULL", SQL.identifier(model._table))
            flushed = SQL("%s%s", named, SQL(to_flush=model._fields["lead_id"]))
            self._leads[model._name] = {lead_id for (lead_id,) in model.env.execute_query(flushed)}
        return self._leads[model._name]
