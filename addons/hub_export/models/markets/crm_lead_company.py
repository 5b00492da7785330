from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class CrmLead(models.Model):
    """What is known of the company of a lead, to filter and group leads by."""

    _inherit = "crm.lead"

    commune_id = fields.Many2one(related="partner_id.commercial_partner_id.commune_id", string="Commune")
    sector_ids = fields.Many2many(related="partner_id.commercial_partner_id.sector_ids", string="Sectors")
    transition_status = fields.Selection(related="partner_id.commercial_partner_id.transition_status")
    cluster_ids = fields.Many2many(
        related="partner_id.commercial_partner_id.cluster_ids", string="Clusters", groups=READER
    )
