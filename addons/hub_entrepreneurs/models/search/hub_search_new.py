from odoo import api, models
from odoo.tools.mail import email_normalize, email_split_tuples

from ...domain import enterprise_number, phone
from ...domain.signs import address
from ..company.res_partner_finding import WEB_ADDRESS


class HubSearch(models.AbstractModel):
    """What was looked for becomes a new company: each text in its right place."""

    _inherit = "hub.search"

    @api.model
    def _prepare_new_company_values(self, text):
        """Return what of a new company is known, and in which field it goes; False for whoever may not create one."""
        if not self.env["res.partner"].has_access("create"):
            return False
        values = self._get_new_company_values(text)
        [name, value] = next(iter(values.items()))
        field = "enterprise_number" if name == "company_registry" else name
        place = self.env["res.partner"]._fields[field]._description_string(self.env)
        return {"values": values, "place": place, "text": enterprise_number.dotted(value) if field != name else value}

    @api.model
    def _get_new_company_values(self, text):
        """Return the values of a new company, by field.

        An enterprise number is its number; any other, and one that is grouped as those of mobile phones are, is its
        phone number; what has an @ is its e-mail, with the name beside it; a web address is its website, anything else
        its name.
        """
        if enterprise_number.is_valid(text) and not phone.is_written_as_mobile(text):
            return {"company_registry": enterprise_number.normalise(text)}
        if enterprise_number.names_belgium(text) and enterprise_number.search_digits(text):
            return {"company_registry": enterprise_number.digits(text)}
        if phone.numbers(text):
            return {"phone": text}
        for name, written in email_split_tuples(address(text)):
            if email := email_normalize(written):
                return {"email": email, **({"name": name} if name else {})}
        return {"website": text} if WEB_ADDRESS.fullmatch(text) else {"name": text}
