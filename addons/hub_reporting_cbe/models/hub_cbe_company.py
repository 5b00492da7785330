from odoo import api, models


class HubCbeCompany(models.Model):
    """What an extract changes of companies is kept by the extract's day."""

    _inherit = "hub.cbe.company"

    @api.model
    def _keep_companies(self, told, contacts, said, differs, extract):
        super()._keep_companies(told, contacts, said, differs, extract)
        ids = [contacts[company.number] for company in told.values()]
        self.env["hub.company.period"]._record_register(ids, extract.snapshot_date)
