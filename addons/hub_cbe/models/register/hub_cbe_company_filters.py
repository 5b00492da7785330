"""Which new companies come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from odoo import api, models

from odoo.addons.hub_entrepreneurs.domain.sectors import Code

from ...domain.company import Company
from ...domain.filters import Filters
from ...tools.filters import get_filters


class HubCbeCompany(models.Model):
    _inherit = "hub.cbe.company"

    @api.model
    def _get_let_in(self, companies: Iterable[Company], values: Mapping[int, Mapping]) -> list[int]:
        """Return which of these new companies come in, by the filters of the settings.

        :param values: those of a contact, by number
        """
        filters = get_filters(self.env)
        if filters == Filters():
            return [company.number for company in companies]
        table = self.env["hub.sector"]._prefix_table()
        activities = self.env["hub.nace"]

        def sectors_of(company):
            codes = activities.browse(values[company.number]["nace_ids"])
            return set().union(*(table.sectors_of(Code(each.version, each.code)) for each in codes))

        return [company.number for company in companies if filters.lets_in(company, sectors_of)]
