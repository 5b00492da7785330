from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.once import once
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ..models.member.hub_campaign_member_call import CALL_RESULT_SELECTION


class HubCampaignCall(models.TransientModel):
    """How a call went: a few words, and the next one opens."""

    _name = "hub.campaign.call"
    _description = "Log a Call"
    _inherit = ["hub.own.dialog.mixin"]

    member_id = fields.Many2one("hub.campaign.member", required=True, readonly=True, ondelete="cascade")
    mail_activity_id = fields.Many2one("mail.activity", readonly=True)
    seen = fields.Char(default=lambda self: self._default_seen(), help="How the calls stood when the dialog opened.")
    result = fields.Selection(CALL_RESULT_SELECTION, required=True, default="interested")
    note = fields.Text()
    duration = fields.Float(default=0.25, help="In hours.")
    again_on = fields.Date(
        "Call Again On", default=lambda self: self.env["hub.campaign.member"]._get_next_working_day()
    )

    @api.model
    def _default_seen(self):
        member = self.env["hub.campaign.member"].browse(self.env.context.get("default_member_id"))
        return member._filtered_access("read")._get_call_mark() if member else False

    @api.model_create_multi
    def create(self, vals_list):
        calls = super().create(vals_list)
        for call in calls.filtered(lambda each: not each.seen):
            call.seen = call.member_id._get_call_mark()
        return calls

    @once
    def action_log(self):
        """Remember how the call went, and open the next one."""
        self.ensure_one()
        # As superuser: whoever calls writes no member.
        take_turns(self.member_id.sudo())
        if self.seen != self.member_id._get_call_mark():
            raise UserError(
                self.env._(
                    "The call with %s was logged in the meantime. Close this dialog, and look at what was said.",
                    self.member_id.partner_id.display_name,
                )
            )
        how = {"note": self.note, "duration": self.duration, "again_on": self.again_on}
        self.member_id._log_call(self.result, activity=self.mail_activity_id, **how)
        return self.member_id._action_next_call()
