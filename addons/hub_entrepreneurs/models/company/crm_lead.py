from odoo import fields, models


class CrmLead(models.Model):
    """A lead knows the number of its company."""

    _inherit = "crm.lead"

    enterprise_number = fields.Char(related="partner_id.enterprise_number", string="Enterprise Number")
