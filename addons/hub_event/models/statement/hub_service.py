from odoo import fields, models

FOLLOW_UP_SELECTION = [
    ("6", "At the beginning and after 6 months"),
    ("12", "At the beginning, after 6 and after 12 months"),
]


class HubService(models.Model):
    """A service says whether companies are asked what came of it."""

    _inherit = "hub.service"

    follow_up_months = fields.Selection(
        FOLLOW_UP_SELECTION,
        "Followed Up",
        help="Companies that talked about it are asked what came of it. Empty: they are not asked.",
    )
    asks_about_markets = fields.Boolean(
        "Asks about Markets Abroad", help="Companies are asked for markets and contracts abroad as well."
    )
