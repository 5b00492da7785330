from odoo import api, fields, models
from odoo.fields import Domain


class HubCampaignAudience(models.TransientModel):
    """Companies chosen by how ready for export they are, and for which markets."""

    _inherit = "hub.campaign.audience"

    readiness_band_ids = fields.Many2many(
        "hub.assessment.band",
        string="Export Readiness",
        domain=[("framework_id.kind", "=", "export")],
        help="The band of the last readiness assessment that is done.",
    )
    market_ids = fields.Many2many("res.country", string="Target Markets")
    market_status = fields.Selection(
        lambda self: self.env["hub.export.target"]._fields["status"]._description_selection(self.env),
        help="The status of the companies on one of these markets. Empty: any status but stopped.",
    )

    @api.depends("readiness_band_ids", "market_ids", "market_status")
    def _compute_domain(self):
        super()._compute_domain()

    def _get_conditions(self):
        conditions = super()._get_conditions()
        if self.readiness_band_ids:
            conditions.append(Domain("export_readiness_band_id", "in", self.readiness_band_ids._origin.ids))
        if self.market_ids or self.market_status:
            # Those of today, not of years before.
            markets = [("is_present", "=", True)]
            if self.market_ids:
                markets.append(("country_id", "in", self.market_ids._origin.ids))
            markets.append(("status", "=", self.market_status) if self.market_status else ("status", "!=", "stopped"))
            conditions.append(Domain("export_target_ids", "any", markets))
        return conditions
