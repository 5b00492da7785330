from odoo import Command, api, fields, models

from ...tools.filters import FILTERS, get_ids
from ..core.res_partner import PROSPECTS_IN_SIGHT


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hub_cbe_prospects_in_sight = fields.Boolean(
        "Prospects in All Lists",
        config_parameter=PROSPECTS_IN_SIGHT,
        help="Companies that are known from the enterprise register alone are in lists, counts and campaigns, too.",
    )
    hub_cbe_commune_ids = fields.Many2many(
        "hub.commune",
        "hub_cbe_setting_commune_rel",
        string="Communes of New Companies",
        help="With a seat or an establishment there. Empty: all communes of the region.",
    )
    hub_cbe_legal_form_ids = fields.Many2many(
        "hub.cbe.code",
        "hub_cbe_setting_form_rel",
        string="Legal Forms of New Companies",
        domain=[("kind", "=", "JuridicalForm")],
        help="Empty: all legal forms.",
    )
    hub_cbe_situation_ids = fields.Many2many(
        "hub.cbe.code",
        "hub_cbe_setting_situation_rel",
        string="Legal Situations of New Companies",
        domain=[("kind", "=", "JuridicalSituation")],
        help="Empty: all legal situations.",
    )
    hub_cbe_sector_ids = fields.Many2many(
        "hub.sector",
        "hub_cbe_setting_sector_rel",
        string="Sectors of New Companies",
        help="Empty: all sectors, and companies that are in none.",
    )

    @api.model
    def get_values(self):
        values = super().get_values()
        return values | {name: [Command.set(get_ids(self.env, name))] for name in FILTERS}

    def set_values(self):
        result = super().set_values()
        for name, key in FILTERS.items():
            self.env["ir.config_parameter"].set_param(key, ",".join(map(str, self[name].ids)))
        return result
