"""Imported answers fill in the rows that wait for them.

Core (19.0: `orm/models.py: BaseModel._load_records`) creates what an import brings through `_load_records_create`.
"""

from odoo import models


class HubAssessmentAnswer(models.Model):
    _inherit = "hub.assessment.answer"

    def _load_records_create(self, vals_list):
        return self._create_or_fill(vals_list)
