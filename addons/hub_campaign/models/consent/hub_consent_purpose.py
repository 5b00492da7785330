from odoo import fields, models


class HubConsentPurpose(models.Model):
    """What somebody may be written to about. Whoever leaves one purpose still gets the others."""

    _name = "hub.consent.purpose"
    _description = "Purpose of Consent"
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="Short name in lists, workbooks and imports.")
    description = fields.Text(
        translate=True, help="What is sent for this purpose, in words for the people who receive it."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "Code: another purpose has this code already. Choose another one.")

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for purpose, vals in zip(self, vals_list, strict=True):
            vals.setdefault("code", self.env._("%s (copy)", purpose.code))
            vals.setdefault("name", self.env._("%s (copy)", purpose.name))
        return vals_list
