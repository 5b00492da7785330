from odoo import fields, models

from ..models.campaign.utm_campaign_addressed import LEFT_OUT_SELECTION


class HubCampaignFreezeReason(models.TransientModel):
    """How many companies of the audience are left out for one reason."""

    _name = "hub.campaign.freeze.reason"
    _description = "Why Companies Are Left Out"

    freeze_id = fields.Many2one("hub.campaign.freeze", required=True, ondelete="cascade")
    reason = fields.Selection(LEFT_OUT_SELECTION, required=True)
    count = fields.Integer("Companies")

    def action_open(self):
        """Open the companies that are left out for this reason."""
        self.ensure_one()
        labels = dict(self._fields["reason"]._description_selection(self.env))
        companies = self.freeze_id.campaign_id._left_out(self.reason)
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.res_partner_action")
        return {**action, "display_name": labels[self.reason], "domain": [("id", "in", companies.ids)], "context": {}}
