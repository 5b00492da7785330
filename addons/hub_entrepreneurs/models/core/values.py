from odoo import api, models, tools
from odoo.exceptions import ValidationError

from ...domain.values import is_day, is_number


class Base(models.AbstractModel):
    """What is no number and no day gets into no field of ours, over no way: forms, imports, calls from outside.

    Core stores NaN and infinity, which then stand in every sum, or breaks off where it rounds them. It breaks off at
    what is no day, and at a day before the year 1000, which it writes in a way that it can't read.

    Core: odoo/orm/fields_numeric.py and odoo/orm/fields_temporal.py, 19.0. Contract: test_core_import.
    """

    _inherit = "base"

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_no_values(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_no_values([vals])
        return super().write(vals)

    @api.model
    def _refuse_no_values(self, vals_list):
        ours = self._own_value_fields()
        for vals in vals_list:
            for name in ours.intersection(vals) if ours else ():
                self._refuse_no_value(self._fields[name], vals[name])

    @api.model
    def _refuse_no_value(self, field, value):
        names = {"field": field._description_string(self.env), "value": value}
        if field.type in ("date", "datetime"):
            if not is_day(value):
                raise ValidationError(
                    self.env._(
                        "%(field)s: %(value)s is no day from the year 1000 on. Enter another one, or leave it empty.",
                        **names,
                    )
                )
        elif not is_number(value, whole=field.type == "integer"):
            raise ValidationError(
                self.env._(
                    "%(field)s: %(value)s is no number that can be kept. Enter another one, or leave it empty.", **names
                )
            )

    @api.model
    @tools.ormcache()
    def _own_value_fields(self):
        """Return the fields of ours that hold numbers and days."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.type in ("integer", "float", "monetary", "date", "datetime")
            if name not in models.LOG_ACCESS_COLUMNS and any(module.startswith("hub_") for module in field._modules)
        )
