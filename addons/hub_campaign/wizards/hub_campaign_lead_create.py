from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.domain.sharing import share_out
from odoo.addons.hub_entrepreneurs.tools.actions import chosen_ids, open_window
from odoo.addons.hub_entrepreneurs.tools.once import once


class HubCampaignLeadCreate(models.TransientModel):
    """Make leads of members: first see how many are new, and who has one."""

    _name = "hub.campaign.lead.create"
    _description = "Create Leads"
    _inherit = ["hub.own.dialog.mixin"]

    campaign_id = fields.Many2one("utm.campaign", readonly=True, ondelete="cascade")
    member_ids = fields.Many2many("hub.campaign.member", string="Members", readonly=True)
    team_id = fields.Many2one("crm.team", compute="_compute_team_id", store=True, readonly=False, precompute=True)
    type = fields.Selection(
        [("lead", "Leads"), ("opportunity", "Opportunities")],
        "Create",
        required=True,
        default=lambda self: "lead" if self.env.user.has_group("crm.group_use_lead") else "opportunity",
    )
    method = fields.Selection(
        [
            ("own", "Each company's own account manager"),
            ("one", "One person"),
            ("shared", "Several, in even shares"),
        ],
        "For",
        required=True,
        default="own",
    )
    user_id = fields.Many2one(
        "res.users", "Account Manager", default=lambda self: self.env.user, domain=[("share", "=", False)]
    )
    user_ids = fields.Many2many("res.users", string="Account Managers", domain=[("share", "=", False)])
    tag_ids = fields.Many2many("crm.tag", string="Tags")
    ready_count = fields.Integer(compute="_compute_preview")
    adopted_count = fields.Integer(compute="_compute_preview")
    already_count = fields.Integer(compute="_compute_preview")
    nobody_count = fields.Integer(compute="_compute_preview")
    example = fields.Char(compute="_compute_preview")

    @api.model
    def default_get(self, fields):
        """Take the selected members along; of a campaign, those who responded."""
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "hub.campaign.member" and not values.get("campaign_id"):
            values["member_ids"] = [Command.set(chosen_ids(self.env, "hub.campaign.member"))]
        return values

    @api.depends("campaign_id", "member_ids")
    def _compute_team_id(self):
        self.team_id = self.env["crm.team"]._get_default_team_id(user_id=self.env.uid)

    @api.depends("campaign_id", "member_ids", "method", "user_id", "user_ids")
    def _compute_preview(self):
        for wizard in self:
            members = wizard._get_members()
            already = members.filtered("lead_id")
            adopted = (members - already)._get_leads_to_adopt()
            fresh = (members - already).filtered(lambda member, adopted=adopted: member not in adopted)
            receivers = wizard._get_receivers(fresh)
            wizard.ready_count = len(fresh)
            wizard.adopted_count = len(adopted)
            wizard.already_count = len(already)
            wizard.nobody_count = len(fresh.filtered(lambda member, receivers=receivers: not receivers.get(member)))
            # As superuser: the title of the campaign is in the title of the lead, whoever makes it.
            wizard.example = fresh and fresh._get_lead_name(fresh[0].campaign_id.sudo(), fresh[0].partner_id)

    def _get_members(self):
        if self.member_ids or not self.campaign_id:
            return self.member_ids._origin
        waiting = [("responded_on", "!=", False), ("opted_out_on", "=", False), ("lead_id", "=", False)]
        return self.env["hub.campaign.member"].search([("campaign_id", "=", self.campaign_id.id), *waiting])

    def _get_receivers(self, members):
        """Return who gets the lead of each member, if anybody: nobody who left."""
        receivers = self._get_chosen_receivers(members)
        return {member: user.filtered("active") for member, user in receivers.items()}

    def _get_chosen_receivers(self, members):
        if self.method == "own":
            return {member: member.partner_id.user_id for member in members}
        if self.method == "one":
            return dict.fromkeys(members, self.user_id._origin)
        users = self.user_ids._origin
        return share_out(dict.fromkeys(members, 1), users) if users else {}

    def _prepare_lead_values(self, members):
        """Return what the lead of each member gets from this dialog."""
        receivers = self._get_receivers(members)
        shared = {"type": self.type, "team_id": self.team_id.id, "tag_ids": [Command.set(self.tag_ids.ids)]}
        return {member: {**shared, "user_id": receivers[member].id} for member in members}

    @once
    def action_create(self):
        """Make the leads, and show them."""
        self.ensure_one()
        members = self._get_members()
        if not members:
            raise UserError(
                self.env._("There is no member who responded and has no lead yet. Choose members in the list instead.")
            )
        if self.method == "shared" and not self.user_ids:
            raise UserError(self.env._("Account Managers: choose at least one person."))
        fresh, adopted = members._create_leads(self._prepare_lead_values(members))
        if not fresh and not adopted:
            raise UserError(
                self.env._(
                    "Each of these members has a lead of this campaign already. Choose others, or open those leads."
                )
            )
        leads = fresh + adopted
        if len(leads) == 1:
            return leads._get_records_action()
        return open_window(
            self.env,
            "crm.crm_lead_all_leads",
            display_name=self.env._("Leads of the Campaign"),
            domain=[("campaign_member_ids.campaign_id", "in", members.campaign_id.ids)],
            context={"active_test": False, "default_type": self.type},
        )
