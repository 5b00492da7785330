from odoo import fields, models


class ResUsersSettings(models.Model):
    """How a user likes exports; the choice that was made last is kept."""

    _inherit = "res.users.settings"

    hub_xlsx_one_row = fields.Boolean("One Row for Each Record", default=True)
