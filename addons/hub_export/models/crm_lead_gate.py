from odoo import fields, models

from odoo.addons.hub_entrepreneurs.models.res_partner import HUB_GROUPS


class CrmLead(models.Model):
    """A lead reaches a stage once what the stage requires is there."""

    _inherit = "crm.lead"

    missing_requirements = fields.Json(
        "Missing", compute="_compute_missing_requirements", groups=HUB_GROUPS, help="What the next stage still needs."
    )
    override_ids = fields.One2many("hub.lead.stage.override", "lead_id", "Overrides", groups=HUB_GROUPS)

    def _compute_missing_requirements(self):
        self.missing_requirements = []
