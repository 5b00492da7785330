from odoo import models


class HubSumsMixin(models.AbstractModel):
    """Numbers of which each row says what they are in: they have a sum within one unit alone."""

    _name = "hub.sums.mixin"
    _description = "Added Up within a Unit"

    _sums_within = {}
    """The field that a number has its unit in, by its name; exports ask as well."""
