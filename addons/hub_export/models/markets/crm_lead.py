from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import READER

OPEN_OPPORTUNITY = Domain([("type", "=", "opportunity"), ("won_status", "=", "pending")])


class CrmLead(models.Model):
    """A lead on its way to a market abroad, with what is known of its company to filter and group leads by."""

    _inherit = "crm.lead"

    target_country_id = fields.Many2one(
        "res.country",
        "Target Market",
        index="btree_not_null",
        tracking=True,
        ondelete="restrict",
        help="The country that the company wants to sell in.",
    )
    commune_id = fields.Many2one(related="partner_id.commercial_partner_id.commune_id", string="Commune")
    sector_ids = fields.Many2many(related="partner_id.commercial_partner_id.sector_ids", string="Sectors")
    transition_status = fields.Selection(related="partner_id.commercial_partner_id.transition_status")
    cluster_ids = fields.Many2many(
        related="partner_id.commercial_partner_id.cluster_ids", string="Clusters", groups=READER
    )

    @api.constrains("target_country_id", "partner_id")
    def _check_target_abroad(self):
        # As superuser: the company may be one of another agency.
        for lead in self.sudo().filtered(lambda lead: lead.target_country_id and lead.partner_id):
            company = lead.partner_id.commercial_partner_id
            if lead.target_country_id == company._get_home_country():
                raise ValidationError(
                    self.env._(
                        "Target Market: %(country)s is the home country of %(company)s, which the lead “%(lead)s” is "
                        "about. Choose a country abroad.",
                        country=lead.target_country_id.display_name,
                        company=company.display_name,
                        lead=lead.display_name,
                    )
                )
