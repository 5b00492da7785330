from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.models.res_partner import HUB_GROUPS


class ResPartner(models.Model):
    """How ready for export a company is, as its last assessment tells."""

    _inherit = "res.partner"

    export_assessment_id = fields.Many2one(
        "hub.assessment",
        "Last Export Assessment",
        compute="_compute_export_readiness",
        store=True,
        index="btree_not_null",
        groups=HUB_GROUPS,
    )
    export_readiness_score = fields.Float(
        "Export Readiness",
        digits=(5, 1),
        compute="_compute_export_readiness",
        store=True,
        aggregator="avg",
        groups=HUB_GROUPS,
    )
    export_readiness_band_id = fields.Many2one(
        "hub.assessment.band",
        "Export Readiness Band",
        compute="_compute_export_readiness",
        store=True,
        index="btree_not_null",
        groups=HUB_GROUPS,
    )
    export_readiness_band_color = fields.Integer(related="export_readiness_band_id.color", groups=HUB_GROUPS)
    export_readiness_radar = fields.Json(related="export_assessment_id.radar", groups=HUB_GROUPS)

    @api.depends(
        "assessment_ids.state",
        "assessment_ids.kind",
        "assessment_ids.date",
        "assessment_ids.score",
        "assessment_ids.band_id",
    )
    def _compute_export_readiness(self):
        domain = [("partner_id", "in", self.ids), ("state", "=", "done"), ("kind", "=", "export")]
        last = {done.partner_id: done for done in self.env["hub.assessment"].search(domain, order="date, id")}
        for partner in self:
            assessment = last.get(partner._origin, self.env["hub.assessment"])
            partner.export_assessment_id = assessment
            partner.export_readiness_score = assessment.score
            partner.export_readiness_band_id = assessment.band_id
