from odoo import api, fields, models


class UtmCampaign(models.Model):
    """The agency of a sector campaign: another one sees nothing of it, nor of what hangs on it."""

    _inherit = "utm.campaign"

    company_id = fields.Many2one(
        "res.company",
        "Agency",
        index="btree_not_null",
        tracking=True,
        help="Other agencies see neither the campaign nor what comes of it. Empty: all agencies share it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        campaigns = super().create(vals_list)
        shared = self.browse(
            campaign.id for campaign, vals in zip(campaigns, vals_list, strict=True) if "company_id" in vals
        )
        (campaigns - shared)._take_agency()
        return campaigns

    def write(self, vals):
        plain = self.filtered(lambda campaign: not campaign.is_sector_campaign)
        result = super().write(vals)
        if plain and "company_id" not in vals:
            plain._take_agency()
        return result

    def _take_agency(self):
        """Give sector campaigns the agency of their clusters, else the present one; plain campaigns are for all."""
        for campaign in self.filtered(lambda campaign: campaign.is_sector_campaign and not campaign.company_id):
            # As superuser: whoever makes a campaign of other managers' clusters is told so in a sentence.
            agency = campaign.sudo().cluster_ids.company_id
            campaign.sudo().company_id = agency if len(agency) == 1 else self.env.company
