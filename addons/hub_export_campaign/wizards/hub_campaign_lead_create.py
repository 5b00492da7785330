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
        at_home = self - abroad
        super(HubCampaignLeadCreate, at_home)._compute_team_id()
        # Every account manager is in the team for export, whose stages are those of a way to a market.
        others = [("own_stages_only", "=", False), ("company_id", "in", [False, *self.env.companies.ids])]
        misplaced = at_home.filtered("team_id.own_stages_only")
        misplaced.team_id = self.env["crm.team"].search(others, limit=1) if misplaced else False

    @api.depends("campaign_id", "member_ids", "market_method")
    def _compute_no_market_count(self):
        self.no_market_count = 0
        for wizard in self.filtered(lambda wizard: wizard.market_method == "own"):
            members = wizard._get_members().filtered(lambda member: not member.lead_id)
            markets = wizard._get_markets_of(members)
            wizard.no_market_count = len([member for member in members if member.partner_id not in markets])

    @api.model
    def _get_markets_of(self, members):
        """Return the market that each company is on its way to: one that it enters, else one that it explores."""
        targets = self.env["hub.export.target"]
        on_the_way = [("is_present", "=", True), ("status", "in", _ON_THE_WAY)]
        targets = targets.search([("partner_id", "in", members.partner_id.ids), *on_the_way])
        markets = {}
        for target in targets.sorted(lambda target: _ON_THE_WAY.index(target.status)):
            markets.setdefault(target.partner_id, target.country_id)
        return markets

    def _prepare_lead_values(self, members):
        values = super()._prepare_lead_values(members)
        markets = self._get_markets_of(members) if self.market_method == "own" else {}
        for member, each in values.items():
            market = self.target_country_id if self.market_method == "one" else markets.get(member.partner_id)
            if market:
                each["target_country_id"] = market.id
        return values

    def action_create(self):
        if self.market_method == "one" and not self.target_country_id:
            raise UserError(self.env._("Target Market: choose the country that the leads are about."))
        return super().action_create()
