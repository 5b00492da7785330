from odoo import fields, models


class CrmLead(models.Model):
    """A copy of a lead came of no registration.

    Core would copy the registrations, which only the people of the event desk may read: nobody else could copy a lead.
    """

    _inherit = "crm.lead"

    registration_ids = fields.Many2many(copy=False)
