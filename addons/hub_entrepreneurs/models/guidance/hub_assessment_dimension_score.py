from odoo import api, fields, models


class HubAssessmentDimensionScore(models.Model):
    """What a done assessment is worth in one dimension; written by the assessment, and by nobody else."""

    _name = "hub.assessment.dimension.score"
    _description = "Score by Dimension"
    _order = "assessment_id desc, dimension_sequence, dimension_id"

    assessment_id = fields.Many2one("hub.assessment", required=True, index=True, ondelete="cascade")
    dimension_id = fields.Many2one("hub.assessment.dimension", required=True, index=True, ondelete="restrict")
    dimension_sequence = fields.Integer("Order of Dimensions", related="dimension_id.sequence", store=True)
    pillar = fields.Selection(related="dimension_id.pillar", store=True)
    score = fields.Float(digits=(5, 1), aggregator="avg")
    delta = fields.Float("Change", digits=(5, 1), aggregator="avg", help="In points, since the assessment before.")
    has_previous = fields.Boolean("Compared", help="The assessment before has a score in this dimension.")
    is_weak = fields.Boolean(
        "Weak Spot", compute="_compute_is_weak", store=True, help="The score is below what the framework asks for."
    )
    service_ids = fields.Many2many(related="dimension_id.service_ids", string="Services That Fit")
    partner_id = fields.Many2one(related="assessment_id.partner_id", string="Company", store=True, index=True)
    date = fields.Date(related="assessment_id.date", store=True, index=True)
    framework_id = fields.Many2one(related="assessment_id.framework_id", store=True, index=True)
    kind = fields.Selection(related="assessment_id.kind", store=True)

    _dimension_uniq = models.UniqueIndex("(assessment_id, dimension_id)", "Dimension: it has a score already.")

    @api.depends("score", "dimension_id")
    def _compute_is_weak(self):
        for row in self:
            row.is_weak = row.score < row.dimension_id.weak_below

    @api.depends("assessment_id", "dimension_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.assessment_id.display_name} – {row.dimension_id.name}"

    def action_open_assessment(self):
        """Open the assessment that the score is part of."""
        self.ensure_one()
        return self.assessment_id._get_records_action()
