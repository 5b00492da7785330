from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.once import once


class HubRegistrationOverride(models.TransientModel):
    """A director lets companies take part although they do not meet the criteria, and says why."""

    _name = "hub.registration.override"
    _description = "Override the Criteria"
    _inherit = ["hub.own.dialog.mixin"]

    registration_ids = fields.Many2many("event.registration", string="Registrations", readonly=True)
    reason = fields.Text(required=True)

    @once
    def action_override(self):
        """Keep the reason, and give a place where one is free."""
        registrations = self.registration_ids
        registrations.check_access("write")
        if not self.reason.strip():
            raise UserError(self.env._("Reason: say why the company takes part although something is missing."))
        for registration in registrations:
            if not registration.attendee_company_id:
                raise UserError(
                    self.env._(
                        "%s: choose the company first. The override holds for it alone.", registration.display_name
                    )
                )
            if registration.eligibility != "missed":
                raise UserError(
                    self.env._("%s: nothing is missing. Confirm it without an override.", registration.display_name)
                )
        registrations._override(self.reason.strip())
        return {"type": "ir.actions.act_window_close", "infos": {"hub_changed": True}}
