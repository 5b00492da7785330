from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR

ACTION_STATES = [
    ("proposed", "Proposed"),
    ("approved", "Approved"),
    ("announced", "Announced"),
    ("held", "Held"),
    ("evaluated", "Evaluated"),
]
"""How far an action has come. A stage of core says which of these it stands for; several may stand for one."""


class EventStage(models.Model):
    _inherit = "event.stage"

    action_state = fields.Selection(
        ACTION_STATES, help="What the stage means for the actions of a plan. Empty: it is for other events only."
    )

    @api.model_create_multi
    def create(self, vals_list):
        stages = super().create(vals_list)
        if any(stages.mapped("action_state")):
            self._check_may_mean()
        return stages

    def write(self, vals):
        if "action_state" in vals:
            self._check_may_mean()
        return super().write(vals)

    @api.model
    def _check_may_mean(self):
        """Refuse that somebody else gives stages a meaning: all actions in one would be approved at once."""
        if not (self.env.su or self.env.user.has_group(DIRECTOR) or self.env.user.has_group("base.group_system")):
            raise UserError(
                self.env._("Action State: only a director says what a stage means for the actions of a plan. Ask one.")
            )
