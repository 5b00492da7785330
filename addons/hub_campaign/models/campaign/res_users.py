from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    """Campaigns belong to the portfolio of who is responsible for one."""

    _inherit = "res.users"

    def _get_portfolio_domains(self):
        mine = Domain("user_id", "in", self._get_colleagues()) & Domain("is_sector_campaign", "=", True)
        return {**super()._get_portfolio_domains(), "utm.campaign": mine}
