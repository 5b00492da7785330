from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.limits import DayLimit
from ...tools.dates import today
from ...tools.quiet import AUTOMATIC, KIND, OWN_WRITE

# They follow from the answers.
_SCORE_FIELDS = ("score", "band_id", "is_capped", "previous_id", "delta", "dimension_score_ids")
# What a done assessment stands for.
_DONE_FIELDS = {"partner_id", "framework_id", "date", "user_id", "answer_ids", "note"}


class HubAssessment(models.Model):
    """The answers of a company to the questions of a framework on a day, and what they are worth."""

    _name = "hub.assessment"
    _description = "Assessment"
    _inherit = [
        "hub.voidable.mixin",
        "hub.limited.mixin",
        "hub.of.company.mixin",
        "hub.named.mixin",
        "hub.merge.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date desc, id desc"
    _rec_names_search = ["partner_id", "framework_id"]
    _named_by = ("partner_id", "date")
    _limits = {"date": DayLimit(most=0, unusual_below=-2 * 365)}
    _own_rows = frozenset({"hub.assessment.answer", "hub.assessment.dimension.score"})

    partner_id = fields.Many2one(tracking=True)
    framework_id = fields.Many2one(
        "hub.assessment.framework",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["hub.assessment.framework"]._newest(self.env.context.get(KIND, "transition")),
    )
    kind = fields.Selection(related="framework_id.kind", store=True, index=True)
    date = fields.Date(required=True, index=True, default=lambda self: today(self.env), tracking=True)
    user_id = fields.Many2one(
        "res.users",
        "Assessed By",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    state = fields.Selection(
        [("draft", "Draft"), ("done", "Done")], required=True, default="draft", copy=False, index=True, tracking=True
    )
    note = fields.Text(help="What a colleague should know to understand the answers.")
    answer_ids = fields.One2many("hub.assessment.answer", "assessment_id", "Answers")
    dimension_score_ids = fields.One2many(
        "hub.assessment.dimension.score", "assessment_id", "Scores by Dimension", readonly=True, copy=False
    )
    score = fields.Float(
        digits=(5, 1), readonly=True, copy=False, aggregator="avg", tracking=True, help="From 0 to 100."
    )
    band_id = fields.Many2one(
        "hub.assessment.band", readonly=True, copy=False, index="btree_not_null", ondelete="restrict", tracking=True
    )
    band_color = fields.Integer(related="band_id.color")
    is_capped = fields.Boolean(
        "Capped", readonly=True, copy=False, help="A knock-out question keeps the band below the one of the score."
    )
    previous_id = fields.Many2one(
        "hub.assessment",
        "Previous Assessment",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The company's last done assessment of the same kind before this one.",
    )
    delta = fields.Float(
        "Difference",
        digits=(5, 1),
        readonly=True,
        copy=False,
        aggregator="avg",
        help="In points, since the previous assessment.",
    )

    @api.model
    def _computed_only(self):
        def refusal():
            return self.env._(
                "The score is computed from the answers and can't be typed in. Answer the questions instead."
            )

        return {**super()._computed_only(), **dict.fromkeys(_SCORE_FIELDS, refusal)}

    @api.model_create_multi
    def create(self, vals_list):
        states = [vals.get("state", self.env.context.get("default_state", "draft")) for vals in vals_list]
        # Done comes last: it takes the answers, which are created together with the assessment.
        assessments = super().create([{**vals, "state": "draft"} for vals in vals_list])
        assessments.framework_id._mark_in_use()
        assessments._add_missing_answers()
        done = self.browse(
            assessment.id for assessment, state in zip(assessments, states, strict=True) if state == "done"
        )
        if done:
            done.write({"state": "done"})
        return assessments

    def write(self, vals):
        if self.env.context.get(OWN_WRITE) is AUTOMATIC:
            return super(HubAssessment, self.with_context(**{OWN_WRITE: None})).write(vals)
        if "state" in vals:
            return self._write_state(vals)
        if vals.keys() & _DONE_FIELDS and (done := self.filtered(lambda assessment: assessment.state == "done")):
            raise UserError(
                self.env._(
                    "The assessment %(assessment)s is done, so it can't be changed. Reopen it first.",
                    assessment=done[0].display_name,
                )
            )
        moved = self.filtered(lambda assessment: assessment.framework_id.id != vals.get("framework_id"))
        result = super().write(vals)
        if "framework_id" in vals:
            moved._change_framework()
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        self._update_progress(partners)
        return result

    @api.model
    def _get_limit_sentences(self):
        return {
            **super()._get_limit_sentences(),
            "date": self.env._("Date: enter the day on which the questions were answered, today at the latest."),
        }

    @api.onchange("date")
    def _onchange_date(self):
        return self._ask_about("date")

    def _counting_changed(self):
        self._update_progress(self.partner_id)

    def _write_state(self, vals):
        """Write values of which one is the state; what comes with it is written to a draft."""
        others = {name: value for name, value in vals.items() if name != "state"}
        if vals["state"] == "done":
            drafts = self.filtered(lambda assessment: assessment.state != "done")
            result = self.write(others) if others else True
            drafts._finish()
        else:
            self.filtered(lambda assessment: assessment.state == "done")._reopen()
            result = self.write(others) if others else True
        return result

    def _store(self, vals):
        """Write what only this model's own logic may write."""
        # As superuser: nobody types it in.
        self.sudo().with_context(**{OWN_WRITE: AUTOMATIC}).write(vals)

    # Answers

    def _add_missing_answers(self):
        """Give each question of each assessment its row, still unanswered."""
        self.env["hub.assessment.answer"].create([
            {"assessment_id": assessment.id, "question_id": question.id}
            for assessment in self
            for question in assessment._questions()
            - assessment.answer_ids.question_id
        ])  # fmt: skip

    def _questions(self):
        """Return the questions that are asked: all of the framework's, unless an addon narrows them down."""
        self.ensure_one()
        return self.framework_id._questions()

    def _change_framework(self):
        answered = self.answer_ids.filtered("is_answered").assessment_id[:1]
        if answered:
            raise UserError(
                self.env._(
                    "%(assessment)s has answers to another framework already. Start a new assessment instead.",
                    assessment=answered.display_name,
                )
            )
        # As superuser: nobody but us deletes answers.
        self.sudo().answer_ids.unlink()
        self.framework_id._mark_in_use()
        self._add_missing_answers()
