import json

from odoo import models
from odoo.tools import SQL


class HubKeptMixin(models.AbstractModel):
    """What a kept run divides its figures by is in use: without it nobody knows any more what a number is of."""

    _inherit = "hub.kept.mixin"

    def _get_uses(self):
        uses = super()._get_uses()
        names = [name for name, field in self.env["hub.fact"]._fields.items() if field.comodel_name == self._name]
        if not self or not names:
            return uses
        # As superuser: breakdowns that are archived count as well.
        breakdowns = self.env["hub.breakdown"].sudo().with_context(active_test=False)
        if own := breakdowns.search([("field_name", "in", names)]):
            rows = self.env.execute_query(
                SQL(
                    """SELECT DISTINCT named.key::integer
                         FROM hub_report_cell AS cell
                   CROSS JOIN LATERAL (VALUES (breakdown_id, key::jsonb ->> 0),
                                              (second_breakdown_id, key::jsonb ->> 1)) AS named (breakdown_id, key)
                        WHERE named.breakdown_id IN %s AND named.key IN %s""",
                    own._ids,
                    tuple(map(json.dumps, self.ids)),
                )
            )
            for [id_] in rows:
                uses.setdefault(self.browse(id_), "hub.report.cell")
        return uses
