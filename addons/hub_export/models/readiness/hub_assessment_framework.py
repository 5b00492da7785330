from odoo import fields, models


class HubAssessmentFramework(models.Model):
    """A framework may also ask how ready a company is to export."""

    _inherit = "hub.assessment.framework"

    kind = fields.Selection(
        selection_add=[("export", "Export")],
        # The uninstall hook deletes them, with the assessments that hold on to them.
        ondelete={"export": "cascade"},
        help="A done assessment of the kind Transition makes a company diagnosed for 36 months, one of the kind Export "
        "tells how ready it is to sell abroad.",
    )
