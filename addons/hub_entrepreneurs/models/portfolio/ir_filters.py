from odoo import fields, models


class IrFilters(models.Model):
    """Favourites that everybody has are named in the reader's language."""

    _inherit = "ir.filters"

    name = fields.Char(translate=True)
