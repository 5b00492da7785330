from odoo import api, models


class HubOfCompanyMixin(models.AbstractModel):
    """Whoever writes something down about a company works with it: it is no prospect any more."""

    _inherit = "hub.of.company.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.partner_id._end_prospect()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self.partner_id._end_prospect()
        return result
