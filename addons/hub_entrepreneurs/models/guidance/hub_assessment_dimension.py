from odoo import api, fields, models


class HubAssessmentDimension(models.Model):
    """A theme of a framework, with a score of its own."""

    _name = "hub.assessment.dimension"
    _description = "Assessment Dimension"
    _inherit = ["hub.assessment.frozen.mixin"]
    _order = "framework_id, sequence, id"
    _free_fields = frozenset({"service_ids", "question_ids"})

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        help="The same in all versions of the framework, so that a score can be compared with the previous one."
    )
    framework_id = fields.Many2one("hub.assessment.framework", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(related="framework_id.kind")
    framework_in_use = fields.Boolean(related="framework_id.is_in_use")
    sequence = fields.Integer(default=10)
    pillar = fields.Selection([("environment", "Environment"), ("social", "Social"), ("local", "Local Anchoring")])
    weight = fields.Float(
        default=1, aggregator=None, help="How much it counts in the total. 0: it is scored but does not count."
    )
    weak_below = fields.Float(
        default=50,
        aggregator=None,
        help="Below this score it is a weak spot, for which services are proposed and a commitment is planned.",
    )
    service_ids = fields.Many2many(
        "hub.service", string="Services That Fit", help="What the agency offers to a company that is weak here."
    )
    question_ids = fields.One2many("hub.assessment.question", "dimension_id", "Questions", copy=True)

    _code_uniq = models.UniqueIndex(
        "(framework_id, code)", "Code: another dimension of this framework has it already. Choose another one."
    )
    _weight_positive = models.Constraint(
        "CHECK (weight >= 0)", "Weight: choose 0 or more; with 0, the dimension does not count."
    )
    _weak_below_range = models.Constraint(
        "CHECK (weak_below BETWEEN 0 AND 100)", "Weak Below: choose a score from 0 to 100."
    )

    def _key(self):
        """Return what the dimension is recognised by in other versions of the framework."""
        self.ensure_one()
        return self.code or self.id


class HubAssessmentDimensionScore(models.Model):
    """What a done assessment is worth in one dimension; written by the assessment, and by nobody else."""

    _name = "hub.assessment.dimension.score"
    _description = "Score by Dimension"
    _inherit = ["hub.computed.only.mixin", "hub.named.mixin"]
    _order = "assessment_id desc, dimension_sequence, dimension_id"
    _named_by = ("assessment_id", "dimension_id")

    assessment_id = fields.Many2one("hub.assessment", required=True, index=True, ondelete="cascade")
    dimension_id = fields.Many2one("hub.assessment.dimension", required=True, index=True, ondelete="restrict")
    dimension_sequence = fields.Integer("Order of Dimensions", related="dimension_id.sequence", store=True)
    pillar = fields.Selection(related="dimension_id.pillar", store=True)
    score = fields.Float(digits=(5, 1), aggregator="avg")
    delta = fields.Float(
        "Difference", digits=(5, 1), aggregator="avg", help="In points, since the previous assessment."
    )
    has_previous = fields.Boolean("Compared", help="The previous assessment has a score in this dimension.")
    is_weak = fields.Boolean(
        "Weak Spot", compute="_compute_is_weak", store=True, help="The score is below what the framework asks for."
    )
    service_ids = fields.Many2many(related="dimension_id.service_ids", string="Services That Fit")
    partner_id = fields.Many2one(related="assessment_id.partner_id", string="Company", store=True, index=True)
    date = fields.Date(related="assessment_id.date", store=True, index=True)
    framework_id = fields.Many2one(related="assessment_id.framework_id", store=True, index=True)
    kind = fields.Selection(related="assessment_id.kind", store=True)

    _dimension_uniq = models.UniqueIndex(
        "(assessment_id, dimension_id)",
        "Dimension: this assessment has a score for it already. Open that score instead.",
    )

    @api.depends("score", "dimension_id")
    def _compute_is_weak(self):
        for row in self:
            row.is_weak = row.score < row.dimension_id.weak_below

    def action_open_assessment(self):
        """Open the assessment that the score is part of."""
        self.ensure_one()
        return self.assessment_id._get_records_action()
