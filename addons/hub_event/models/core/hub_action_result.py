from odoo import models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import columns

from ...report.hub_action_result import RATIOS


class HubActionResult(models.Model):
    """A ratio of several actions is that of their sums: what they cost together, by all of their participants.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_action_result.
    """

    _inherit = "hub.action.result"

    def _read_group_select(self, aggregate_spec, query):
        name, _colon, aggregator = aggregate_spec.partition(":")
        if aggregator != "avg" or name not in RATIOS:
            return super()._read_group_select(aggregate_spec, query)
        return SQL("SUM(%s)::double precision / NULLIF(SUM(%s), 0)", *columns(self, query, *RATIOS[name]))
