from collections.abc import Callable
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import remove_accents

from ...domain import enterprise_number
from ...domain.signs import folded
from ...tools.compat import column, columns
from ...tools.ordering import COLLATION
from .hub_search import ENOUGH, OF_EACH_KIND, Kind

_FIELDS = (
    "name", "complete_name", "active", "transition_status", "commune_id", "user_id", "phone", "email", "website", "ref",
    "vat", "company_registry", "former_names",
)  # fmt: skip
_SHORTEST_COMMUNE = 4
_LAST = "\uffff"


class Way(NamedTuple):
    """One way to find companies, and what it says about each why it was found."""

    domain: Domain
    why: Callable[[models.Model], str]
    is_in_order: bool = False
    """Whether an index has just these, in the order of their names."""


class HubSearch(models.AbstractModel):
    """Companies: the best way to find one comes first, and says why."""

    _inherit = "hub.search"

    @api.model
    def _find_contacts(self, text, limit):
        """Yield the companies and the people that a text finds."""
        callers = self.env["res.partner"]._find_callers(text)
        people = self._find_people(text, callers)
        employers = self._get_employers(people)
        ways = self._get_company_ways(text, callers, employers)
        kind = Kind(self.env._("Companies"), "res.partner", "fa-building-o")
        rows = [self._prepare_company_values(company, why) for company, why in self._find_by(ways, limit)]
        yield self._prepare_kind_values(kind, rows)
        yield self._prepare_people_values(people[:OF_EACH_KIND], employers)

    @api.model
    def _get_company_ways(self, text, callers, employers):
        """Return the ways in which a text may find companies, the surest first.

        :param Callers callers: who has the phone number or the address that the text is
        :param dict employers: the persons that the text finds, by the company that they work for
        """

        def by_words(company):
            return self._why_by_words(company, text)

        def by_person(company):
            return self._why_by_person(employers[company], callers)

        calling = Domain("id", "in", callers.contacts.ids)
        of_people = Way(Domain("id", "in", [company.id for company in employers]), by_person)
        if callers.key in ("email", "website"):
            return [Way(calling, lambda company: self._why_by_address(company, callers.key)), of_people]
        named = self._domain_named_so(text)
        return [
            Way(self._domain_numbered(text), by_words),
            Way(calling, lambda _company: self.env._("Phone")),
            Way(self._domain_beginning_with(text), lambda _company: self.env._("Name"), is_in_order=True),
            Way(named & Domain("user_id", "=", self.env.uid), by_words),
            Way(named, by_words),
            Way(self._domain_formerly(text), lambda company: self._why_formerly(company, text)),
            of_people,
            Way(named & Domain("active", "=", False), by_words),
            *self._get_last_ways(text, named),
        ]

    @api.model
    def _get_last_ways(self, text, named):  # noqa: ARG002
        """Return the ways of other addons, to companies that come behind all others.

        :param named: the domain of the companies that a text names
        """
        return []

    @api.model
    def _find_by(self, ways, limit):
        """Return the companies that are found, each by the first way that finds it, with why."""
        companies = self.env["res.partner"]
        parts = []
        for rank, way in enumerate(ways):
            order, most = ("complete_name", limit) if way.is_in_order else (None, ENOUGH)
            query = companies._search(Domain("is_company", "=", True) & way.domain, order=order, limit=most)
            if not query.is_empty():
                parts.append(SQL("(%s)", self._select_first(query, SQL("%s", rank), limit)))
        if not parts:
            return []
        ranks = {}
        for company_id, rank in self.env.execute_query(SQL(" UNION ALL ").join(parts)):
            ranks[company_id] = min(rank, ranks.get(company_id, rank))
        found = companies.with_context(active_test=False).search_fetch([("id", "in", list(ranks))], _FIELDS)
        found = found.sorted(lambda company: (ranks[company.id], company.user_id != self.env.user))
        return [(company, ways[ranks[company.id]].why(company)) for company in found[:limit]]

    @api.model
    def _select_first(self, query, rank, limit):
        """Return the statement that selects the first contacts of a query by their names, and a rank beside each.

        PostgreSQL finds a thousand at most, and then puts them in order: in the order of names it would read the whole
        table where it takes two words for more frequent than they are.
        """
        id_, name = columns(self.env["res.partner"], query, "id", "complete_name")
        found = query.select(SQL("%s AS id", id_), SQL("%s AS name", name))
        order = SQL("name %s", COLLATION)
        return SQL("SELECT id, %s AS rank FROM (%s) AS found ORDER BY %s LIMIT %s", rank, found, order, limit)

    @api.model
    def _domain_numbered(self, text):
        """Return the domain of the companies that a whole enterprise number or VAT number names."""
        numbers = enterprise_number.whole([text])
        if not numbers:
            return Domain.FALSE
        return Domain("company_registry", "in", numbers) | Domain("vat", "in", [*numbers, f"BE{numbers[0]}", text])

    @api.model
    def _domain_beginning_with(self, text):
        """Return the domain of the names that begin with a text: a part of the index of their order."""
        start = remove_accents(text).casefold()

        def to_sql(model, alias, query):
            name = SQL("%s %s", column(model, alias, query, "complete_name"), COLLATION)
            return SQL("%s >= %s AND %s < %s", name, start, name, start + _LAST)

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _domain_named_so(self, text):
        """Return the domain of the companies that have each word in what they are found by, or lie in that commune."""
        asked = self._get_words(text)
        companies = self.env["res.partner"]
        communes = self._get_communes(asked)
        number = enterprise_number.search_digits(text)
        if self._is_short(text):
            return Domain.AND(companies._domain_word_begins(word) for word in asked)
        found = Domain.AND(
            companies._domain_found_by(word) | Domain("commune_id", "in", communes[word].ids)
            if communes[word]
            else companies._domain_found_by(word)
            for word in asked
        )
        return found | companies._domain_found_by(number) if number and number not in asked else found

    @api.model
    def _domain_formerly(self, text):
        """Return the domain of the companies that had a name with each word."""
        if self._is_short(text):
            return Domain.FALSE
        return self.env["res.partner"]._domain_formerly(self._get_words(text))

    @api.model
    def _get_communes(self, asked):
        """Return the communes that each word names, in any language, or by a postcode."""
        communes = self.env["hub.commune"]
        long = [word for word in asked if len(word) >= _SHORTEST_COMMUNE]
        if not long:
            return dict.fromkeys(asked, communes)
        names = {
            commune: folded(" ".join([commune.name, commune.spellings or "", commune.postcodes or ""]))
            for commune in communes.search([])  # pylint: disable=no-search-all
        }
        return {
            word: communes.union(*(each for each, name in names.items() if word in long and folded(word) in name))
            for word in asked
        }

    @api.model
    def _why_by_words(self, company, text):
        """Return what of a company has the words that were typed."""
        asked = [folded(word) for word in self._get_words(text)]
        digits = enterprise_number.search_digits(text)
        of_name = [word for word in asked if word in folded(company.complete_name)]
        if len(of_name) == len(asked):
            return self.env._("Name")
        number = self.env._("Number")
        if digits and any(digits in enterprise_number.digits(company[name]) for name in ("company_registry", "vat")):
            return number
        kept = {
            "email": self.env._("Email"),
            "website": self.env._("Web address"),
            "ref": self.env._("Reference"),
            "vat": number,
            "company_registry": number,
        }
        for field, why in kept.items():
            if all(word in folded(company[field]) for word in asked):
                return why
        return self.env._("Name and commune") if of_name else self.env._("Commune")

    @api.model
    def _why_formerly(self, company, text):
        """Return the name that a company had, of those that have a word that was typed."""
        asked = [folded(word) for word in self._get_words(text)]
        names = company._get_former_names()
        name = max(names, key=lambda each: sum(word in folded(each) for word in asked))
        return self.env._("Formerly %s", name)

    @api.model
    def _why_by_address(self, company, key):
        """Return what of a company has an address; the addresses are looked for in the names as well."""
        if not company[key]:
            return self.env._("Name")
        return self.env._("Email") if key == "email" else self.env._("Web address")

    @api.model
    def _why_by_person(self, persons, callers):
        """Return what of its people has what was typed."""
        name = persons[:1].name
        if persons[:1] not in callers.contacts:
            return self.env._("Its person %s", name)
        return {
            "phone": self.env._("Phone of %s", name),
            "email": self.env._("Email of %s", name),
            "website": self.env._("Web address of %s", name),
        }[callers.key]

    @api.model
    def _prepare_company_values(self, company, why):
        """Return a company as the palette shows it."""
        status = dict(company._fields["transition_status"]._description_selection(self.env))
        return {
            **self._prepare_contact_values(company),
            "details": [each.display_name for each in (company.commune_id, company.user_id) if each],
            "status": company.transition_status,
            "status_name": status.get(company.transition_status, ""),
            "why": why,
            "archived": not company.active,
        }

    @api.model
    def _prepare_contact_values(self, contact):
        """Return whom a row is, and how to call and write to it."""
        return {
            "id": contact.id,
            "name": contact.complete_name or contact.display_name,
            "phone": contact.phone or "",
            "email": contact.email or "",
        }
