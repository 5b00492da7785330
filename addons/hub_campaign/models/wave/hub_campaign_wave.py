from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.counting import set_count

from ...tools.quiet import FROM_CAMPAIGN, ONE_CAMPAIGN


class HubCampaignWave(models.Model):
    """One round of a campaign: mailings, one for each language, or a list of calls."""

    _name = "hub.campaign.wave"
    _description = "Campaign Wave"
    _inherit = ["hub.kept.mixin", "hub.owned.mixin", "mail.thread", "mail.activity.mixin"]
    _owner_fields = ("campaign_id",)
    _order = "campaign_id, sequence, id"
    _rec_names_search = ["name", "campaign_id"]

    campaign_id = fields.Many2one("utm.campaign", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(compute="_compute_name", store=True, readonly=False, required=True, precompute=True)
    channel = fields.Selection([("email", "Mailing"), ("phone", "Calls")], required=True, default="email")
    audience = fields.Selection(
        [
            ("all", "All members"),
            ("no_response", "Those who did not respond to"),
            ("responded", "Those who responded to"),
        ],
        "For",
        required=True,
        default="all",
        tracking=True,
        help="Members who opted out are never included.",
    )
    previous_wave_id = fields.Many2one(
        "hub.campaign.wave",
        "Earlier Wave",
        tracking=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('campaign_id', '=', campaign_id), ('id', '!=', id)]",
    )
    date_planned = fields.Datetime("Planned For", tracking=True, help="When it is sent, or when the calls begin.")
    script = fields.Html(help="What is said on the phone.")
    active = fields.Boolean(default=True)
    member_count = fields.Integer(
        "For Now", compute="_compute_member_count", help="The number of members that the wave is for today."
    )
    out_of_reach_count = fields.Integer(
        "Out of Reach",
        compute="_compute_member_count",
        help="Members that the wave leaves out: the company or the addressee is archived or no longer there, a sole "
        "trader has not consented, or the address bounced for good. The last ones can be called.",
    )
    addressed_count = fields.Integer(
        "Addressed",
        compute="_compute_counts",
        help="The number of members who were written to or put on the list of calls.",
    )
    responded_count = fields.Integer("Responded", compute="_compute_counts")

    @api.depends("campaign_id")
    def _compute_name(self):
        for wave in self:
            others = wave.campaign_id.with_context(active_test=False).wave_ids - wave
            wave.name = wave.name or self.env._("Wave %s", len(others) + 1)

    @api.depends("campaign_id", "name")
    @api.depends_context(FROM_CAMPAIGN)
    def _compute_display_name(self):
        for wave in self:
            campaign = wave.campaign_id.title if not self.env.context.get(FROM_CAMPAIGN) else False
            wave.display_name = " – ".join(filter(None, [campaign, wave.name]))

    # Apart from the other counts: lists don't show it, since each wave is for members of its own.
    @api.depends("campaign_id", "audience", "previous_wave_id", "channel")
    def _compute_member_count(self):
        members = self.env["hub.campaign.member"]
        for wave in self:
            wave.member_count = members.search_count(wave._domain_members())
            wave.out_of_reach_count = members.search_count(wave._domain_chosen() & ~wave._domain_reachable())

    def _compute_counts(self):
        set_count(self, "addressed_count", "hub.campaign.member", "wave_ids")
        set_count(self, "responded_count", "hub.campaign.member", "responded_wave_ids")

    @api.constrains("campaign_id", "audience", "previous_wave_id")
    def _check_previous_wave(self):
        for wave in self.filtered(lambda wave: wave.audience != "all"):
            previous = wave.previous_wave_id
            if not previous:
                raise ValidationError(
                    self.env._("Earlier Wave: choose the wave that the members of “%s” responded to or not.", wave.name)
                )
            if previous == wave or previous.campaign_id != wave.campaign_id:
                raise ValidationError(
                    self.env._(
                        "Earlier Wave: “%(previous)s” is not an earlier wave of this campaign. Choose one of "
                        "%(campaign)s.",
                        previous=previous.display_name,
                        campaign=wave.campaign_id.title,
                    )
                )

    def _domain_members(self):
        """Return the domain of the members that the wave is for now: none who opted out or is out of reach."""
        return self._domain_chosen() & self._domain_reachable()

    def _domain_reachable(self):
        by_mail = self.channel == "email"
        return self.env["hub.campaign.member"]._domain_reachable(self.campaign_id._origin, by_mail=by_mail)

    def _domain_chosen(self):
        """Return the domain of the members that the wave was meant for, and who did not opt out."""
        self.ensure_one()
        members = Domain("campaign_id", "=", self.campaign_id.id) & self.env["hub.campaign.member"]._domain_open()
        if self.audience == "all" or not self.previous_wave_id:
            return members
        responded = Domain("responded_wave_ids", "in", self.previous_wave_id.ids)
        if self.audience == "responded":
            return members & responded
        return members & Domain("wave_ids", "in", self.previous_wave_id.ids) & ~responded

    def _action_open_members(self, name, domain):
        self.ensure_one()
        changes = {"display_name": f"{self.display_name} – {name}", "domain": list(domain)}
        return open_window(self.env, "hub_campaign.hub_campaign_member_action", context={ONE_CAMPAIGN: True}, **changes)

    def action_open_members(self):
        """Open the members that the wave is for now."""
        return self._action_open_members(self.env._("For Now"), self._domain_members())

    def action_open_out_of_reach(self):
        """Open the members that the wave leaves out, by the reason why."""
        return self._action_open_members(
            self.env._("Out of Reach"), self._domain_chosen() & Domain("out_of_reach", "!=", False)
        )

    def action_open_addressed(self):
        """Open the members that were written to, or put on the list of calls."""
        return self._action_open_members(self.env._("Addressed"), Domain("wave_ids", "in", self.ids))

    def action_open_responded(self):
        return self._action_open_members(self.env._("Responded"), Domain("responded_wave_ids", "in", self.ids))

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for wave, vals in zip(self, vals_list, strict=True):
            vals["name"] = (default or {}).get("name") or self.env._("%s (copy)", wave.name)
        return vals_list
