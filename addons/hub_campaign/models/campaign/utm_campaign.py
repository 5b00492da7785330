from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class UtmCampaign(models.Model):
    """A sector campaign: for which clusters and sectors, when, about what, and who on each company is addressed."""

    _name = "utm.campaign"
    _inherit = ["utm.campaign", "hub.period.mixin", "mail.thread", "mail.activity.mixin"]

    cluster_ids = fields.Many2many(
        "hub.cluster",
        string="Clusters",
        tracking=True,
        groups=READER,
        help="Whose campaign it is: the managers of these clusters run it and see what comes of it.",
    )
    sector_ids = fields.Many2many("hub.sector", string="Sectors", help="The sectors that it is about.")
    is_sector_campaign = fields.Boolean(
        "Sector Campaign",
        compute="_compute_is_sector_campaign",
        store=True,
        readonly=False,
        index="btree_not_null",
        help="Not one of those that only tell where visitors and leads came from.",
    )
    date_start = fields.Date("Start", tracking=True)
    date_end = fields.Date("End", tracking=True, help="The last day. Empty while nobody knows.")
    purpose_id = fields.Many2one(
        "hub.consent.purpose",
        tracking=True,
        ondelete="restrict",
        default=lambda self: self.env.ref("hub_campaign.hub_consent_purpose_cluster_news", raise_if_not_found=False),
        help="What it is about. Whoever does not want to hear about it is left out, and each mailing lets people leave "
        "this purpose alone.",
    )
    channel = fields.Selection(
        [("email", "E-mail"), ("phone", "Phone"), ("both", "E-mail or Phone")],
        "Reached By",
        required=True,
        default="email",
        help="Companies that can't be reached this way are left out of the audience.",
    )
    addressee = fields.Selection(
        lambda self: self._selection_addressee(),
        required=True,
        default="decision_maker",
        help="Who on each company is written to or called. A sole trader is addressed in person.",
    )
    addressee_fallback = fields.Boolean(
        "Else the Company Itself",
        default=True,
        help="Where nobody with that role can be reached, the general address of the company is used.",
    )
    addressee_lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Rather in",
        help="Of several persons with that role, one with this language goes first. Everybody is written to in the own "
        "language.",
    )
    description = fields.Html(help="What it is for, and what is offered.")
    member_ids = fields.One2many("hub.campaign.member", "campaign_id", "Members", copy=False, groups=READER)
    wave_ids = fields.One2many("hub.campaign.wave", "campaign_id", "Waves", copy=False, groups=READER)

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
            values.setdefault("cluster_ids", self._the_one_own_cluster().ids)
        return values

    @api.model
    def _the_one_own_cluster(self):
        """Return the cluster of whoever manages a single one."""
        clusters = self.env["hub.cluster"].search([("manager_id", "=", self.env.uid)], limit=2)
        return clusters if len(clusters) == 1 else clusters.browse()

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
