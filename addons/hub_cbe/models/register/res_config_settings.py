from odoo import fields, models

from ..core.res_partner import PROSPECTS_IN_SIGHT


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hub_cbe_prospects_in_sight = fields.Boolean(
        "Prospects in All Lists",
        config_parameter=PROSPECTS_IN_SIGHT,
        help="Companies that are known from the enterprise register alone are in lists, counts and campaigns, too.",
    )
