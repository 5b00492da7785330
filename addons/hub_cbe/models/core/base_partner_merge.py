from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """A company with which somebody works is no prospect because one was merged into it.

    Core takes what is true of any of the contacts, and with it the mark of a prospect.

    Core: base/wizard/base_partner_merge.py, 19.0. Contract: test_core_merged_prospects.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_values(self, src_partners, dst_partner):
        # As superuser: nobody types the mark.
        is_prospect = all((src_partners | dst_partner).sudo().mapped("is_prospect"))
        result = super()._update_values(src_partners, dst_partner)
        if dst_partner.sudo().is_prospect != is_prospect:
            dst_partner.sudo().is_prospect = is_prospect
        return result
