from odoo import fields, models


class HubCodedMixin(models.AbstractModel):
    """What has a name, and a short code that no other row has; a copy gets the next code that is free."""

    _name = "hub.coded.mixin"
    _description = "Known by a Code"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="Short name in lists, workbooks and imports.")

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        # As superuser: a code that another agency uses is not free either.
        taken = {code for (code,) in self.sudo().with_context(active_test=False)._read_group([], ["code"])}
        for record, vals in zip(self, vals_list, strict=True):
            vals.setdefault("name", self.env._("%s (copy)", record.name))
            code = self.env._("%s (copy)", record.code)
            while code in taken:
                code = self.env._("%s (copy)", code)
            taken.add(vals.setdefault("code", code))
        return vals_list
