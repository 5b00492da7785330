from odoo import api, models


class UtmMixin(models.AbstractModel):
    """The identifier of a campaign is free if no campaign has it, whether or not one sees that campaign.

    Core: utm/models/utm_mixin.py, 19.0. Contract: test_core_campaign_rights.
    """

    _inherit = "utm.mixin"

    @api.model
    def _get_unique_names(self, model_name, names):
        # As superuser: the database refuses an identifier that a campaign of other managers or another agency has.
        return super(UtmMixin, self.sudo())._get_unique_names(model_name, names)
