from odoo import api, models


class HubGateMixin(models.AbstractModel):
    """What the gate remembers: stages, whose they are, what they require, and what that is called."""

    _name = "hub.gate.mixin"
    _description = "Remembered by the Gate"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def update_field_translations(self, field_name, translations, source_lang=""):
        result = super().update_field_translations(field_name, translations, source_lang=source_lang)
        self.env.registry.clear_cache()
        return result
