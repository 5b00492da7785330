from odoo import fields, models


class HubAssessmentFramework(models.Model):
    """A framework may also ask how ready a company is to export."""

    _inherit = "hub.assessment.framework"

    kind = fields.Selection(selection_add=[("export", "Export")], ondelete={"export": "cascade"})
