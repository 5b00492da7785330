from odoo import Command, api, fields, models


class HubCampaignFreeze(models.TransientModel):
    """Show whom a campaign would reach before its audience becomes a list."""

    _name = "hub.campaign.freeze"
    _description = "Freeze an Audience"

    campaign_id = fields.Many2one("utm.campaign", required=True, readonly=True, ondelete="cascade")
    purpose_id = fields.Many2one(related="campaign_id.purpose_id")
    channel = fields.Selection(related="campaign_id.channel")
    ready_count = fields.Integer("Companies", readonly=True)
    left_out_count = fields.Integer(readonly=True)
    line_ids = fields.One2many("hub.campaign.freeze.line", "freeze_id", "First Companies", readonly=True)
    reason_ids = fields.One2many("hub.campaign.freeze.reason", "freeze_id", "Left Out", readonly=True)

    @api.model
    def default_get(self, fields):
        """Look at the audience of the campaign in the context."""
        values = super().default_get(fields)
        campaign = self.env["utm.campaign"].browse(values.get("campaign_id") or [])
        if campaign:
            values.update(self._look_at(campaign))
        return values

    @api.model
    def _look_at(self, campaign):
        counts = campaign._freeze_counts()
        ready = counts.pop(None, 0)
        labels = dict(campaign._left_out_selection())
        return {
            "ready_count": ready,
            "left_out_count": sum(counts.values()),
            "line_ids": [Command.create(row) for row in campaign._preview()],
            "reason_ids": [
                Command.create({"reason": reason, "count": counts[reason]}) for reason in labels if counts.get(reason)
            ],
        }

    def action_freeze(self):
        """Make the list, and show it."""
        self.ensure_one()
        self.campaign_id._freeze()
        return self.campaign_id.action_open_members()
