from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.models.portfolio.hub_open_work import OpenWork
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import CLUSTER_MANAGER


class HubOpenWork(models.AbstractModel):
    """Campaigns that go on, and mailings that are still to be sent. Calls are activities."""

    _inherit = "hub.open.work"

    @api.model
    def _get_kinds(self):
        goes_on = Domain("date_end", "=", False) | Domain("date_end", ">=", today(self.env))
        campaigns = Domain("is_sector_campaign", "=", True) & goes_on
        unsent = Domain("state", "!=", "done")
        return [
            *super()._get_kinds(),
            OpenWork(self.env._("Campaigns"), "utm.campaign", campaigns, group=CLUSTER_MANAGER),
            OpenWork(self.env._("Mailings"), "mailing.mailing", unsent, group=CLUSTER_MANAGER),
        ]

    @api.model
    def _give(self, kind, records, receiver, user):
        if kind.model != "mailing.mailing":
            return super()._give(kind, records, receiver, user)
        for mailing in records:
            mailing._take_sender(receiver)
        return None
