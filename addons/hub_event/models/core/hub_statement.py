from odoo import models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import columns

from ..statement.hub_statement import ASKED


class HubStatement(models.Model):
    """The rate of answers is of the statements that were asked: what is not due yet, or not needed, is left out.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_statement.
    """

    _inherit = "hub.statement"

    def _read_group_select(self, aggregate_spec, query):
        term = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec != "answer_rate:avg":
            return term
        [state] = columns(self, query, "state")
        return SQL("%s FILTER (WHERE %s IN %s)", term, state, ASKED)
