from odoo import fields, models


class HubActionType(models.Model):
    _inherit = "hub.action.type"

    is_consultation = fields.Boolean(
        "Hours by Appointment", help="Its actions have hours of advisers, each of which a company books for itself."
    )
