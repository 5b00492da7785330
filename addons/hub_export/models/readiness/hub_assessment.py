from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class HubAssessmentFramework(models.Model):
    """A framework may also ask how ready a company is to export."""

    _inherit = "hub.assessment.framework"

    kind = fields.Selection(
        selection_add=[("export", "Export")],
        # The uninstall hook deletes them, with the assessments that hold on to them.
        ondelete={"export": "cascade"},
        help="A done assessment of the kind Transition makes a company diagnosed for 36 months, one of the kind Export "
        "tells how ready it is to sell abroad.",
    )


class HubAssessmentDimension(models.Model):
    """A dimension that is only asked about in certain sectors."""

    _inherit = "hub.assessment.dimension"

    sector_ids = fields.Many2many(
        "hub.sector", string="Only for the Sectors", help="Companies of other sectors are not asked. Empty: all are."
    )


class HubAssessment(models.Model):
    """An assessment asks what fits the company's sectors."""

    _inherit = "hub.assessment"

    export_readiness_band_id = fields.Many2one(
        related="partner_id.export_readiness_band_id", string="The Company's Export Readiness", groups=READER
    )

    def write(self, vals):
        moved = self.filtered(lambda each: "partner_id" in vals and each.partner_id.id != vals["partner_id"])
        result = super().write(vals)
        moved._ask_what_fits()
        return result

    def _questions(self):
        questions, sectors = super()._questions(), self.partner_id.sector_ids
        fitting = questions.dimension_id.filtered(lambda each: not each.sector_ids or each.sector_ids & sectors)
        return questions.filtered(lambda question: question.dimension_id in fitting)

    @api.depends("partner_id.sector_ids")
    def _compute_sheet(self):
        super()._compute_sheet()

    def _ask_what_fits(self):
        """Ask drafts what fits the company as it is now; what is answered already stays."""
        drafts = self.filtered(lambda assessment: assessment.state == "draft")
        # As superuser: nobody but us deletes answers.
        drafts.sudo().answer_ids.filtered(
            lambda answer: not answer.is_answered and answer.question_id not in answer.assessment_id._questions()
        ).unlink()
        drafts._add_missing_answers()
