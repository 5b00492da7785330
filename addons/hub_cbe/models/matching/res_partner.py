from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class ResPartner(models.Model):
    _inherit = "res.partner"

    register_match_ids = fields.One2many(
        "hub.cbe.match", "partner_id", "Proposed by the Register", readonly=True, groups=READER
    )
