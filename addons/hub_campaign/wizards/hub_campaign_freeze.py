from odoo import Command, api, fields, models

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.once import once

from ..models.campaign.utm_campaign_freeze import LEFT_OUT_SELECTION


class HubCampaignFreeze(models.TransientModel):
    """Show whom a campaign would reach before its audience becomes a list."""

    _name = "hub.campaign.freeze"
    _description = "Freeze an Audience"
    _inherit = ["hub.own.dialog.mixin"]

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
        if not campaign:
            return values
        counts = campaign._get_freeze_counts()
        ready = counts.pop(None, 0)
        reasons = [reason for reason, _label in LEFT_OUT_SELECTION if counts.get(reason)]
        return {
            **values,
            "ready_count": ready,
            "left_out_count": sum(counts.values()),
            "line_ids": [Command.create(row) for row in campaign._prepare_preview_values()],
            "reason_ids": [Command.create({"reason": reason, "count": counts[reason]}) for reason in reasons],
        }

    @once
    def action_freeze(self):
        """Make the list, and show it."""
        self.ensure_one()
        self.campaign_id._freeze()
        return self.campaign_id.action_open_members()


class HubCampaignFreezeLine(models.TransientModel):
    """One of the companies that would be in the list, with who is addressed."""

    _name = "hub.campaign.freeze.line"
    _description = "Company in the Preview of an Audience"
    _inherit = ["hub.own.dialog.mixin"]

    freeze_id = fields.Many2one("hub.campaign.freeze", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Company", readonly=True)
    contact_id = fields.Many2one("res.partner", "Addressee", readonly=True)
    role = fields.Char(readonly=True)
    lang = fields.Selection(lambda self: self.env["res.lang"].get_installed(), "Language", readonly=True)
    email = fields.Char(readonly=True)
    phone = fields.Char(related="contact_id.phone")


class HubCampaignFreezeReason(models.TransientModel):
    """How many companies of the audience are left out for one reason."""

    _name = "hub.campaign.freeze.reason"
    _description = "Why Companies Are Left Out"
    _inherit = ["hub.own.dialog.mixin"]

    freeze_id = fields.Many2one("hub.campaign.freeze", required=True, ondelete="cascade")
    reason = fields.Selection(LEFT_OUT_SELECTION, required=True)
    count = fields.Integer("Companies")

    def action_open(self):
        """Open the companies that are left out for this reason."""
        self.ensure_one()
        label = dict(self._fields["reason"]._description_selection(self.env))[self.reason]
        companies = self.freeze_id.campaign_id._get_left_out(self.reason)
        changes = {"display_name": label, "domain": [("id", "in", companies.ids)], "context": {}}
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", **changes)
