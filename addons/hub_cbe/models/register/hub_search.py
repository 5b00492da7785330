from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.models.search.hub_search_company import Way
from odoo.addons.hub_entrepreneurs.tools import finding
from odoo.addons.hub_entrepreneurs.tools.compat import column


class HubSearch(models.AbstractModel):
    """Companies are found by any name that the register has of them; those known from it alone come last.

    Prospects are found by address as well.
    """

    _inherit = "hub.search"

    @api.model
    def _get_last_ways(self, text, named):
        prospect = Domain("is_prospect", "=", True)
        # Past core's own columns: names in other languages, abbreviations.
        registered = Domain("register_ids", "any", self._domain_with_words("names", text))

        def by_register(_company):
            return self.env._("Enterprise Register")

        return [
            *super()._get_last_ways(text, named),
            Way(~prospect & registered, by_register),
            Way(prospect & named, by_register),
            Way(prospect & registered, by_register),
            Way(prospect & self._domain_with_words("street", text), by_register),
        ]

    @api.model
    def _domain_with_words(self, name, text):
        """Return the domain of the rows of which a column has each word of a text."""
        asked = self._get_words(text)
        if not asked or self._is_short(text):
            return Domain.FALSE

        def to_sql(model, alias, query):
            return SQL(" AND ").join(finding.has(column(model, alias, query, name), word) for word in asked)

        return Domain.custom(to_sql=to_sql)
