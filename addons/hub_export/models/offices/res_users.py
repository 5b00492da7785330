from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    """Offices abroad belong to the portfolio of who leads one."""

    _inherit = "res.users"

    def _get_portfolio_domains(self):
        return {
            **super()._get_portfolio_domains(),
            "hub.foreign.office": Domain("user_id", "in", self._get_colleagues()),
        }
