from odoo import models


class HubAssessmentAnswer(models.Model):
    """Imported answers fill in the rows that wait for them: core creates what an import brings in one method.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_import.
    """

    _inherit = "hub.assessment.answer"

    def _load_records_create(self, vals_list):
        return self._create_or_fill(vals_list)
