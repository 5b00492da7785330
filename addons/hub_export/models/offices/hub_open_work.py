from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.models.portfolio.hub_open_work import OpenWork
from odoo.addons.hub_entrepreneurs.tools.dates import today


class HubOpenWork(models.AbstractModel):
    """Offices that somebody is the head of."""

    _inherit = "hub.open.work"

    @api.model
    def _get_kinds(self):
        still_open = Domain("date_end", "=", False) | Domain("date_end", ">=", today(self.env))
        return [*super()._get_kinds(), OpenWork(self.env._("Offices"), "hub.foreign.office", still_open)]
