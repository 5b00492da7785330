from odoo import api, models
from odoo.exceptions import ValidationError


class CrmLead(models.Model):
    """A lead leads abroad."""

    _inherit = "crm.lead"

    @api.constrains("target_country_id", "partner_id")
    def _check_target_abroad(self):
        # As superuser: the company may be one of another agency.
        for lead in self.sudo().filtered(lambda lead: lead.target_country_id and lead.partner_id):
            company = lead.partner_id.commercial_partner_id
            if lead.target_country_id == company._home_country():
                raise ValidationError(
                    self.env._(
                        "Target Market: %(country)s is the own country of %(company)s, which the lead “%(lead)s” is "
                        "about. Choose a country abroad.",
                        country=lead.target_country_id.display_name,
                        company=company.display_name,
                        lead=lead.display_name,
                    )
                )
