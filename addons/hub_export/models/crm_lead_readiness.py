from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.models.res_partner import HUB_GROUPS


class CrmLead(models.Model):
    """How ready for export the company of a lead is."""

    _inherit = "crm.lead"

    assessment_id = fields.Many2one(
        "hub.assessment",
        "Readiness Assessment",
        compute="_compute_assessment_id",
        store=True,
        index="btree_not_null",
        groups=HUB_GROUPS,
        help="The last done export assessment of the company.",
    )
    readiness_band_id = fields.Many2one(
        related="assessment_id.band_id", string="Readiness", store=True, index="btree_not_null", groups=HUB_GROUPS
    )
    readiness_band_color = fields.Integer(related="readiness_band_id.color", groups=HUB_GROUPS)

    @api.depends("partner_id.commercial_partner_id.export_assessment_id")
    def _compute_assessment_id(self):
        for lead in self:
            lead.assessment_id = lead.partner_id.commercial_partner_id.export_assessment_id

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "assessment_id"]
