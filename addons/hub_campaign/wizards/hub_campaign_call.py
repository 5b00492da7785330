from odoo import fields, models

from ..models.member.hub_campaign_member_call import CALL_RESULT_SELECTION


class HubCampaignCall(models.TransientModel):
    """How a call went: a few words, and the next one opens."""

    _name = "hub.campaign.call"
    _description = "Log a Call"
    _inherit = ["hub.own.dialog.mixin"]

    member_id = fields.Many2one("hub.campaign.member", required=True, readonly=True, ondelete="cascade")
    mail_activity_id = fields.Many2one("mail.activity", readonly=True)
    result = fields.Selection(CALL_RESULT_SELECTION, required=True, default="interested")
    note = fields.Text()
    duration = fields.Float(default=0.25, help="In hours.")
    again_on = fields.Date(
        "Call Again On", default=lambda self: self.env["hub.campaign.member"]._get_next_working_day()
    )

    def action_log(self):
        """Remember how the call went, and open the next one."""
        self.ensure_one()
        how = {"note": self.note, "duration": self.duration, "again_on": self.again_on}
        self.member_id._log_call(self.result, activity=self.mail_activity_id, **how)
        return self.member_id._action_next_call()
