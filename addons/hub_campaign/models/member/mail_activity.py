from odoo import api, models
from odoo.exceptions import AccessError

from odoo.addons.hub_entrepreneurs.tools.actions import open_window


class MailActivity(models.Model):
    """A call of a campaign that is marked as done, or given to a colleague."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._check_may_be_told()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(("user_id", "res_id", "res_model_id")):
            self._check_may_be_told()
        if vals.get("user_id"):
            # As superuser: who gets the call sees the company that is to be called.
            calls = self.sudo().filtered(
                lambda each: each.res_model == "hub.campaign.member" and each.activity_type_id.category == "phonecall"
            )
            members = self.env["hub.campaign.member"].sudo().browse(calls.mapped("res_id")).exists()
            if others := members.filtered(lambda each: each.user_id.id != vals["user_id"]):
                self._check_may_give(others)
                others.write({"user_id": vals["user_id"]})
        return result

    def _check_may_be_told(self):
        """Let nobody have an activity about a member of a list that uses personal data who may not know the list."""
        # As superuser: whoever has an activity reads it, whether or not the member is in sight.
        of_members = self.sudo().filtered(lambda each: each.res_model == "hub.campaign.member" and each.res_id)
        for user, activities in of_members.grouped("user_id").items():
            members = self.env["hub.campaign.member"].browse(activities.mapped("res_id"))
            members._check_may_be_told(user)

    def _check_may_give(self, members):
        """Refuse to give calls away that are neither one's own nor of a campaign that one runs."""
        others = members.filtered(lambda each: not each.user_id.is_mine).with_env(self.env)
        if others and not others.has_access("write"):
            raise AccessError(
                self.env._(
                    "Assigned to: this call is of a campaign of a colleague. Ask whoever runs the campaign to give it "
                    "to somebody else."
                )
            )

    def action_log_interaction(self, only_conversations=False):
        if self.res_model != "hub.campaign.member":
            return super().action_log_interaction(only_conversations)
        self.ensure_one()
        if self.activity_type_id.category != "phonecall" or not self._can_log_interaction():
            return False
        defaults = {"member_id": self.res_id, "mail_activity_id": self.id, "note": self.feedback or False}
        context = {f"default_{name}": value for name, value in defaults.items() if value}
        return open_window(self.env, "hub_campaign.hub_campaign_call_action", context=context)

    def _person_spoken_to(self):
        if self.res_model != "hub.campaign.member":
            return super()._person_spoken_to()
        return self.env["hub.campaign.member"].browse(self.res_id).exists().partner_id

    def _can_log_interaction(self):
        if self.res_model != "hub.campaign.member":
            return super()._can_log_interaction()
        interactions = self.env["hub.interaction"]
        member = self.env["hub.campaign.member"].browse(self.res_id).exists()._filtered_access("read")
        may_log = bool(interactions.has_access("create") and member.may_log_call)
        return may_log and not interactions.search_count([("mail_activity_id", "=", self.id)], limit=1)
