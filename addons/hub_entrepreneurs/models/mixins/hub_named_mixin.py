from odoo import api, models
from odoo.tools import format_date

from ...tools.dates import day_of, zone


class HubNamedMixin(models.AbstractModel):
    """A record that goes by the values of some of its fields, joined by a dash; what is empty is left out."""

    _name = "hub.named.mixin"
    _description = "Named by Its Fields"

    _named_by = ()

    @api.depends(lambda self: self._named_by)
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            record.display_name = " – ".join(filter(None, map(record._part_of_name, self._named_by)))

    def _part_of_name(self, name):
        field, value = self._fields[name], self[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value)
        if field.type == "datetime":
            return value and format_date(self.env, day_of(value, zone(self.env)))
        if field.type == "date":
            return value and format_date(self.env, value)
        return field.convert_to_display_name(value, self)
