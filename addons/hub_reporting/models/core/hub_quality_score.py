from odoo import models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import columns


class HubQualityScore(models.Model):
    """The score of a group is no mean of scores: each row counts by its records and by the weight of its rule.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_quality.
    """

    _inherit = "hub.quality.score"

    def _read_group_select(self, aggregate_spec, query):
        term = super()._read_group_select(aggregate_spec, query)
        if aggregate_spec != "score:avg":
            return term
        weight, records, issues = columns(self, query, "weight", "record_count", "issue_count")
        return SQL(
            "100.0 * (1 - SUM(%s * %s)::numeric / NULLIF(SUM(%s * %s), 0))::float8", weight, issues, weight, records
        )
