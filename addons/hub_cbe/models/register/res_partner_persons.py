from odoo import models

from ...domain import numbers
from ...tools import rows as kept_rows


class ResPartner(models.Model):
    """A sole trader whom the agency erases is unknown again, and what the register said of a person goes along.

    Companies are no persons: what the register says of them stays, and the next extract brings them back as prospects.
    """

    _inherit = "res.partner"

    def unlink(self):
        registers = self.env["hub.cbe.company"]
        # As superuser: whoever may erase a contact need not know what the register says of it.
        told = {*registers.sudo().search([("partner_id", "in", self.ids)]).mapped("number")}
        told.update(number for number in self.sudo().mapped("company_registry") if number)
        result = super().unlink()
        if gone := {int(number) for number in told if numbers.is_bare(number)}:
            self.env.flush_all()
            # Another contact may stand for the same one, as after a merge.
            gone -= registers._get_contacts(gone).keys() | registers._get_by_number(gone).keys()
            kept_rows.forget_persons(self.env.cr, gone)
        return result
