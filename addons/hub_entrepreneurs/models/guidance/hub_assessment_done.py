from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ...domain.scoring import assess
from ...domain.transition import DIAGNOSED, DIAGNOSED_MONTHS, Fact, last_day
from ...tools.turns import take_turns


class HubAssessment(models.Model):
    """Marking an assessment as done, which scores it, makes it count and tells how far the company moved; and back."""

    _name = "hub.assessment"
    _inherit = ["hub.assessment", "hub.transition.source.mixin"]
    _transition_triggers = (
        "assessment_ids.active",
        "assessment_ids.state",
        "assessment_ids.date",
        "assessment_ids.kind",
    )

    def _finish(self):
        """Score the assessments and close them."""
        self.check_access("write")
        self._require_answers()
        take_turns(self.partner_id)
        scoring = {framework: framework._scoring() for framework in self.framework_id}
        rows = []
        for assessment in self:
            answers = {answer.question_id.id: answer.value for answer in assessment.answer_ids}
            result = assess(scoring[assessment.framework_id].only(answers), answers)
            assessment._store(
                {"state": "done", "score": result.score, "band_id": result.band, "is_capped": result.is_capped}
            )
            rows += [
                {"assessment_id": assessment.id, "dimension_id": dimension, "score": score}
                for dimension, score in result.dimensions.items()
            ]
        # As superuser: scores are nobody's to write.
        self.env["hub.assessment.dimension.score"].sudo().create(rows)
        self._update_progress(self.partner_id)

    def _reopen(self):
        self.check_access("write")
        others = self.filtered(lambda assessment: not assessment.user_id.is_mine)
        if others and not (self.env.su or self.env.user.has_group("hub_entrepreneurs.group_hub_director")):
            raise UserError(
                self.env._(
                    "The assessment %(assessment)s was done by %(user)s. Ask that colleague or a director to reopen "
                    "it.",
                    assessment=others[0].display_name,
                    user=others[0].user_id.name,
                )
            )
        self._store({
            "state": "draft", "score": 0, "band_id": False, "is_capped": False, "previous_id": False, "delta": 0,
        })  # fmt: skip
        # As superuser: scores are nobody's to write.
        self.sudo().dimension_score_ids.unlink()
        self._update_progress(self.partner_id)

    def _require_answers(self):
        for assessment in self:
            missing = assessment.answer_ids.filtered(lambda answer: not answer.is_answered)
            if missing:
                raise ValidationError(
                    self.env._(
                        "%(count)s of %(total)s questions of %(assessment)s have no answer yet, the first one is "
                        "“%(question)s” (%(dimension)s). Answer them, then mark the assessment as done.",
                        count=len(missing),
                        total=len(assessment.answer_ids),
                        assessment=assessment.display_name,
                        question=missing[0].question_id.name,
                        dimension=missing[0].dimension_id.name,
                    )
                )
            if not assessment.answer_ids:
                raise ValidationError(
                    self.env._(
                        "%(framework)s has no questions, so there is nothing to score. Choose another framework.",
                        framework=assessment.framework_id.display_name,
                    )
                )

    def action_done(self):
        """Close the assessment: every question is answered, and it counts from its date."""
        self.write({"state": "done"})

    def action_reopen(self):
        """Put a done assessment back in draft; it counts no more until it is done again."""
        self.write({"state": "draft"})

    @api.model
    def _transition_facts(self, partners):
        """Tell that a done transition assessment makes a company diagnosed for a while."""
        domain = [("partner_id", "in", partners.ids), ("state", "=", "done"), ("kind", "=", "transition")]
        for each in self.sudo().search_fetch(domain, ["partner_id", "date"]):
            end = last_day(each.date, DIAGNOSED_MONTHS)
            yield each.partner_id.id, Fact(DIAGNOSED, each.date, end, "assessment")

    @api.model
    def _update_progress(self, partners):
        """Tell each done assessment of companies which one came before it, and how far the company moved since.

        A back-dated assessment comes between two others, so all of a company's are looked at.
        """
        # As superuser: scores are nobody's to write, and all of a company's assessments count.
        done = self.sudo().search(
            [("partner_id", "in", partners.ids), ("state", "=", "done")], order="partner_id, kind, date, id"
        )
        last = {}
        for assessment in done:
            company_and_kind = assessment.partner_id, assessment.kind
            assessment._compare_with(last.get(company_and_kind, self.browse()))
            last[company_and_kind] = assessment

    @api.model
    def _unite_rows(self, sources, destination):
        """Bring the assessments of contacts that become one into one row of steps; a done one moves as well."""
        self.search([("partner_id", "in", sources.ids)])._store({"partner_id": destination.id})
        self._update_progress(destination)

    def _compare_with(self, previous):
        delta = round(self.score - previous.score, 1) if previous else 0
        if (self.previous_id, self.delta) != (previous, delta):
            self._store({"previous_id": previous.id, "delta": delta})
        before = {row.dimension_id._key(): row.score for row in previous.dimension_score_ids}
        moved = defaultdict(self.env["hub.assessment.dimension.score"].browse)
        for row in self.dimension_score_ids:
            score = before.get(row.dimension_id._key())
            moved[row.score - score if score is not None else 0, score is not None] += row
        for (points, is_compared), rows in moved.items():
            rows.write({"delta": round(points, 1), "has_previous": is_compared})
