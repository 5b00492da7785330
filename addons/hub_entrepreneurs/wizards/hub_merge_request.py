from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.actions import chosen_ids
from ..tools.groups import DIRECTOR
from ..tools.once import once
from ..tools.staff import Staff

ACTIVITY_TYPE = "hub_entrepreneurs.mail_activity_type_merge"


class HubMergeRequest(models.TransientModel):
    """Ask a director to merge contacts that are the same, which only directors may do.

    The request is an activity of the first one, and is done as soon as the contacts are one.
    """

    _name = "hub.merge.request"
    _description = "Ask for a Merge"
    _inherit = ["hub.own.dialog.mixin"]

    partner_ids = fields.Many2many(
        "res.partner",
        string="Contacts",
        required=True,
        default=lambda self: self._default_partner_ids(),
        help="The contacts that are the same one.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Director",
        required=True,
        default=lambda self: self._default_user_id(),
        domain=lambda self: [("all_group_ids", "in", self.env.ref(DIRECTOR).ids)],
    )
    reason = fields.Text(help="How one sees that they are the same, and which one is right.")

    @api.model
    def _default_partner_ids(self):
        return chosen_ids(self.env, "res.partner")

    @api.model
    def _default_user_id(self):
        # As superuser: how much a colleague has to do is nobody's to know, and decides nevertheless.
        staff = Staff(self.env(su=True), ACTIVITY_TYPE)
        contact = self.env["res.partner"].browse(self._default_partner_ids()[:1])
        return staff.assignee(contact.sudo(), excluded=contact.sudo().user_id | self.env.user).with_env(self.env)

    @api.model
    def _action_ask(self, partner_ids):
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_merge_request_action")
        return {**action, "context": {"active_model": "res.partner", "active_ids": partner_ids}}

    @once
    def action_ask(self):
        """Leave the director an activity that names the contacts and opens the dialog that merges them."""
        partners = self.partner_ids
        partners.check_access("read")
        if len(partners) < 2:
            raise UserError(self.env._("Contacts: choose the two or more that are the same."))
        conflicts = list(self.env["base.partner.merge.automatic.wizard"].sudo()._merge_conflicts(partners))
        if conflicts:
            raise UserError("\n".join(conflicts))
        if not self.user_id.has_group(DIRECTOR):
            raise UserError(self.env._("Director: choose somebody who may merge contacts."))
        # Whoever was there first has most that hangs on it.
        first = partners.sorted("id")[:1]
        names = Markup("").join(
            Markup("<li><a href='/odoo/res.partner/%s'>%s</a></li>") % (each.id, each.display_name) for each in partners
        )
        first.activity_schedule(
            ACTIVITY_TYPE,
            user_id=self.user_id.id,
            summary=self.env._("Merge with %s", ", ".join((partners - first).mapped("display_name"))),
            note=Markup("<ul>%s</ul><p>%s</p>") % (names, self.reason or ""),
            merge_partner_ids=partners.ids,
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s was asked to merge them.", self.user_id.name),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
