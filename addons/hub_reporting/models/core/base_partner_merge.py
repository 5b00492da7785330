from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """What a contact was before it became another one is dropped: rows that move to the other one count as that one's.

    Runs keep into which contact one was merged.

    Core moves the rows of each table one by one, and would mix both histories.

    Core: base/wizard/base_partner_merge.py, 19.0. Contract: test_core_periods.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # As superuser: nobody writes what companies were by hand.
        self.env["hub.company.period"].sudo()._forget(src_partners)
        self.env["hub.report.cell.fact"].sudo()._note_merged(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
