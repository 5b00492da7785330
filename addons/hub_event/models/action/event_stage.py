from odoo import fields, models

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
