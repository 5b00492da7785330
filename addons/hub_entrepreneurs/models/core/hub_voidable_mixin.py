from odoo import api, models


class HubVoidableMixin(models.AbstractModel):
    """Voided rows are found only by who asks for them by the field ``active``, whatever the context says.

    A context without core's test of active records is meant for companies and users that were archived: what was voided
    would count again in whatever is computed on the way, such as a status.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_voided.
    """

    _inherit = "hub.voidable.mixin"

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super(HubVoidableMixin, self.with_context(active_test=True))._search(domain, *args, **kwargs)

    # It reads linked records as core's does.
    _search.is_transparent = True
