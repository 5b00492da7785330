from odoo import fields, models

from odoo.addons.hub_entrepreneurs.models.res_partner import HUB_GROUPS


class ResCountry(models.Model):
    """A country as a market: who is there, who wants to go, which office holds it."""

    _inherit = "res.country"

    export_target_ids = fields.One2many("hub.export.target", "country_id", "Companies", groups=HUB_GROUPS)
    export_lead_ids = fields.One2many("crm.lead", "target_country_id", "Leads", groups=HUB_GROUPS)
    office_mandate_ids = fields.One2many("hub.foreign.office.mandate", "country_id", "Mandates")
