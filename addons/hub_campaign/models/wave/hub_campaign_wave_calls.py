from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HubCampaignWave(models.Model):
    """A wave that is a list of calls, shared out among account managers."""

    _inherit = "hub.campaign.wave"

    open_call_count = fields.Integer("Open Calls", compute="_compute_open_call_count")

    def _compute_open_call_count(self):
        members = self.env["hub.campaign.member"]
        domain = Domain("call_wave_id", "in", self.ids) & Domain("call_on", "!=", False)
        counts = dict(members._read_group(domain, ["call_wave_id"], ["__count"]))
        for wave in self:
            wave.open_call_count = counts.get(wave._origin, 0)

    def _get_state_of_calls(self):
        if self.open_call_count:
            return "running"
        return "done" if self.addressed_count else "draft"

    def _get_members_to_call(self):
        """Return the members of the wave that may be called, whether or not they have a phone."""
        self.ensure_one()
        return self.env["hub.campaign.member"].search(self._domain_members(), order="id")

    def action_share_calls(self):
        """Open the dialog that shares the calls of this wave out."""
        self.ensure_one()
        if self.channel != "phone":
            raise UserError(self.env._("“%s” is a mailing. Choose a wave of calls to share out.", self.name))
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_campaign.hub_campaign_share_calls_action")
        return {**action, "context": {"default_wave_id": self.id}}

    def action_open_calls(self):
        """Open the members that are called in this wave."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_campaign.hub_campaign_member_action")
        return {
            **action,
            "display_name": self.name,
            "domain": [("call_wave_id", "=", self.id)],
            "context": {"search_default_group_caller": 1},
        }
