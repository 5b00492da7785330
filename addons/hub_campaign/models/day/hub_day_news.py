from odoo import models


class HubCampaignMember(models.Model):
    """Who calls a member is told, and so is who keeps the company or runs the campaign."""

    _name = "hub.campaign.member"
    _inherit = ["hub.campaign.member", "hub.day.news.mixin"]
    _shown_on_day = frozenset({"user_id", "responded_on", "response"})
    _concerns = ("user_id",)

    def _get_concerned(self):
        return super()._get_concerned() | self.partner_id.user_id | self.campaign_id.cluster_ids.manager_id
