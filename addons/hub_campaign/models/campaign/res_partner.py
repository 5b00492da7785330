from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    """The campaigns that a company or person is in."""

    _inherit = "res.partner"

    campaign_member_ids = fields.One2many("hub.campaign.member", "partner_id", "Campaigns", groups=READER)
    campaign_count = fields.Integer(compute="_compute_campaign_count", groups=READER)

    def _compute_campaign_count(self):
        members = self.env["hub.campaign.member"]
        campaigns = {partner: set() for partner in self._origin}
        # A person is in the campaigns in which the company is addressed through him or her.
        for name in ("partner_id", "contact_id"):
            for partner, ids in members._read_group([(name, "in", self._origin.ids)], [name], ["id:array_agg"]):
                campaigns[partner].update(ids)
        for partner in self:
            partner.campaign_count = len(campaigns.get(partner._origin, ()))

    def action_open_campaign_members(self):
        """Open the campaigns that the company is in, or in which the person is addressed."""
        self.ensure_one()
        domain = list(Domain("partner_id", "=", self.id) | Domain("contact_id", "=", self.id))
        return open_window(self.env, "hub_campaign.hub_campaign_member_action", domain=domain, context={})
