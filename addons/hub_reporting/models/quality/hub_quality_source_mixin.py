from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import column


class HubQualitySourceMixin(models.AbstractModel):
    """Records that rules of quality look at.

    Whatever inherits this may have rules, which come as data. What its records look like after they were saved is
    checked at once where something about them is to be mended, see models/core/hub_quality_source_mixin.py.
    """

    _name = "hub.quality.source.mixin"
    _description = "Looked At by Quality Rules"

    _quality_company = "partner_id"
    """The path to the company that a record is about."""

    _quality_agency = "partner_id.company_id"
    """The path to the agency whose record it is."""

    @api.model
    def _is_seen_by_agency(self):
        """Tell whether the access rules of this user say nothing but what the agency of a record says already."""
        rules = self.env["ir.rule"]._compute_domain(self._name, "read")
        return rules.optimize(self) == self._get_quality_agency_domain().optimize(self)

    @api.model
    def _get_quality_agency_domain(self):
        """Return the domain of the records of the agencies that are on the screen."""
        return Domain(self._quality_agency, "in", [*self.env.companies.ids, False])

    @api.model
    def _get_quality_pairs_sql(self, looked_at):
        """Return the query of the pairs that may be the same: the lower id, the other id, what they have in common.

        :param SQL looked_at: the query of the ids among which pairs are looked for
        """
        raise NotImplementedError

    @api.model
    def _is_quality_pair_sql(self, one, other):
        """Return the condition that two records may be the same one.

        :param SQL one: the id of the one
        :param SQL other: the id of the other
        """
        raise NotImplementedError

    @api.model
    def _select_quality(self, domain, *paths):
        """Return the query of the ids of the records that a domain finds, and of values on paths from them."""
        query = self._search(domain)
        terms = [self._get_quality_term(query, path) for path in paths]
        return query.select(SQL.identifier(self._table, "id"), *terms)

    @api.model
    def _get_quality_term(self, query, path):
        """Return the term of a field of the records of a query, or of a record that they point to."""
        alias, model = self._table, self
        *links, name = path.split(".")
        for link in links:
            comodel = self.env[model._fields[link].comodel_name]
            alias, model = query.left_join(alias, link, comodel._table, "id", link), comodel
        return column(model, alias, query, name)

    @api.model
    def _has_quality_sql(self, domain, id_):
        """Return the condition that a domain finds the record with an id, as this user."""
        query = self._search(domain)
        query.add_where(SQL("%s = %s", SQL.identifier(self._table, "id"), id_))
        return SQL("EXISTS (%s)", query.select(SQL("1")))
