from odoo import fields, models


class CrmStage(models.Model):
    """A stage that a lead reaches once certain things are there."""

    _inherit = "crm.stage"

    requirement_ids = fields.One2many("hub.stage.requirement", "stage_id", "Needed to Get Here")
