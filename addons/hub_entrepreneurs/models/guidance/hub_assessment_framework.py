from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import scoring
from ...tools.actions import open_rows
from ...tools.counting import count_of
from ...tools.dates import today


class HubAssessmentFramework(models.Model):
    """A set of questions by dimension, with weights, knock-outs and bands; one version of it."""

    _name = "hub.assessment.framework"
    _description = "Assessment Framework"
    _inherit = ["hub.computed.only.mixin", "hub.period.mixin", "hub.assessment.frozen.mixin"]
    _order = "kind, date_start desc, version desc, id desc"
    _rec_names_search = ["name", "code"]
    _free_fields = frozenset(
        {"active", "date_start", "date_end", "description", "dimension_ids", "question_ids", "band_ids"}
    )

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="The same for all versions of one framework.")
    kind = fields.Selection(
        [("transition", "Transition")],
        required=True,
        default="transition",
        index=True,
        help="A done assessment of the kind Transition makes a company diagnosed for 36 months.",
    )
    version = fields.Integer(required=True, default=1, aggregator=None)
    description = fields.Text(translate=True)
    date_start = fields.Date(
        "Used From",
        default=lambda self: today(self.env),
        copy=False,
        help="From then on, new assessments use it. Empty: not ready yet.",
    )
    date_end = fields.Date("Used Until", copy=False, help="Empty: until a newer version is used.")
    dimension_ids = fields.One2many("hub.assessment.dimension", "framework_id", "Dimensions", copy=True)
    question_ids = fields.One2many("hub.assessment.question", "framework_id", "Questions")
    band_ids = fields.One2many("hub.assessment.band", "framework_id", "Bands", copy=True)
    is_in_use = fields.Boolean(
        "In Use",
        readonly=True,
        copy=False,
        help="Assessments use this framework: it can't be changed any more, but it can get a new version.",
    )
    assessment_count = count_of("hub.assessment", "framework_id", "Assessments")
    company_id = fields.Many2one("res.company", "Agency")
    active = fields.Boolean(default=True)

    _version_uniq = models.UniqueIndex(
        "(code, version)", "Version: the framework with this code has this version already. Choose another number."
    )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for framework in self:
            framework.display_name = self.env._(
                "%(name)s – version %(version)s", name=framework.name or "", version=framework.version
            )

    def _frameworks(self):
        return self

    def write(self, vals):
        if "is_in_use" in vals:
            raise UserError(self.env._("Leave In Use as it is: the first assessment of the framework sets it."))
        return super().write(vals)

    def unlink(self):
        # One by one: in the database's own cascade, a band may go before the question that names it, which is refused.
        self.dimension_ids.unlink()
        return super().unlink()

    def _mark_in_use(self):
        """Freeze what an assessment uses from now on, for good."""
        # As superuser and past write, which refuses: who enters assessments does not manage frameworks.
        unused = self.sudo().filtered(lambda framework: not framework.is_in_use)
        if unused:
            self.env.cr.execute(SQL("UPDATE hub_assessment_framework SET is_in_use = TRUE WHERE id IN %s", unused._ids))
            self.invalidate_recordset(["is_in_use"])

    def copy_data(self, default=None):
        default = dict(default or {})
        newest = dict(
            self.with_context(active_test=False)._read_group(
                [("code", "in", self.mapped("code"))], ["code"], ["version:max"]
            )
        )
        return [
            {
                "date_start": False,
                **vals,
                "version": default.get("version") or newest.get(framework.code, framework.version) + 1,
            }
            for framework, vals in zip(self, super().copy_data(default), strict=True)
        ]

    def copy(self, default=None):
        copies = super().copy(default)
        for framework, copy in zip(self, copies, strict=True):
            bands = {band.min_score: band for band in copy.band_ids}
            for old, new in zip(framework._questions(), copy._questions(), strict=True):
                if old.cap_band_id:
                    new.cap_band_id = bands[old.cap_band_id.min_score]
        return copies

    def action_new_version(self):
        """Copy the framework with all its parts as the next version, which may be changed and is not used yet."""
        self.ensure_one()
        return self.copy()._get_records_action(name=self.env._("New Version"))

    def action_open_assessments(self):
        """Open the assessments that use the framework."""
        return open_rows(self, "hub_entrepreneurs.hub_assessment_action", "framework_id")

    @api.model
    def _newest(self, kind):
        """Return the framework of a kind that new assessments use: the one that came into use last."""
        return self.search([("kind", "=", kind), *self._domain_on(today(self.env))], limit=1)

    def _questions(self):
        """Return the questions in the order in which they are asked."""
        return self.dimension_ids.question_ids

    def _scoring(self):
        """Return the framework as the plain scoring module takes it."""
        self.ensure_one()
        return scoring.Framework(
            tuple(scoring.Dimension(dimension.id, dimension.weight) for dimension in self.dimension_ids),
            tuple(
                scoring.Question(
                    question.id,
                    question.dimension_id.id,
                    question.weight,
                    question.max_value,
                    question.knock_out_below if question.is_knock_out else None,
                    question.cap_band_id.id or None,
                )
                for question in self._questions()
            ),
            tuple(scoring.Band(band.id, band.min_score) for band in self.band_ids),
        )


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
    min_score = fields.Float(
        "From", required=True, digits=(5, 1), aggregator=None, help="The lowest score that reaches it."
    )
    color = fields.Integer(aggregator=None)

    _min_score_uniq = models.UniqueIndex(
        "(framework_id, min_score)", "From: another band of this framework starts at this score. Choose another score."
    )
    _min_score_range = models.Constraint("CHECK (min_score BETWEEN 0 AND 100)", "From: choose a score from 0 to 100.")
