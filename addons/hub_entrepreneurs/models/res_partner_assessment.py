from odoo import api, fields, models

from .res_partner import HUB_GROUPS


class ResPartner(models.Model):
    """A company's assessments, and the plan that came of them."""

    _inherit = "res.partner"

    assessment_ids = fields.One2many("hub.assessment", "partner_id", "Assessments", groups=HUB_GROUPS)
    commitment_ids = fields.One2many("hub.commitment", "partner_id", "Plan", groups=HUB_GROUPS)

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
