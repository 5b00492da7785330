from odoo import api, models


class CrmLead(models.Model):
    """A company with a lead is no prospect of the register any more."""

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads.partner_id.commercial_partner_id._end_prospect()
        return leads

    def write(self, vals):
        result = super().write(vals)
        if vals.get("partner_id"):
            self.partner_id.commercial_partner_id._end_prospect()
        return result
