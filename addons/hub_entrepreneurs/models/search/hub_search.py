from collections.abc import Sequence
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...domain import phone
from ...domain.signs import folded, plain
from ...tools.groups import ACCOUNT_MANAGER, READER

_LONGEST = 200
_MOST_WORDS = 8
_MOST_ROWS = 50
ENOUGH = 1000
"""How many contacts are put in order by their names."""
_SHORTEST_WORD = 3
"""Of shorter words PostgreSQL's trigrams look up only the beginnings."""
OF_EACH_KIND = 5


class Kind(NamedTuple):
    """One kind of records that the search finds by their names, after the companies."""

    label: str
    model: str
    icon: str
    details: Sequence[str] = ()
    """The fields that tell one from another; each links to a record."""
    names: Sequence[str] = ("display_name",)
    """The fields in which the words are looked for."""
    domain: Domain = Domain.TRUE


class HubSearch(models.AbstractModel):
    """One search for all that a role works with: whatever somebody types, the companies behind it come first.

    1. Companies are found by their names in any writing, enterprise numbers in any spelling, phone numbers, e-mail and
       web addresses, communes, and by their people. Each says why it was found.
    2. People follow, then the kinds that :meth:`_get_kinds` names, to which each addon adds its own.
    3. Everything is read under the user's own rights; without a role there is no search.
    4. What was typed is offered as a new company, in its right place, to whoever may create one.
    """

    _name = "hub.search"
    _description = "Search"

    @api.model
    @api.readonly
    def find(self, text, limit=10):
        """Return what a text finds, as the command palette shows it.

        :param str text: whatever somebody types or pastes
        :param int limit: how many companies at most
        :return: ``kinds``, a list of dictionaries with ``label``, ``icon``, ``model`` and ``rows``, which have ``id``,
            ``name``, ``details``, and for contacts also ``phone`` and ``email``, for companies ``why``, ``status``,
            ``status_name`` and ``archived``; ``may_log``; ``new``, False or a dictionary with the ``values`` of a new
            company by field, ``place`` and ``text``
        :raises AccessError: if the user has no role of Business Support
        """
        if not self.env.user.has_group(READER):
            raise AccessError(
                self.env._("The search is for the roles of Business Support. Ask an administrator for a role.")
            )
        asked = plain(text[:_LONGEST]) if isinstance(text, str) else ""
        limit = min(max(limit, 1), _MOST_ROWS) if type(limit) is int else OF_EACH_KIND
        if not any(map(str.isalnum, asked)):
            return {"kinds": [], "may_log": False, "new": False}
        kinds = [*self._find_contacts(asked, limit), *(self._find_named(kind, asked) for kind in self._get_kinds())]
        return {
            "kinds": [kind for kind in kinds if kind["rows"]],
            "may_log": self.env.user.has_group(ACCOUNT_MANAGER),
            "new": self._prepare_new_company_values(asked),
        }

    @api.model
    def _get_kinds(self):
        """Return the kinds that are found by their names, in the order in which they are shown."""
        return [
            Kind(
                self.env._("Leads"),
                "crm.lead",
                "fa-star",
                ["partner_id", "stage_id", "user_id"],
                ["name", "partner_name", "contact_name", "email_normalized"],
            ),
            Kind(self.env._("Clusters"), "hub.cluster", "fa-sitemap", ["manager_id"], ["name", "code"]),
        ]

    @api.model
    def _find_named(self, kind, text):
        """Return a kind with the records that have each word in one of its fields, or a phone number."""
        records = self.env[kind.model]
        asked = self._get_words(text)
        if records.has_access("read") and asked and not self._is_short(text):
            named = Domain.AND(Domain.OR(Domain(name, "ilike", word) for name in kind.names) for word in asked)
            if "phone_mobile_search" in records._fields and phone.numbers(text):
                named |= Domain("phone_mobile_search", "ilike", text)
            records = records.search(named & kind.domain, limit=OF_EACH_KIND)
        return self._prepare_kind_values(kind, [self._prepare_row_values(kind, record) for record in records])

    @api.model
    def _prepare_kind_values(self, kind, rows):
        return {"label": kind.label, "icon": kind.icon, "model": kind.model, "rows": rows}

    @api.model
    def _prepare_row_values(self, kind, record):
        # As superuser, as the names of links are read for every list.
        details = [record[name].sudo().display_name for name in kind.details if record[name]]
        return {"id": record.id, "name": record.display_name, "details": details}

    @api.model
    def _get_words(self, text):
        """Return the words to look for; whoever pastes more of them than a name has is served by the first ones."""
        return self.env["res.partner"]._get_name_words(text)[:_MOST_WORDS]

    @api.model
    def _is_short(self, text):
        """Tell whether a text is only a beginning, too little to look for within names."""
        return all(len(folded(word)) < _SHORTEST_WORD for word in self._get_words(text))
