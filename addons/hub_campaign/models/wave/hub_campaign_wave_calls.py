from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows, open_window
from odoo.addons.hub_entrepreneurs.tools.counting import set_count


class HubCampaignWave(models.Model):
    """A wave that is a list of calls, shared out among account managers."""

    _inherit = "hub.campaign.wave"

    open_call_count = fields.Integer("Open Calls", compute="_compute_open_call_count")

    def _compute_open_call_count(self):
        set_count(self, "open_call_count", "hub.campaign.member", "call_wave_id", [("call_on", "!=", False)])

    def _get_state_of_calls(self):
        if self.open_call_count:
            return "running"
        return "done" if self.addressed_count else "draft"

    def action_share_calls(self):
        """Open the dialog that shares the calls of this wave out."""
        self.ensure_one()
        if self.channel != "phone":
            raise UserError(self.env._("“%s” is a mailing. Choose a wave of calls to share out.", self.name))
        context = {"default_wave_id": self.id}
        return open_window(self.env, "hub_campaign.hub_campaign_share_calls_action", context=context)

    def action_open_calls(self):
        """Open the members that are called in this wave."""
        action = open_rows(self, "hub_campaign.hub_campaign_member_action", "call_wave_id")
        return {**action, "display_name": self.name, "context": {"search_default_group_caller": 1}}
