from uuid import uuid4

from lxml import etree

from odoo import api, fields, models


class HubOnceMixin(models.AbstractModel):
    """What a form holds is saved once: not again by the back button, a second tab or a request that was sent twice.

    Each new form gets a key, which is saved along; the database refuses the same one again. What comes from an import
    or from code has none.
    """

    _name = "hub.once.mixin"
    _description = "Saved Once"

    form_key = fields.Char(copy=False, exportable=False)

    _form_once = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL",
        "This form was saved already, and would count twice. Close it, and look at what is there.",
    )

    @api.model
    def default_get(self, fields):
        # Not a default of the field: the rows of an older database would all get the same one.
        values = super().default_get(fields)
        # What a device has kept comes back with its own.
        return {"form_key": uuid4().hex, **values} if "form_key" in fields else values

    @api.model_create_multi
    def create(self, vals_list):
        # A new key is for forms, which send it back.
        return super().create([{"form_key": False, **vals} for vals in vals_list])

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            etree.SubElement(arch, "field", name="form_key", invisible="1")
        return arch, view
