from odoo import models


class IrModel(models.Model):
    """How many records a model has is told as far as one may see them.

    Core counts the rows of the table: of personal data, of people in frozen audiences, of another agency's companies.
    Two exact totals, of before and of after, tell about the one record in between.

    Core: base/models/ir_model.py, 19.0. Contract: test_core_ir_model.
    """

    _inherit = "ir.model"

    def _compute_count(self):
        if self.env.su:
            return super()._compute_count()
        for model in self:
            records = self.env.get(model.model)
            counted = records is not None and not records._abstract and records._auto and records.has_access("read")
            model.count = records.with_context(active_test=False).search_count([]) if counted else 0
        return None
