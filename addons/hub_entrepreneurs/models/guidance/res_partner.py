from odoo import api, fields, models

from ...tools.dates import today
from ...tools.groups import READER


class ResPartner(models.Model):
    """A company's assessments, and the plan that came of them."""

    _inherit = "res.partner"

    assessment_ids = fields.One2many("hub.assessment", "partner_id", "Assessments", groups=READER)
    assessment_count = fields.Integer("Number of Assessments", compute="_compute_assessments", groups=READER)
    last_assessment_id = fields.Many2one(
        "hub.assessment",
        compute="_compute_assessments",
        groups=READER,
        help="The last transition assessment that is done.",
    )
    last_assessment_score = fields.Float("Last Score", digits=(5, 1), compute="_compute_last_assessment", groups=READER)
    last_assessment_band_id = fields.Many2one(
        "hub.assessment.band", "Last Band", compute="_compute_last_assessment", groups=READER
    )
    last_assessment_band_color = fields.Integer(compute="_compute_last_assessment", groups=READER)
    last_assessment_radar = fields.Json(compute="_compute_last_assessment_radar", groups=READER)
    commitment_ids = fields.One2many("hub.commitment", "partner_id", "Plan", groups=READER)
    open_commitment_count = fields.Integer("Open Commitments", compute="_compute_commitments", groups=READER)
    overdue_commitment_count = fields.Integer("Overdue Commitments", compute="_compute_commitments", groups=READER)

    @api.depends("assessment_ids.state", "assessment_ids.date")
    def _compute_assessments(self):
        assessments = self.env["hub.assessment"]
        counts = dict(assessments._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["__count"]))
        domain = [("partner_id", "in", self.ids), ("state", "=", "done"), ("kind", "=", "transition")]
        last = {done.partner_id: done for done in assessments.search(domain, order="date, id")}
        for partner in self:
            partner.assessment_count = counts.get(partner._origin, 0)
            partner.last_assessment_id = last.get(partner._origin)

    @api.depends("last_assessment_id")
    def _compute_last_assessment(self):
        for partner in self:
            last = partner.last_assessment_id
            partner.last_assessment_score = last.score
            partner.last_assessment_band_id = last.band_id
            partner.last_assessment_band_color = last.band_id.color

    @api.depends("last_assessment_id")
    def _compute_last_assessment_radar(self):
        for partner in self:
            partner.last_assessment_radar = partner.last_assessment_id.radar

    @api.depends("commitment_ids.state", "commitment_ids.date_deadline")
    def _compute_commitments(self):
        commitments, day = self.env["hub.commitment"], today(self.env)
        domain = [("partner_id", "in", self.ids), ("state", "=", "open")]
        opened = dict(commitments._read_group(domain, ["partner_id"], ["__count"]))
        overdue = dict(commitments._read_group([*domain, ("date_deadline", "<", day)], ["partner_id"], ["__count"]))
        for partner in self:
            partner.open_commitment_count = opened.get(partner._origin, 0)
            partner.overdue_commitment_count = overdue.get(partner._origin, 0)

    @api.model
    def _transition_sources(self):
        return [*super()._transition_sources(), "hub.assessment", "hub.commitment"]

    @api.depends(
        "assessment_ids.state",
        "assessment_ids.date",
        "assessment_ids.kind",
        "commitment_ids.agreed_on",
        "commitment_ids.done_on",
        "commitment_ids.dropped_on",
        "commitment_ids.dimension_id.framework_id.kind",
    )
    def _compute_transition_status(self):
        super()._compute_transition_status()

    def action_new_assessment(self):
        """Start a transition assessment of the company."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_entrepreneurs.hub_assessment_action")
        return {
            **action,
            "name": self.env._("New Assessment"),
            "views": [(False, "form")],
            "view_mode": "form",
            "context": {"default_partner_id": self.id},
        }

    def action_open_assessments(self):
        """Open the assessments of the companies."""
        return self._open_related("hub_entrepreneurs.hub_assessment_action")

    def action_open_plan(self):
        """Open the plan of the companies: what they agreed to do, what is done and what was dropped."""
        return self._open_related("hub_entrepreneurs.hub_commitment_action")

    def _open_related(self, action):
        action = self.env["ir.actions.act_window"]._for_xml_id(action)
        context = {"default_partner_id": self.id} if len(self) == 1 else {}
        return {**action, "domain": [("partner_id", "in", self.ids)], "context": context}
