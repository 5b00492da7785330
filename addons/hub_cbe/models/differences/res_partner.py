from odoo import models


class ResPartner(models.Model):
    """Whoever changes a company of the register sees at once in what it differs."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(self.env["hub.cbe.value"]._get_field_names()):
            self.env["hub.cbe.company"]._note_changed(self._name, self.ids)
        return result
