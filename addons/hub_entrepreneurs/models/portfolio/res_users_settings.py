from odoo import fields, models


class ResUsersSettings(models.Model):
    """Which lists a user left with *Mine*, and opens so again."""

    _inherit = "res.users.settings"

    hub_opens_with_mine = fields.Json(
        "Lists That Open With Mine", help="By model and filter; the others open so for whoever has a portfolio."
    )
