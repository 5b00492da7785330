from odoo import api, models

from ...tools.groups import ACCOUNT_MANAGER, DIRECTOR


class ResPartner(models.Model):
    """A new company is of the country and in the language of its agency, and goes to who makes it."""

    _inherit = "res.partner"

    @api.model
    def default_get(self, fields):
        """Propose what most new companies have, in a form or where only a name is typed; a file says it itself."""
        values = super().default_get(fields)
        context = self.env.context
        is_by_hand = context.get("default_is_company") and not context.get("import_file")
        if not is_by_hand or not self.env.user.has_group(ACCOUNT_MANAGER):
            return values
        proposed = self._prepare_new_company_defaults()
        return {**{name: value for name, value in proposed.items() if name in fields and value}, **values}

    @api.model
    def _prepare_new_company_defaults(self):
        """Return the values that most new companies have; directors create companies for others."""
        agency = self.env.company
        return {
            "country_id": (agency.country_id or self.env.ref("base.be")).id,
            # As superuser: everybody's agency, whoever may read its address.
            "lang": agency.sudo().partner_id.lang,
            "user_id": not self.env.user.has_group(DIRECTOR) and self.env.uid,
        }
