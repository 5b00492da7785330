from odoo import models


class HubAuthoredDomainMixin(models.AbstractModel):
    """A stored filter finds no prospects either when a scheduled action runs it, which as superuser finds them."""

    _inherit = "hub.authored.domain.mixin"

    def _domain_of_author(self, name, domain):
        found = super()._domain_of_author(name, domain)
        partners = self.env["res.partner"]
        if self._get_domain_model(name) != partners._name or partners._is_asking_for_prospects(found):
            return found
        return found & partners._get_in_sight(found)
