from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.comparing import compare
from ...domain.numbers import bare
from ..register.hub_cbe_company_taking import as_kept, as_told


class HubCbeCompany(models.Model):
    """Where a company says something else than the register.

    It is looked at when an extract brings something new, and as soon as somebody has changed the company. What somebody
    has kept against the register is no difference any more, until the register says something new.
    """

    _name = "hub.cbe.company"
    _inherit = ["hub.cbe.company", "hub.noted.mixin"]

    kept = fields.Json(readonly=True, help="What the register said of the fields that somebody has kept, by field.")

    @api.model
    def _tell_contacts(self, contacts, values, known):
        differs = super()._tell_contacts(contacts, values, known)
        for number, kept in self._get_kept(contacts).items():
            said = {name: as_kept(value) for name, value in values[number].items()}
            differs[number] = _without_kept(differs[number], said, kept)
        return differs

    @api.model
    def _get_kept(self, several):
        query = SQL(
            "SELECT number, kept FROM hub_cbe_company WHERE number = ANY(%s) AND kept IS NOT NULL",
            [bare(number) for number in several],
        )
        return {int(number): kept for number, kept in self.env.execute_query(query)}

    @api.model
    def _record_changed(self, noted):
        """Note what is different of companies that somebody has changed."""
        [ids] = noted.values()
        for register in self.search([("partner_id", "in", list(ids))]):
            differs = register._get_differs()
            if {*differs} != {*(register.differs or ())}:
                register.differs = differs

    def _get_differs(self):
        """Return the fields in which the company says something else than the register, and nobody keeps that."""
        self.ensure_one()
        if self.partner_id.company_registry != self.number:
            # It has become another company: what the register says of this one is noted only.
            return []
        said = {name: value or None for name, value in self._get_said_values().items()}
        _written, differs = compare(as_told(self.partner_id, said), said, said)
        return _without_kept(differs, said, self.kept or {})


def _without_kept(differs, said, kept):
    return [name for name in differs if name not in kept or (kept[name] or None) != (said[name] or None)]
