from odoo import models


class HubAssessment(models.Model):
    """An assessment asks what fits the company's sectors."""

    _inherit = "hub.assessment"

    def _questions(self):
        sectors = self.partner_id.sector_ids
        return (
            super()
            ._questions()
            .filtered(
                lambda question: not question.dimension_id.sector_ids or question.dimension_id.sector_ids & sectors
            )
        )
