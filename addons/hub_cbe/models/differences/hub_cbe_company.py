from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.numbers import bare
from ..register.hub_cbe_company_taking import _stored


class HubCbeCompany(models.Model):
    """What somebody has kept against the register is no difference any more, until the register says something new."""

    _inherit = "hub.cbe.company"

    kept = fields.Json(readonly=True, help="What the register said of the fields that somebody has kept, by field.")

    @api.model
    def _tell_contacts(self, contacts, values, known):
        differs = super()._tell_contacts(contacts, values, known)
        for number, kept in self._get_kept(contacts).items():
            differs[number] = [
                name for name in differs[number] if name not in kept or kept[name] != _stored(values[number][name])
            ]
        return differs

    @api.model
    def _get_kept(self, several):
        query = SQL(
            "SELECT number, kept FROM hub_cbe_company WHERE number = ANY(%s) AND kept IS NOT NULL",
            [bare(number) for number in several],
        )
        return {int(number): kept for number, kept in self.env.execute_query(query)}
