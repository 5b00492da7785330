from odoo import fields, models


class HubInteraction(models.Model):
    """A conversation that was a call of a campaign."""

    _inherit = "hub.interaction"

    campaign_member_id = fields.Many2one(
        "hub.campaign.member",
        "Campaign",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The member of a campaign that was called.",
    )
