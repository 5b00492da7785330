from odoo import api, models


class HubOwnedMixin(models.AbstractModel):
    """Whoever writes something down about a company works with it, or lets it take part: it is no prospect any more."""

    _inherit = "hub.owned.mixin"

    _is_work = True
    """Whether a row says that somebody works with its company: one that comes from the register does not."""

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._end_prospects()
        return rows

    def write(self, vals):
        result = super().write(vals)
        # A company may follow from the contact.
        if not vals.keys().isdisjoint({"partner_id", *self._owner_fields}):
            self._end_prospects()
        return result

    def _end_prospects(self):
        for name in self._owner_fields if self._is_work else ():
            if self._fields[name].comodel_name == "res.partner":
                # As superuser: whoever registers, for instance, need not see the company.
                self.sudo()[name].commercial_partner_id._end_prospect()
