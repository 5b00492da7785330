from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmLead(models.Model):
    """How ready for export the company of a lead is.

    The assessment is the company's, so it stays when leads are merged, as long as the company does.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "hub.computed.only.mixin"]
    _pointing_fields = ("partner_id", "office_id")

    assessment_id = fields.Many2one(
        "hub.assessment",
        "Readiness Assessment",
        compute="_compute_assessment_id",
        store=True,
        index="btree_not_null",
        groups=READER,
        help="The last done export assessment of the company.",
    )
    readiness_band_id = fields.Many2one(
        "hub.assessment.band",
        "Readiness",
        compute="_compute_readiness_band_id",
        store=True,
        index="btree_not_null",
        tracking=True,
        groups=READER,
    )
    readiness_band_color = fields.Integer(related="readiness_band_id.color")

    @api.model
    def _computed_only(self):
        def refusal():
            return self.env._(
                "The readiness is computed from the last readiness assessment of the lead's company and can't be typed "
                "in. Start an assessment, answer its questions, and mark it as done."
            )

        return super()._computed_only() | dict.fromkeys(("assessment_id", "readiness_band_id"), refusal)

    @api.depends("partner_id.commercial_partner_id.export_assessment_id")
    def _compute_assessment_id(self):
        for lead in self:
            lead.assessment_id = lead.partner_id.commercial_partner_id.export_assessment_id

    # Not on the band of the assessment: the company's assessment, which the lead's follows, is computed anew with it.
    @api.depends("assessment_id")
    def _compute_readiness_band_id(self):
        for lead in self:
            lead.readiness_band_id = lead.assessment_id.band_id

    def action_assess_readiness(self):
        """Go on with the readiness assessment of the lead's company that waits for answers, or start one."""
        self.ensure_one()
        company = self.partner_id.commercial_partner_id
        if not company.is_company:
            raise UserError(
                self.env._(
                    "The lead “%(lead)s” has no company yet, and only companies are assessed. Choose the company of "
                    "the lead first.",
                    lead=self.name,
                )
            )
        return company.action_new_export_assessment()

    def action_open_readiness(self):
        """Open the readiness assessment that the lead rests on."""
        self.ensure_one()
        return self.assessment_id._get_records_action()
