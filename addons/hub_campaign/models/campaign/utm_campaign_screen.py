from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import READER

# What makes a campaign one of ours.
_ABOUT = ("is_sector_campaign", "cluster_ids", "sector_ids", "audience_domain")
_RUNS_CAMPAIGNS = "hub_entrepreneurs.group_hub_cluster_manager"


class UtmCampaign(models.Model):
    """What the page of a campaign leads to."""

    _inherit = "utm.campaign"

    wave_count = fields.Integer(compute="_compute_wave_count", groups=READER)
    cluster_color = fields.Integer(compute="_compute_cluster_color", groups=READER)

    @api.depends("wave_ids")
    def _compute_wave_count(self):
        waves = self.env["hub.campaign.wave"]._read_group(
            [("campaign_id", "in", self.ids)], ["campaign_id"], ["__count"]
        )
        counts = {campaign.id: count for campaign, count in waves}
        for campaign in self:
            campaign.wave_count = counts.get(campaign._origin.id, 0)

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

    def action_open_waves(self):
        """Open the waves of the campaign."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_campaign.hub_campaign_wave_action")
        context = {"default_campaign_id": self.id, "hub_from_campaign": True}
        return {**action, "display_name": self.title, "domain": [("campaign_id", "=", self.id)], "context": context}

    def action_open_leads(self):
        """Open the leads that came of the campaign."""
        self.ensure_one()
        action = self.action_redirect_to_leads_opportunities()
        return {**action, "domain": [("campaign_member_ids.campaign_id", "=", self.id)]}

    def action_open_outcomes(self):
        """Open what came of the leads of the campaign."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_outcome_action")
        leads = Domain("lead_id.campaign_member_ids.campaign_id", "=", self.id)
        return {**action, "display_name": self.title, "domain": list(leads), "context": {}}

    @api.model_create_multi
    def create(self, vals_list):
        try:
            return super().create(vals_list)
        except AccessError as error:
            about = next((vals for vals in vals_list if any(vals.get(name) for name in _ABOUT)), None)
            if about is None:
                raise
            raise AccessError(self._not_the_own_message(about.get("title"))) from error

    def write(self, vals):
        result = super().write(vals)
        if "cluster_ids" in vals and not self.env.su:
            for campaign in (self - self._filtered_access("write")).sudo():
                raise AccessError(self._not_the_own_message(campaign.title))
        return result

    @api.model
    def _not_the_own_message(self, title):
        """Return in a sentence what the access rules refuse without one."""
        return self.env._(
            "Clusters: you run campaigns for the clusters that you manage. Choose one of them for “%s”, and no other, "
            "or ask a director.",
            title,
        )
