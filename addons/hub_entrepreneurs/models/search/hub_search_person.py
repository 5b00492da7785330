from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools import finding
from ...tools.compat import column
from .hub_search import ENOUGH, Kind

_FIELDS = ("name", "complete_name", "function", "parent_id", "phone", "email", "is_company")
_MOST = 10


class HubSearch(models.AbstractModel):
    """People: by their own names, phone numbers and addresses, with the companies that they work for."""

    _inherit = "hub.search"

    @api.model
    def _find_people(self, text, callers):
        """Return the persons that a text finds, those who are calling first."""
        people = self.env["res.partner"]
        asked = self._get_words(text)
        calling = callers.contacts.filtered(lambda contact: not contact.is_company)
        if callers.key or not asked:
            return calling[:_MOST]
        is_short = self._is_short(text)
        persons = Domain("is_company", "=", False) & Domain("name", "!=", False)
        # The other words may be those of the company, and short ones are in too many names.
        telling = [word for word in asked if not self._is_short(word)] or asked
        own = Domain.OR(self._domain_own_name_has(word, is_short) for word in telling)
        named = Domain.AND(people._domain_found_by(word) for word in asked)
        query = people._search(persons & own & named, limit=ENOUGH)
        rows = self.env.execute_query(self._select_first(query, SQL("0"), _MOST))
        return people.search_fetch([("id", "in", [person_id for person_id, _rank in rows])], _FIELDS)

    @api.model
    def _domain_own_name_has(self, word, is_short):
        """Return the domain of the contacts whose own name has a word, or one that begins so."""
        has = finding.begins if is_short else finding.has
        return Domain.custom(
            to_sql=lambda model, alias, query: has(column(model, alias, query, "name"), word),
        )

    @api.model
    def _get_employers(self, people):
        """Return the companies for which some persons work today: the persons by company."""
        pairs = [(person.parent_id, person) for person in people]
        roles = self.env["hub.company.role"]
        if people and roles.has_access("read"):
            found = roles.search([("person_id", "in", people.ids), ("is_current", "=", True)])
            pairs += [(role.partner_id, role.person_id) for role in found]
        companies = people.union(*(company for company, _person in pairs)) - people
        employers = {company: people.browse() for company in companies._filtered_access("read")}
        for company, person in pairs:
            if company in employers:
                employers[company] |= person
        return employers

    @api.model
    def _prepare_people_values(self, people, employers):
        """Return the people as the palette shows them."""
        rows = [
            {
                **self._prepare_contact_values(person),
                "name": person.name,
                "details": [
                    *([person.function] if person.function else []),
                    *(company.display_name for company, persons in employers.items() if person in persons),
                ],
            }
            for person in people
        ]
        return self._prepare_kind_values(Kind(self.env._("People"), "res.partner", "fa-user-o"), rows)
