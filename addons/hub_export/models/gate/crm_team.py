from odoo import fields, models


class CrmTeam(models.Model):
    """A sales team that may keep to stages of its own."""

    _inherit = "crm.team"

    own_stages_only = fields.Boolean(
        help="The pipeline of this team shows the stages of this team only, not those that all teams share.",
    )
