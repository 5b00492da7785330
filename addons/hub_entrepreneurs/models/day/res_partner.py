from odoo import models


class ResPartner(models.Model):
    """The companies of an account manager are found without reading all of them."""

    _inherit = "res.partner"

    _user_idx = models.Index("(user_id) WHERE user_id IS NOT NULL")
