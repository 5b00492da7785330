from odoo import api, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Companies of the register as reports know them.

    What they were is kept by dates from the day on which they come in, as of all companies. Prospects, with whom nobody
    works, are looked at by no rule of quality: there is nobody to mend anything.
    """

    _inherit = "res.partner"

    @api.model
    def _create_at_once(self, vals_list):
        ids = super()._create_at_once(vals_list)
        self.env["hub.company.period"]._note_changed(self._name, ids)
        return ids

    @api.model
    def _select_quality(self, domain, *paths):
        return super()._select_quality(Domain(domain) & Domain("is_prospect", "!=", True), *paths)

    @api.model
    def _has_quality_sql(self, domain, id_):
        return super()._has_quality_sql(Domain(domain) & Domain("is_prospect", "!=", True), id_)
