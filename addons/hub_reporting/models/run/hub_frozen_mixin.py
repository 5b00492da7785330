from odoo import api, models
from odoo.exceptions import UserError


class HubFrozenMixin(models.AbstractModel):
    """What a run has counted: it is written by the run's own statements, and nobody changes it."""

    _name = "hub.frozen.mixin"
    _description = "Part of a Run"

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_change()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    def unlink(self):
        self._refuse_change()
        return super().unlink()

    @api.model
    def _refuse_change(self):
        raise UserError(self.env._("The figures of a run stay as they are. Run the report once more instead."))
