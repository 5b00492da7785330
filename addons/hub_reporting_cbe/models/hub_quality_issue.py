from odoo import fields, models


class HubQualityIssue(models.Model):
    _inherit = "hub.quality.issue"

    same_by = fields.Selection(
        selection_add=[("register", "Same Company of the Register")], ondelete={"register": "set null"}
    )
