from odoo import fields, models


class CrmLostReason(models.Model):
    """A reason for losing a lead that may be of certain teams only."""

    _inherit = "crm.lost.reason"

    team_ids = fields.Many2many("crm.team", string="Teams", help="Empty: every team that has no reasons of its own.")
