from odoo import api, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Prospects, with whom nobody works, are looked at by no rule of quality: there is nobody to mend anything."""

    _inherit = "res.partner"

    @api.model
    def _select_quality(self, domain, *paths):
        return super()._select_quality(Domain(domain) & Domain("is_prospect", "!=", True), *paths)

    @api.model
    def _has_quality_sql(self, domain, id_):
        return super()._has_quality_sql(Domain(domain) & Domain("is_prospect", "!=", True), id_)
