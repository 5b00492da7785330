from odoo import fields, models


class HubAssessmentBand(models.Model):
    """A level that a total score reaches, with a name that says something to a shop owner."""

    _name = "hub.assessment.band"
    _description = "Assessment Band"
    _inherit = ["hub.assessment.frozen.mixin"]
    _order = "framework_id, min_score, id"
    _free_fields = frozenset({"color"})

    name = fields.Char(required=True, translate=True)
    description = fields.Char(translate=True, help="What it says about the company.")
    framework_id = fields.Many2one("hub.assessment.framework", required=True, index=True, ondelete="cascade")
    min_score = fields.Float("From", required=True, digits=(5, 1), help="The lowest score that reaches it.")
    color = fields.Integer()

    _min_score_uniq = models.UniqueIndex(
        "(framework_id, min_score)", "From: another band of this framework starts at this score. Choose another score."
    )
    _min_score_range = models.Constraint(
        "CHECK (min_score BETWEEN 0 AND 100)", "From: scores go from 0 to 100. Choose a number between them."
    )
