from odoo import api, fields, models

from ...tools.actions import open_window
from ...tools.counting import count_of, set_count
from ...tools.groups import READER


class ResPartner(models.Model):
    """A company's assessments, and the plan that came of them."""

    _inherit = "res.partner"

    assessment_ids = fields.One2many("hub.assessment", "partner_id", "Assessments", groups=READER)
    assessment_count = count_of("hub.assessment", "partner_id", "Number of Assessments", groups=READER)
    last_assessment_id = fields.Many2one(
        "hub.assessment",
        compute="_compute_last_assessment_id",
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

    @api.depends("assessment_ids.active", "assessment_ids.state", "assessment_ids.date")
    def _compute_last_assessment_id(self):
        domain = [("partner_id", "in", self.ids), ("state", "=", "done"), ("kind", "=", "transition")]
        last = {done.partner_id: done for done in self.env["hub.assessment"].search(domain, order="date, id")}
        for partner in self:
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

    @api.depends("commitment_ids.active", "commitment_ids.state", "commitment_ids.date_deadline")
    def _compute_commitments(self):
        set_count(self, "open_commitment_count", "hub.commitment", "partner_id", [("state", "=", "open")])
        set_count(self, "overdue_commitment_count", "hub.commitment", "partner_id", [("is_overdue", "=", True)])

    def action_new_assessment(self):
        """Start a transition assessment of the company."""
        self.ensure_one()
        return open_window(
            self.env,
            "hub_entrepreneurs.hub_assessment_action",
            name=self.env._("New Assessment"),
            views=[(False, "form")],
            view_mode="form",
            context={"default_partner_id": self.id},
        )

    def action_open_assessments(self):
        """Open the assessments of the companies."""
        return self._open_related("hub_entrepreneurs.hub_assessment_action")

    def action_open_plan(self):
        """Open the plan of the companies: what they agreed to do, what is done and what was dropped."""
        return self._open_related("hub_entrepreneurs.hub_commitment_action")

    def _open_related(self, action):
        context = {"default_partner_id": self.id} if len(self) == 1 else {}
        return open_window(self.env, action, domain=[("partner_id", "in", self.ids)], context=context)
