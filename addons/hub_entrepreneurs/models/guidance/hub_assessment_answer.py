from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.labels import with_label
from ...tools.turns import take_turns


class HubAssessmentAnswer(models.Model):
    """The answer to a question; the row is there from the start, so what is missing can be listed."""

    _name = "hub.assessment.answer"
    _description = "Assessment Answer"
    _inherit = ["hub.computed.only.mixin", "hub.pointing.mixin"]
    _order = "assessment_id desc, dimension_sequence, dimension_id, question_sequence, question_id"

    assessment_id = fields.Many2one("hub.assessment", required=True, index=True, ondelete="cascade")
    question_id = fields.Many2one("hub.assessment.question", required=True, index=True, ondelete="restrict")
    value = fields.Integer("Answer", aggregator="avg", help="From 0 to the question's highest answer.")
    is_answered = fields.Boolean("Answered", help="Whether the question has an answer: 0 is an answer, too.")
    dimension_id = fields.Many2one(related="question_id.dimension_id", store=True, index=True)
    dimension_sequence = fields.Integer("Order of Dimensions", related="dimension_id.sequence", store=True)
    question_sequence = fields.Integer("Order of Questions", related="question_id.sequence", store=True)
    partner_id = fields.Many2one(related="assessment_id.partner_id", string="Company", store=True, index=True)

    is_knocked_out = fields.Boolean("Knocked Out", compute="_compute_is_knocked_out")

    _question_uniq = models.UniqueIndex(
        "(assessment_id, question_id)",
        "Question: this assessment has an answer to it already. Change that answer instead.",
    )

    @api.depends("question_id", "value", "is_answered")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for answer in self:
            value = str(answer.value) if answer.is_answered else "–"
            answer.display_name = with_label(self.env, answer.question_id.name, value)

    @api.depends("question_id", "value", "is_answered")
    def _compute_is_knocked_out(self):
        for answer in self:
            question = answer.question_id
            answer.is_knocked_out = (
                question.is_knock_out and answer.is_answered and answer.value < question.knock_out_below
            )

    @api.model_create_multi
    def create(self, vals_list):
        answers = super().create([self._told(vals) for vals in vals_list])
        answers._require_draft()
        return answers

    @api.model
    def _create_or_fill(self, vals_list):
        """Answer questions: in the row that waits for the answer, else in a new one.

        :return: the answers in the order of the values; one that is given already is refused, not replaced
        """
        waiting = self._waiting(vals_list)
        filled = {}
        for rank, vals in enumerate(vals_list):
            row = waiting.pop((vals.get("assessment_id"), vals.get("question_id")), None)
            if row:
                row.write(vals)
                filled[rank] = row
        new = iter(self.create([vals for rank, vals in enumerate(vals_list) if rank not in filled]))
        return self.browse(filled[rank].id if rank in filled else next(new).id for rank in range(len(vals_list)))

    def write(self, vals):
        for name in ("assessment_id", "question_id"):
            if name in vals and any(answer[name].id != vals[name] for answer in self):
                raise UserError(
                    self.env._("An answer can't move to another question or assessment. Change only the answer.")
                )
        self._require_draft()
        return super().write(self._told(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        self._require_draft()

    @api.model
    def _waiting(self, vals_list):
        """Return the rows that wait for one of these answers, by assessment and question."""
        given = [vals for vals in vals_list if "value" in vals or "is_answered" in vals]
        rows = self.search([
            ("assessment_id", "in", [vals.get("assessment_id") for vals in given]),
            ("question_id", "in", [vals.get("question_id") for vals in given]),
            ("is_answered", "=", False),
        ])  # fmt: skip
        return {(row.assessment_id.id, row.question_id.id): row for row in rows}

    @api.model
    def _told(self, vals):
        """Return the values with whether there is an answer: a value says so, None and False say there is none."""
        if "value" in vals:
            is_answered = vals["value"] is not False and vals["value"] is not None  # 0 is equal to False
            return {"is_answered": is_answered, **vals, "value": vals["value"] or 0}
        return vals if vals.get("is_answered", True) else {**vals, "value": 0}

    def _require_draft(self):
        # Whoever marks it as done meanwhile has not seen this answer.
        take_turns(self.assessment_id)
        done = self.assessment_id.filtered(lambda assessment: assessment.state == "done")[:1]
        if done:
            raise UserError(
                self.env._(
                    "The assessment %(assessment)s is done, so its answers can't be changed. Reopen it first.",
                    assessment=done.display_name,
                )
            )

    @api.constrains("value", "question_id")
    def _check_value(self):
        for answer in self:
            if not 0 <= answer.value <= answer.question_id.max_value:
                raise ValidationError(
                    self.env._(
                        "Answer: %(value)s is not an answer to “%(question)s”. Choose a number from 0 to %(highest)s.",
                        value=answer.value,
                        question=answer.question_id.name,
                        highest=answer.question_id.max_value,
                    )
                )

    @api.constrains("assessment_id", "question_id")
    def _check_framework(self):
        for answer in self:
            if answer.question_id.framework_id != answer.assessment_id.framework_id:
                raise ValidationError(
                    self.env._(
                        "Question: “%(question)s” is not asked in %(framework)s. Choose one of its own questions.",
                        question=answer.question_id.name,
                        framework=answer.assessment_id.framework_id.display_name,
                    )
                )
