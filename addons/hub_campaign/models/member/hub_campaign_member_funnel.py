from odoo import api, models
from odoo.fields import Domain

from ...domain import funnel


class HubCampaignMember(models.Model):
    """How far members have come, cumulatively."""

    _inherit = "hub.campaign.member"

    @api.model
    def _domain_reached(self, step):
        """Return the domain of the members that took a step, or one behind it.

        :param str step: one of :data:`funnel.STEPS`
        """
        days = funnel.days_of(step)
        return Domain.OR(Domain(day, "!=", False) for day in days) if days else Domain.TRUE
