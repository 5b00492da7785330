from odoo import api, models
from odoo.tools import SQL

from ...tools.compat import column
from ...tools.ordering import COLLATION


class Base(models.AbstractModel):
    """Texts are in the order in which a person looks for them: É beside E, small letters beside capitals.

    Odoo makes its databases with the collation C, which sorts by the codes of the signs. The root collation of ICU is
    the order of French, Dutch, English and German alike.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_search.
    """

    _inherit = "base"

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        field = self._fields.get(field_name)
        if field and field.type in ("char", "text"):
            if field.translate:
                # As core does: of a text in one language the collation would bind the language only.
                term = column(self, alias, query, field_name)
                query._order_groupby.append(term)
                return SQL("(%s) %s %s %s", term, COLLATION, direction, nulls)
            # Core puts the direction right behind the column, where the collation belongs.
            direction = SQL("%s %s", COLLATION, direction)
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    @api.model
    def _read_group_groupby(self, alias, groupby_spec, query):
        # Groups are in the order of what they are grouped by.
        term = super()._read_group_groupby(alias, groupby_spec, query)
        field = self._fields.get(groupby_spec)
        return SQL("%s %s", term, COLLATION) if field and field.type in ("char", "text") else term
