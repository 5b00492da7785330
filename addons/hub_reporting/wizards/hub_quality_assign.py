from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.actions import chosen_ids
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER
from odoo.addons.hub_entrepreneurs.tools.once import once


class HubQualityAssign(models.TransientModel):
    """Share data to mend out among colleagues: as evenly as it goes, and what is about one company to one of them."""

    _name = "hub.quality.assign"
    _description = "Share Out"
    _inherit = ["hub.own.dialog.mixin"]

    issue_ids = fields.Many2many(
        "hub.quality.issue", required=True, readonly=True, default=lambda self: self._default_issue_ids()
    )
    issue_count = fields.Integer("To Mend", compute="_compute_issue_count")
    user_ids = fields.Many2many(
        "res.users", string="Colleagues", domain=lambda self: self._domain_user_ids(), help="Who mends it."
    )

    @api.model
    def _default_issue_ids(self):
        return chosen_ids(self.env, "hub.quality.issue")

    @api.model
    def _domain_user_ids(self):
        return [("share", "=", False), ("all_group_ids", "in", self.env.ref(ACCOUNT_MANAGER).ids)]

    @api.depends("issue_ids.state")
    def _compute_issue_count(self):
        for dialog in self:
            dialog.issue_count = len(dialog.issue_ids.filtered(lambda issue: issue.state == "open"))

    @once
    def action_assign(self):
        """Share the issues out, and tell each colleague once how many there are."""
        users = self.user_ids
        if not users:
            raise UserError(self.env._("Colleagues: choose who mends it."))
        # As superuser: whoever shares out need not see all roles.
        if strangers := users.filtered(lambda user: not user.sudo().has_group(ACCOUNT_MANAGER)):
            raise UserError(
                self.env._(
                    "Colleagues: %s has no role in Business Support. Choose somebody who has one.", strangers[0].name
                )
            )
        for user, count in self.issue_ids._assign(users).items():
            if count and user != self.env.user:
                self._tell(user, count)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _tell(self, user, count):
        """Let a colleague know, in his or her own language."""
        env = self.with_context(lang=user.lang).env
        body = env._(
            "%(author)s gave you data to mend: %(count)s. They stand on Today.", author=env.user.name, count=count
        )
        # As superuser: whoever is told need not be a contact that the author may write to.
        env["mail.thread"].sudo().message_notify(partner_ids=user.partner_id.ids, body=body, subject=body)
