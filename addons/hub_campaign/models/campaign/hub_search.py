from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.models.search.hub_search import Kind
from odoo.addons.hub_entrepreneurs.tools.groups import may_know


class HubSearch(models.AbstractModel):
    """Campaigns are found by their titles; one that rests on personal data by those alone who may know these."""

    _inherit = "hub.search"

    @api.model
    def _get_kinds(self):
        ours = Domain("is_sector_campaign", "=", True)
        told = Domain.TRUE if may_know(self.env) else Domain("rests_on_personal_data", "=", False)
        campaigns = Kind(
            self.env._("Campaigns"), "utm.campaign", "fa-bullhorn", ["purpose_id", "user_id"], ["title"], ours & told
        )
        return [*super()._get_kinds(), campaigns]
