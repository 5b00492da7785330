from odoo import api, models

from ...domain import numbers
from ...tools import rows as kept_rows
from .hub_cbe_company_taking import for_new

# What makes a contact the company of a number.
_WHOSE = ("company_registry", "enterprise_number", "country_id", "is_company")


class ResPartner(models.Model):
    """A sole trader whom the agency erases is unknown again, and what the register said of a person goes along.

    Companies are no persons: what the register says of them stays, and the next extract brings them back as prospects.
    Where a number was wrong and somebody corrects it, nothing of the other company or person stays with this one.
    """

    _inherit = "res.partner"

    def write(self, vals):
        if vals.keys().isdisjoint(_WHOSE):
            return super().write(vals)
        before = {partner: partner.company_registry for partner in self.sudo().filtered("company_registry")}
        result = super().write(vals)
        for partner, number in before.items():
            if not partner._is_of_register(number):
                partner._forget_register(number)
        return result

    def _is_of_register(self, number):
        """Tell whether the contact is the company of this number."""
        return self.is_company and self.is_belgian and self.company_registry == number

    def _forget_register(self, number):
        """Let go of what the register said of a company that this one is not: a prospect of its own has it again."""
        # As superuser: nobody else writes what the register says.
        contact = self.sudo()
        register = contact.register_ids.filtered(lambda row: row.number == number)
        if not register:
            return
        places = contact.establishment_ids
        if contact.register_ids != register:
            # Two companies that have become one.
            own = kept_rows.places_of(self.env.cr, int(number))
            places = places.filtered(lambda place: int(place.number) in own)
        values = register._get_said_values()
        if not values or values["is_natural_person"]:
            places.unlink()
            register.unlink()
            self._forget_persons({int(number)})
            return
        self.env.flush_all()
        [prospect] = contact._create_at_once([for_new(values)])
        places.partner_id = register.partner_id = prospect
        register.write({"differs": [], "kept": False})

    def unlink(self):
        registers = self.env["hub.cbe.company"]
        # As superuser: whoever may erase a contact need not know what the register says of it.
        told = {*registers.sudo().search([("partner_id", "in", self.ids)]).mapped("number")}
        told.update(number for number in self.sudo().mapped("company_registry") if number)
        result = super().unlink()
        self._forget_persons({int(number) for number in told if numbers.is_bare(number)})
        return result

    @api.model
    def _forget_persons(self, gone):
        """Forget what the register said of those of these enterprises that are natural persons nobody has any more."""
        if not gone:
            return
        registers = self.env["hub.cbe.company"]
        self.env.flush_all()
        # Another contact may stand for the same one, as after a merge.
        gone = gone - registers._get_contacts(gone).keys() - registers._get_by_number(gone).keys()
        kept_rows.forget_persons(self.env.cr, gone)
