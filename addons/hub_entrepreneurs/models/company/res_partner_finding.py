import re
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_split

from ...domain import enterprise_number, phone
from ...domain.legal_forms import without_form
from ...domain.signs import address, words
from ...tools import finding

WEB_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[^\W\d_]{2,})(?:[:/?#].*)?", re.IGNORECASE)
# Whoever types so little of an address or a number looks for something else.
_MOST_PEOPLE = 200


class Callers(NamedTuple):
    """Who has a phone number, an e-mail or a web address, and which of them it is; no key if it is none."""

    key: str
    contacts: models.Model


class ResPartner(models.Model):
    """A contact is found by what somebody has of it: words of its name, a number, an address.

    The rule, for every search by name:

    1. Words are found together in name, e-mail, reference, VAT number, company number and web address. A legal form
       makes no difference, typed or not, in short or in full.
    2. An enterprise number in any spelling finds its company, whole or in part.
    3. The names that a company had before find it as well, see :meth:`_domain_formerly`.
    4. A phone number in any writing, an e-mail address and a web address find who has them, and the companies that
       these people work for: somebody is calling.
    """

    _inherit = "res.partner"

    _found_by = finding.SEARCHED_TOGETHER["res_partner"]
    _found_within = ("name", "email_normalized")
    _found_by_trgm = models.Index(f"USING gin ({finding.FOUND_BY} gin_trgm_ops)")
    _phone_sanitized_idx = models.Index("(phone_sanitized) WHERE phone_sanitized IS NOT NULL")
    _person_name_trgm = models.Index("USING gin (hub_fold(name) gin_trgm_ops) WHERE is_company IS NOT TRUE")
    _archived_company_idx = models.Index("(id) WHERE active IS NOT TRUE AND is_company IS TRUE")
    _user_id_idx = models.Index("(user_id) WHERE user_id IS NOT NULL")
    # With what lists and the rules ask for, so that a page far down is found without reading the rows before it.
    _complete_name_order_idx = models.Index(
        '(complete_name COLLATE "und-x-icu", id DESC) INCLUDE (active, is_company, company_id, partner_share)'
    )

    @api.model
    def _search_display_name(self, operator, value):
        if operator == "not ilike":
            return ~Domain(self._search_display_name("ilike", value))
        if operator not in ("ilike", "like", "=ilike", "=like", "=", "in") or not value:
            return super()._search_display_name(operator, value)
        texts = [value] if isinstance(value, str) else [text for text in value if isinstance(text, str)]
        numbers = enterprise_number.whole(texts)
        if numbers and len(numbers) == len(texts):
            # A whole number names one company, and an index finds it. Some have it in the VAT number only.
            found = Domain.OR([
                Domain("company_registry", "in", [*numbers, *texts]),
                Domain("vat", "in", [*texts, *numbers, *(f"BE{number}" for number in numbers)]),
                Domain("ref", "in", texts),
            ])  # fmt: skip
            return found | self._domain_of_callers(value) if operator == "ilike" else found
        if operator != "ilike":
            found = super()._search_display_name(operator, value)
            return found if operator in ("=", "in") else found | self._search_enterprise_number(operator, value)
        found = self._domain_of_words(value) if words(value) else super()._search_display_name(operator, value)
        return found | self._domain_of_callers(value)

    @api.model
    def _get_name_words(self, text):
        return without_form(super()._get_name_words(text))

    @api.model
    def _domain_of_words(self, text):
        """Return the domain of the contacts that have all words of a text, or a part of an enterprise number."""
        part = enterprise_number.search_digits(text)
        asked = self._get_name_words(text)
        found = Domain.AND(self._domain_found_by(word) for word in asked) | self._domain_formerly(asked)
        return found | (self._domain_found_by(part) & self._search_enterprise_number("ilike", part)) if part else found

    @api.model
    def _domain_of_callers(self, text):
        """Return the domain of whoever has a phone number, an e-mail or web address, and of the companies behind it.

        They are asked for at once, and named by their ids: as a part of the question they would cost its index.
        """
        contacts = self._find_callers(text).contacts
        return Domain("id", "in", (contacts | contacts.parent_id | contacts._employers()).ids)

    @api.model
    def _find_callers(self, text):
        """Return the contacts that have a phone number, an e-mail or a web address, whichever the text is."""
        written = address(text)
        if phone.numbers(text):
            key, found = "phone", Domain("phone_mobile_search", "ilike", text)
        elif "@" in written:
            key = "email"
            found = Domain.OR(self._domain_found_by(each) for each in email_split(written) or [written])
        elif site := WEB_ADDRESS.fullmatch(written):
            key, found = "website", self._domain_found_by(site[1])
        else:
            return Callers("", self.browse())
        return Callers(key, self.search(found, limit=_MOST_PEOPLE, order="id"))

    @api.model
    def _domain_word_begins(self, start):
        """Return the domain of the contacts of which a word in the columns that are searched together begins so."""
        fields = [self._fields[name] for name in self._found_by]

        def to_sql(_model, alias, _query):
            return finding.begins_together(alias, start, fields)

        return Domain.custom(to_sql=to_sql)

    def _employers(self):
        """Return the companies in which these persons have a role today, as far as the user may know."""
        roles = self.env["hub.company.role"]
        if not self or not roles.has_access("read"):
            return self.browse()
        return roles.search([("person_id", "in", self.ids), ("is_current", "=", True)]).partner_id
