from odoo import fields, models


def _unlink_with_assessments(frameworks):
    """Delete frameworks, when the addon that they are of is uninstalled, with all that rests on them."""
    env = frameworks.env
    parts = frameworks.dimension_ids
    env["hub.commitment"].search([("dimension_id", "in", parts.ids)]).dimension_id = False
    env["hub.assessment"].search([("framework_id", "in", frameworks.ids)]).unlink()
    env["hub.stage.requirement"].search([("framework_id", "in", frameworks.ids)]).unlink()
    frameworks.unlink()


class HubAssessmentFramework(models.Model):
    """A framework may also ask how ready a company is to export."""

    _inherit = "hub.assessment.framework"

    kind = fields.Selection(
        selection_add=[("export", "Export")],
        ondelete={"export": _unlink_with_assessments},
        help="A done assessment of the kind Transition makes a company diagnosed for 36 months, one of the kind Export "
        "tells how ready it is to sell abroad.",
    )
