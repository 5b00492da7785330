from odoo import fields, models


class CrmStage(models.Model):
    """A stage that explains itself in each user's language."""

    _inherit = "crm.stage"

    requirements = fields.Text(translate=True)
