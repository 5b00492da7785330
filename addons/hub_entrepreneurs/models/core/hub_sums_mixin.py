from odoo import models
from odoo.tools import SQL

from ...tools.compat import columns


class HubSumsMixin(models.AbstractModel):
    """Values of several units are not added up: a group of euro, jobs and tonnes has no sum.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_sums.
    """

    _inherit = "hub.sums.mixin"

    def _read_group_select(self, aggregate_spec, query):
        term = super()._read_group_select(aggregate_spec, query)
        name, _colon, aggregator = aggregate_spec.partition(":")
        if aggregator not in ("sum", "avg") or name not in self._sums_within:
            return term
        unit, number = columns(self, query, self._sums_within[name], name)
        # What has no unit is in none of the others; what is no number is in any.
        units = SQL("COUNT(DISTINCT COALESCE(%s::text, '')) FILTER (WHERE %s IS NOT NULL)", unit, number)
        return SQL("CASE WHEN %s <= 1 THEN %s END", units, term)
