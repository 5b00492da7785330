from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmStage(models.Model):
    """A stage that a lead reaches once certain things are there."""

    _inherit = "crm.stage"

    requirement_ids = fields.One2many("hub.stage.requirement", "stage_id", "Stage Requirements", groups=READER)

    @api.model_create_multi
    def create(self, vals_list):
        stages = super().create(vals_list)
        self.env.registry.clear_cache()
        return stages

    def write(self, vals):
        result = super().write(vals)
        # The gate remembers the order of the stages and whose they are.
        if vals.keys() & {"sequence", "team_ids", "fold"}:
            self.env.registry.clear_cache()
        return result

    def copy(self, default=None):
        copies = super().copy(default)
        # As superuser: who manages stages need not have a role of ours.
        for stage, copy in zip(self.sudo(), copies, strict=True):
            stage.requirement_ids.copy({"stage_id": copy.id})
        return copies

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
