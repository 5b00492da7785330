from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.hub_entrepreneurs.tools.actions import open_rows, open_window
from odoo.addons.hub_entrepreneurs.tools.counting import set_count
from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...domain.one_line import one_line
from ...tools.quiet import FROM_CAMPAIGN, ONE_CAMPAIGN

# What makes a campaign one of ours.
_ABOUT = ("is_sector_campaign", "cluster_ids", "sector_ids", "audience_domain")
_RUNS_CAMPAIGNS = "hub_entrepreneurs.group_hub_cluster_manager"


class UtmCampaign(models.Model):
    """A sector campaign: for which clusters and sectors, when, about what, and who on each company is addressed."""

    _name = "utm.campaign"
    _inherit = [
        "utm.campaign", "hub.kept.mixin", "hub.computed.only.mixin", "hub.pointing.mixin", "hub.period.mixin",
        "mail.thread", "mail.activity.mixin",
    ]  # fmt: skip
    _pointing_fields = ("cluster_ids", "sector_ids", "purpose_id", "company_id")

    cluster_ids = fields.Many2many(
        "hub.cluster",
        string="Clusters",
        tracking=True,
        groups=READER,
        help="The clusters that the campaign belongs to: their managers run it and see its results.",
    )
    sector_ids = fields.Many2many("hub.sector", string="Sectors", help="The sectors that it is about.")
    is_sector_campaign = fields.Boolean(
        "Sector Campaign",
        compute="_compute_is_sector_campaign",
        store=True,
        readonly=False,
        index="btree_not_null",
        help="A campaign with an audience and members, unlike those that only tell where visitors and leads came from.",
    )
    date_start = fields.Date("Start", tracking=True)
    date_end = fields.Date("End", tracking=True, help="The last day. Empty if not known yet.")
    purpose_id = fields.Many2one(
        "hub.consent.purpose",
        tracking=True,
        ondelete="restrict",
        default=lambda self: self.env.ref("hub_campaign.hub_consent_purpose_cluster_news", raise_if_not_found=False),
        help="What it is about. People who opted out of this purpose are left out, and each mailing lets its readers "
        "opt out of this purpose only.",
    )
    channel = fields.Selection(
        [("email", "Email"), ("phone", "Phone"), ("both", "Email or Phone")],
        "Reached By",
        required=True,
        default="email",
        help="Companies that can't be reached this way are left out of the audience.",
    )
    addressee = fields.Selection(
        lambda self: self._selection_addressee(),
        required=True,
        default="decision_maker",
        help="The person at each company who is written to or called. A sole trader is addressed in person.",
    )
    addressee_fallback = fields.Boolean(
        "Otherwise the Company",
        default=True,
        help="If nobody with that role can be reached, the general address of the company is used.",
    )
    addressee_lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Preferred Language",
        help="If several persons hold the role, those with this language come first. Everybody is written to in their "
        "own language.",
    )
    _purpose_of_sector_campaign = models.Constraint(
        "CHECK (is_sector_campaign IS NOT TRUE OR purpose_id IS NOT NULL)",
        "Purpose: choose what the campaign is about. Without a purpose, nobody who gets its mails could leave it.",
    )
    description = fields.Html(help="What it is for, and what is offered.")
    member_ids = fields.One2many("hub.campaign.member", "campaign_id", "Members", copy=False, groups=READER)
    wave_ids = fields.One2many("hub.campaign.wave", "campaign_id", "Waves", copy=False, groups=READER)

    wave_count = fields.Integer(compute="_compute_wave_count", groups=READER)
    cluster_color = fields.Integer(compute="_compute_cluster_color", groups=READER)

    @api.model
    def _selection_addressee(self):
        roles = self.env["hub.company.role"]._fields["role"]._description_selection(self.env)
        return [
            ("decision_maker", self.env._("Decision Maker")),
            ("representative", self.env._("Representative in the Cluster")),
            ("company", self.env._("The Company's General Address")),
            *roles,
        ]

    @api.model
    def default_get(self, fields_list):
        # Not a default of the field: that would also be set by users who may not read it.
        values = super().default_get(fields_list)
        if "cluster_ids" in fields_list and self.env.context.get("default_is_sector_campaign"):
            # Of whoever manages a single one.
            own = self.env["hub.cluster"].search([("manager_id", "=", self.env.uid)], limit=2)
            values.setdefault("cluster_ids", own.ids if len(own) == 1 else [])
        return values

    @api.depends("cluster_ids", "sector_ids", "audience_domain")
    def _compute_is_sector_campaign(self):
        for campaign in self:
            about = campaign.cluster_ids or campaign.sector_ids or campaign.audience_domain
            campaign.is_sector_campaign = bool(campaign.is_sector_campaign or about)

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for campaign, vals in zip(self, vals_list, strict=True):
            vals["title"] = (default or {}).get("title") or self.env._("%s (copy)", campaign.title)
        return vals_list

    def _get_uses(self):
        # One that only tells where visitors came from is Odoo's own matter.
        return super(UtmCampaign, self.filtered("is_sector_campaign"))._get_uses()

    # What the page of a campaign leads to

    @api.depends("wave_ids")
    def _compute_wave_count(self):
        set_count(self, "wave_count", "hub.campaign.wave", "campaign_id")

    @api.depends("cluster_ids.color")
    def _compute_cluster_color(self):
        for campaign in self:
            campaign.cluster_color = campaign.cluster_ids[:1].color

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Offer whoever runs no campaigns none of the buttons that the access rules would refuse."""
        arch, view = super()._get_view(view_id, view_type, **options)
        ours = self.env.ref(f"hub_campaign.utm_campaign_view_{view_type}_sector", raise_if_not_found=False)
        if ours and view == ours and not self.env.user.has_group(_RUNS_CAMPAIGNS):
            for action in ("create", "edit", "delete"):
                arch.set(action, "0")
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.env.user.has_group(_RUNS_CAMPAIGNS))

    def _creation_message(self):
        self.ensure_one()
        return self.env._("Campaign created") if self.is_sector_campaign else super()._creation_message()

    def action_open_members(self):
        """Open the companies in the list."""
        return self._open_rows("hub_campaign.hub_campaign_member_action", ONE_CAMPAIGN)

    def action_open_waves(self):
        return self._open_rows("hub_campaign.hub_campaign_wave_action", FROM_CAMPAIGN)

    def _open_rows(self, xmlid, key):
        action = open_rows(self, xmlid, "campaign_id")
        return {**action, "display_name": self.title, "context": {**action["context"], key: True}}

    def action_open_leads(self):
        self.ensure_one()
        action = self.action_redirect_to_leads_opportunities()
        return {**action, "domain": [("campaign_member_ids.campaign_id", "=", self.id)]}

    def action_open_outcomes(self):
        """Open what came of the leads of the campaign."""
        self.ensure_one()
        changes = {"display_name": self.title, "domain": [("lead_id.campaign_member_ids.campaign_id", "=", self.id)]}
        return open_window(self.env, "hub_entrepreneurs.hub_outcome_action", context={}, **changes)

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._in_one_line(vals) for vals in vals_list]
        try:
            return super().create(vals_list)
        except AccessError as error:
            about = next((vals for vals in vals_list if any(vals.get(name) for name in _ABOUT)), None)
            if about is None:
                raise
            raise AccessError(self._get_not_own_message(about.get("title"))) from error

    def write(self, vals):
        former = {campaign: campaign.user_id for campaign in self} if "user_id" in vals else {}
        result = super().write(self._in_one_line(vals))
        for campaign, user in former.items():
            if user != campaign.user_id:
                campaign._hand_mailings_over(user)
        if vals.keys() & {*_ABOUT, "company_id"} and not self.env.su:
            for campaign in (self - self._filtered_access("write")).sudo():
                raise AccessError(self._get_not_own_message(campaign.title))
        return result

    def _hand_mailings_over(self, former):
        """Let mailings that are still to be sent go out in the name of who is responsible now."""
        # As superuser: a director hands over what is a manager's.
        mailings = self.sudo().mailing_mail_ids.filtered(lambda each: each.state in ("draft", "in_queue"))
        for mailing in mailings.filtered(lambda each: each._is_to_members() and each.user_id == former):
            mailing._take_sender(self._get_sender())

    def _get_sender(self):
        """Return in whose name mailings go out: of who is responsible, or runs a cluster, who is still there."""
        # As superuser: the queue sends for others, and whoever sends may not see all clusters.
        campaign = self.sudo()
        present = (campaign.user_id + campaign.cluster_ids.manager_id).filtered("active")[:1]
        return present.with_env(self.env) or self.env.user

    @api.model
    def _in_one_line(self, vals):
        """Return values without line breaks in the title: it becomes the subject of mails, and the name of leads."""
        return {**vals, "title": one_line(vals["title"])} if vals.get("title") else vals

    @api.model
    def _get_not_own_message(self, title):
        """Return in a sentence what the access rules refuse without one."""
        return self.env._(
            "Clusters: you run campaigns for the clusters you manage. Choose one or more of them for “%s”, and no "
            "other, or ask a director.",
            title,
        )
