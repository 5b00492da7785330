from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HubAssessmentQuestion(models.Model):
    """A question that is answered with a number from 0 to its highest value."""

    _name = "hub.assessment.question"
    _description = "Assessment Question"
    _inherit = ["hub.computed.only.mixin", "hub.assessment.frozen.mixin"]
    _order = "dimension_id, sequence, id"

    name = fields.Char("Question", required=True, translate=True)
    help = fields.Text(translate=True, help="What is meant, shown under the question.")
    dimension_id = fields.Many2one("hub.assessment.dimension", required=True, index=True, ondelete="cascade")
    framework_id = fields.Many2one(related="dimension_id.framework_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    weight = fields.Float(default=1, aggregator=None, help="How much it counts in its dimension.")
    max_value = fields.Integer("Highest Answer", required=True, default=5, aggregator=None)
    meaning_low = fields.Char("0 Means", translate=True)
    meaning_middle = fields.Char("The Middle Means", translate=True, help="For answers from 0 to 5, what 3 means.")
    meaning_high = fields.Char("The Highest Means", translate=True)
    disclosure = fields.Char(help="The disclosure of a reporting standard that it is aligned with, for instance B3.")
    is_knock_out = fields.Boolean("Knock-Out", help="A low answer caps the band, whatever the total.")
    knock_out_below = fields.Integer(
        "Knocked Out Below", default=1, aggregator=None, help="An answer below this number caps the band."
    )
    cap_band_id = fields.Many2one(
        "hub.assessment.band",
        "Band at Most",
        ondelete="restrict",
        copy=False,
        domain="[('framework_id', '=', framework_id)]",
        help="The highest band that a knock-out leaves. Empty: the lowest one.",
    )

    _weight_positive = models.Constraint(
        "CHECK (weight > 0)",
        "Weight: choose a number above 0, or delete the question.",
    )
    _max_value_range = models.Constraint(
        "CHECK (max_value BETWEEN 1 AND 10)", "Highest Answer: choose a number from 1 to 10."
    )
    _knock_out_range = models.Constraint(
        "CHECK (NOT is_knock_out OR knock_out_below BETWEEN 1 AND max_value)",
        "Knocked Out Below: choose a number from 1 to the highest answer.",
    )

    @api.constrains("cap_band_id", "dimension_id")
    def _check_cap_band(self):
        for question in self:
            if question.cap_band_id and question.cap_band_id.framework_id != question.framework_id:
                raise ValidationError(
                    self.env._(
                        "Band at Most: %(band)s belongs to another framework than the question “%(question)s”. Choose "
                        "a band of its own framework, or none.",
                        band=question.cap_band_id.name,
                        question=question.name,
                    )
                )

    def _meanings(self):
        """Return what the lowest, the middle and the highest answer mean, by answer."""
        self.ensure_one()
        meanings = {
            0: self.meaning_low,
            (self.max_value + 1) // 2: self.meaning_middle,
            self.max_value: self.meaning_high,
        }
        return {value: meaning for value, meaning in meanings.items() if meaning}
