from odoo import api, fields, models
from odoo.exceptions import UserError

# Who is in a market but sells nothing there yet: the nearer one first.
_ON_THE_WAY = ("entering", "exploring")


class HubCampaignLeadCreate(models.TransientModel):
    """Leads of an export campaign know the market that they are about; the office follows from it."""

    _inherit = "hub.campaign.lead.create"

    market_method = fields.Selection(
        [
            ("none", "No market"),
            ("one", "One market for all"),
            ("own", "The market that each company is exploring or entering"),
        ],
        "Market",
        required=True,
        compute="_compute_market_method",
        store=True,
        readonly=False,
        precompute=True,
    )
    target_country_id = fields.Many2one("res.country", "Target Market")
    no_market_count = fields.Integer(compute="_compute_no_market_count")

    @api.depends("campaign_id", "member_ids")
    def _compute_market_method(self):
        purpose = self.env.ref("hub_campaign.hub_consent_purpose_export_offers", raise_if_not_found=False)
        for wizard in self:
            # As superuser: who calls for a campaign may not read it.
            campaigns = wizard.campaign_id.sudo() | wizard.member_ids.sudo().campaign_id
            wizard.market_method = "own" if purpose and campaigns.purpose_id == purpose else "none"

    @api.depends("market_method")
    def _compute_team_id(self):
        export = self.env.ref("hub_export.crm_team_export", raise_if_not_found=False)
        abroad = self.filtered(lambda wizard: export and wizard.market_method != "none")
        abroad.team_id = export
        return super(HubCampaignLeadCreate, self - abroad)._compute_team_id()

    @api.depends("campaign_id", "member_ids", "market_method")
    def _compute_no_market_count(self):
        for wizard in self:
            members = wizard._get_members().filtered(lambda member: not member.lead_id)
            markets = wizard._get_markets_of(members) if wizard.market_method == "own" else {}
            without = members.filtered(lambda member, markets=markets: member.partner_id not in markets)
            wizard.no_market_count = len(without) if wizard.market_method == "own" else 0

    @api.model
    def _get_markets_of(self, members):
        """Return the market that each company is on its way to: one that it enters, else one that it explores.

        :return: countries by company; companies without such a market are missing
        :rtype: dict
        """
        targets = self.env["hub.export.target"].search(
            [
                ("partner_id", "in", members.partner_id.ids),
                ("is_present", "=", True),
                ("status", "in", _ON_THE_WAY),
            ]
        )
        markets = {}
        for target in targets.sorted(lambda target: _ON_THE_WAY.index(target.status)):
            markets.setdefault(target.partner_id, target.country_id)
        return markets

    def _prepare_lead_values(self, members):
        values = super()._prepare_lead_values(members)
        if self.market_method == "one":
            return {member: {**each, "target_country_id": self.target_country_id.id} for member, each in values.items()}
        if self.market_method == "own":
            markets = self._get_markets_of(members)
            for member, each in values.items():
                if member.partner_id in markets:
                    each["target_country_id"] = markets[member.partner_id].id
        return values

    def action_create(self):
        if self.market_method == "one" and not self.target_country_id:
            raise UserError(self.env._("Target Market: choose the country that the leads are about."))
        return super().action_create()
