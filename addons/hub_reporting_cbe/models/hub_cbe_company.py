from odoo import api, models


class HubCbeCompany(models.Model):
    """What an extract changes of companies is kept by the extract's day."""

    _inherit = "hub.cbe.company"

    @api.model
    def _note_taken(self, new, changed, extract):
        super()._note_taken(new, changed, extract)
        self.env["hub.company.period"]._record_register(new, changed, extract.snapshot_date)
