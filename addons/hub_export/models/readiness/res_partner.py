from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.quiet import KIND

_SECTOR_FIELDS = {"nace_ids", "main_nace_id", "sector_added_ids", "sector_excluded_ids"}
_COMPUTED_FIELDS = ("export_assessment_id", "export_readiness_score", "export_readiness_band_id")


class ResPartner(models.Model):
    """How ready for export a company is, as its last assessment tells."""

    _inherit = "res.partner"

    export_assessment_ids = fields.One2many(
        "hub.assessment",
        "partner_id",
        "Readiness Assessments",
        domain=[("kind", "=", "export")],
        readonly=True,
        groups=READER,
    )
    transition_assessment_ids = fields.One2many(
        "hub.assessment",
        "partner_id",
        "Transition Assessments",
        domain=[("kind", "=", "transition")],
        readonly=True,
        groups=READER,
    )
    export_assessment_id = fields.Many2one(
        "hub.assessment",
        "Last Readiness Assessment",
        compute="_compute_export_readiness",
        store=True,
        index="btree_not_null",
        groups=READER,
        help="The last export assessment that is done.",
    )
    export_readiness_score = fields.Float(
        "Readiness Score",
        digits=(5, 1),
        compute="_compute_export_readiness",
        store=True,
        aggregator="avg",
        groups=READER,
        help="From 0 to 100, of the last export assessment that is done.",
    )
    export_readiness_band_id = fields.Many2one(
        "hub.assessment.band",
        "Export Readiness",
        compute="_compute_export_readiness",
        store=True,
        index="btree_not_null",
        groups=READER,
        help="The band of the last export assessment that is done.",
    )
    export_readiness_band_color = fields.Integer(related="export_readiness_band_id.color", groups=READER)
    export_readiness_radar = fields.Json(related="export_assessment_id.radar", groups=READER)
    export_readiness_capped_why = fields.Text(related="export_assessment_id.capped_why", groups=READER)

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & _SECTOR_FIELDS:
            # As superuser: what is asked follows the company, whoever started the assessment.
            drafts = self.env["hub.assessment"].sudo()
            drafts.search([("partner_id", "in", self.ids), ("state", "=", "draft")])._ask_what_fits()
        return result

    @api.model
    def _computed_only(self):
        def refusal():
            return self.env._(
                "The export readiness is computed from the company's last readiness assessment and can't be typed in. "
                "Start an assessment, answer its questions, and mark it as done."
            )

        return super()._computed_only() | dict.fromkeys(_COMPUTED_FIELDS, refusal)

    @api.depends(
        "assessment_ids.active",
        "assessment_ids.state",
        "assessment_ids.kind",
        "assessment_ids.date",
        "assessment_ids.score",
        "assessment_ids.band_id",
    )
    def _compute_export_readiness(self):
        assessments = self.env["hub.assessment"]
        # Of contacts that are just being created it is known without a query that they have none.
        assessed = self.filtered("assessment_ids")._origin
        domain = [("partner_id", "in", assessed.ids), ("state", "=", "done"), ("kind", "=", "export")]
        done = assessments.search_fetch(domain, ["partner_id"], order="date, id") if assessed else assessments
        last = {assessment.partner_id: assessment for assessment in done}
        for assessment, partners in self.grouped(lambda each: last.get(each._origin, assessments)).items():
            partners.export_assessment_id = assessment
            partners.export_readiness_score = assessment.score
            partners.export_readiness_band_id = assessment.band_id

    def action_new_export_assessment(self):
        """Start a readiness assessment of the company, or go on with the one that waits for answers."""
        self.ensure_one()
        company = self.commercial_partner_id
        domain = [("partner_id", "=", company.id), ("state", "=", "draft"), ("kind", "=", "export")]
        draft = self.env["hub.assessment"].search(domain, limit=1)
        context = {"default_partner_id": company.id, KIND: "export"}
        return draft._get_records_action(name=self.env._("Readiness Assessment"), res_id=draft.id, context=context)
