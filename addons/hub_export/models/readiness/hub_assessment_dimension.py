from odoo import fields, models


class HubAssessmentDimension(models.Model):
    """A dimension that is only asked about in certain sectors."""

    _inherit = "hub.assessment.dimension"

    sector_ids = fields.Many2many(
        "hub.sector", string="Only for the Sectors", help="Companies of other sectors are not asked. Empty: all are."
    )
