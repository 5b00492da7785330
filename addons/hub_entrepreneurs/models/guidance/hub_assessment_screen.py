from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...domain import scoring
from ...tools.dates import today
from ...tools.labels import with_label

_MONTHS_FOR_A_STEP = 6


class HubAssessment(models.Model):
    """What an assessment shows of itself, and the plan that comes of its weak spots."""

    _inherit = "hub.assessment"

    question_count = fields.Integer("Questions", compute="_compute_answered_count")
    answered_count = fields.Integer("Answered", compute="_compute_answered_count")
    weak_count = fields.Integer("Weak Spots", compute="_compute_weak_count")
    sheet = fields.Json("Questions and Answers", compute="_compute_sheet")
    radar = fields.Json("Radar Picture", compute="_compute_radar")
    transition_status = fields.Selection(related="partner_id.transition_status")
    open_commitment_count = fields.Integer(related="partner_id.open_commitment_count")
    capped_why = fields.Text("Why It Is Capped", compute="_compute_capped_why")

    @api.depends("answer_ids.is_answered")
    def _compute_answered_count(self):
        counts = {
            (assessment, is_answered): count
            for assessment, is_answered, count in self.env["hub.assessment.answer"]._read_group(
                [("assessment_id", "in", self.ids)], ["assessment_id", "is_answered"], ["__count"]
            )
        }
        for assessment in self:
            assessment.answered_count = counts.get((assessment._origin, True), 0)
            assessment.question_count = assessment.answered_count + counts.get((assessment._origin, False), 0)

    @api.depends("dimension_score_ids.is_weak")
    def _compute_weak_count(self):
        for assessment in self:
            assessment.weak_count = len(assessment.dimension_score_ids.filtered("is_weak"))

    @api.depends("framework_id", "answer_ids.value", "answer_ids.is_answered")
    @api.depends_context("lang")
    def _compute_sheet(self):
        for assessment in self:
            rows = {answer.question_id: answer for answer in assessment.answer_ids}
            questions = assessment.answer_ids.question_id or assessment._questions()
            assessment.sheet = [
                {
                    "id": dimension.id,
                    "name": dimension.name,
                    "questions": [
                        self._sheet_line(question, rows.get(question, self.env["hub.assessment.answer"]))
                        for question in dimension.question_ids & questions
                    ],
                }
                for dimension in assessment.framework_id.dimension_ids
                if dimension.question_ids & questions
            ]

    @api.model
    def _sheet_line(self, question, answer):
        return {
            "id": question.id,
            "name": question.name,
            "help": question.help or "",
            "disclosure": question.disclosure or "",
            "is_knock_out": question.is_knock_out,
            "max_value": question.max_value,
            "meanings": question._meanings(),
            "answer_id": answer._origin.id,
            "value": answer.value if answer.is_answered else None,
        }

    @api.depends("dimension_score_ids.score", "previous_id")
    @api.depends_context("lang")
    def _compute_radar(self):
        for assessment in self:
            rows = assessment.dimension_score_ids
            before = {row.dimension_id._key(): row.score for row in assessment.previous_id.dimension_score_ids}
            assessment.radar = rows and {
                "labels": rows.dimension_id.mapped("name"),
                "present": {"label": format_date(self.env, assessment.date), "scores": rows.mapped("score")},
                "previous": {
                    "label": format_date(self.env, assessment.previous_id.date),
                    "scores": [before.get(row.dimension_id._key()) for row in rows],
                }
                if before
                else None,
            }

    @api.depends("is_capped", "answer_ids.value")
    @api.depends_context("lang")
    def _compute_capped_why(self):
        for assessment in self:
            capped = assessment.is_capped and assessment.answer_ids.filtered("is_knocked_out")
            if not capped:
                assessment.capped_why = False
                continue
            uncapped = scoring.band_of(assessment.framework_id._scoring().bands, assessment.score)
            assessment.capped_why = self.env._(
                "The score alone would give “%(uncapped)s”. It stays at “%(band)s” because of the answer to: "
                "%(questions)s",
                uncapped=self.env["hub.assessment.band"].browse(uncapped).name,
                band=assessment.band_id.name,
                questions=" · ".join(f"“{name}”" for name in capped.question_id.mapped("name")),
            )

    def action_make_plan(self):
        """Propose a step for each weak spot that no open commitment is about yet; without one, show the plans.

        What a company agrees to is ticked in the dialog: nothing is promised by the agency alone.
        """
        drafts = self.filtered(lambda assessment: assessment.state != "done")[:1]
        if drafts:
            raise UserError(
                self.env._(
                    "%(assessment)s is a draft, so its weak spots are not known yet. Mark it as done first.",
                    assessment=drafts.display_name,
                )
            )
        planned = self.env["hub.commitment"]._get_planned(self.partner_id)
        values = {}
        for row in self.dimension_score_ids.filtered("is_weak"):
            key = row.partner_id, row.dimension_id._key()
            if key not in planned:
                values.setdefault(key, self._step(row))
        if not values:
            return self.action_open_plan()
        return self.env["hub.plan.proposal"]._action_propose(list(values.values()))

    def _step(self, row):
        """Return the values of the commitment that a weak spot asks for."""
        service = row.dimension_id.service_ids[:1]
        name = self.env._("Improve %(dimension)s", dimension=row.dimension_id.name)
        return {
            "name": with_label(self.env, name, service.name) if service else name,
            "partner_id": row.partner_id.id,
            "dimension_id": row.dimension_id.id,
            "assessment_id": row.assessment_id.id,
            "service_id": service.id,
            "date_deadline": today(self.env) + relativedelta(months=_MONTHS_FOR_A_STEP),
        }

    def action_open_plan(self):
        """Open the plan of the companies that were assessed."""
        return self.partner_id.action_open_plan()

    def action_open_previous(self):
        """Open the assessment before this one."""
        self.ensure_one()
        return self.previous_id._get_records_action()
