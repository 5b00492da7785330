from odoo import api, models


class HubTransitionChange(models.Model):
    """What is still to be computed belongs to the history already, for whoever searches it.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_search.
    """

    _inherit = "hub.transition.change"

    @api.model
    def _search(self, domain, *args, **kwargs):
        self.env["res.partner"]._recompute_model(["transition_status"])
        return super()._search(domain, *args, **kwargs)
