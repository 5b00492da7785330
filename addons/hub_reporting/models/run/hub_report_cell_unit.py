from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import table_query

from ...domain.figures import SHARE, TOTAL


class HubReportCellUnit(models.Model):
    """What was counted in a cell: a company, an undertaking, a person or a record, with what it contributed.

    It is worked out from the facts that were kept, as the version of the cell says. Nobody reads these rows as such: a
    list is opened through its cell, and shows the records that its reader may see.
    """

    _name = "hub.report.cell.unit"
    _description = "Counted in a Run"
    _inherit = ["hub.frozen.mixin"]
    _auto = False
    _order = "id"

    cell_id = fields.Many2one("hub.report.cell", readonly=True)
    unit_model = fields.Char("Model", readonly=True)
    unit_id = fields.Many2oneReference("Counted", model_field="unit_model", readonly=True)
    merged_into = fields.Integer(readonly=True, aggregator=None, help="The contact that this one became a part of.")
    sign = fields.Char(readonly=True, help="Stands for the unit in what signs the run.")
    contribution = fields.Float(readonly=True, aggregator=None)
    records = fields.Json(readonly=True, help="The facts behind it: the model and the id of each record, and its day.")

    _depends = {
        "hub.report.cell": ["run_id", "first_fact", "last_fact"],
        "hub.report.cell.fact": ["list_id", "places", "unit_id", "merged_into", "sign", "res_id", "value"],
    }

    @table_query
    def _table_query(self):
        return self._get_units_sql(SQL("TRUE"))

    @api.model
    def _get_units_sql(self, condition):
        """Return the statement for the units of some cells, with the columns of this model.

        :param SQL condition: on ``cell``, the table of ``hub.report.cell``
        """
        return SQL(
            """SELECT cell.id::bigint << 31 | MIN(fact.id) AS id, cell.id AS cell_id, fact.unit_model, fact.unit_id,
                      fact.merged_into, fact.sign,
                      (CASE WHEN version.compared = 'whole' THEN BOOL_OR(NOT fact.is_reference)::int
                            WHEN version.statistic = %(total)s AND version.counted != 'sum' THEN 1
                            ELSE SUM(fact.value) END)::float8 AS contribution,
                      JSONB_AGG(JSONB_BUILD_ARRAY(fact.res_model, fact.res_id, fact.day) ORDER BY fact.id)
                          FILTER (WHERE fact.res_id IS NOT NULL) AS records
                 FROM hub_report_cell AS cell
                 JOIN hub_indicator_version AS version ON version.id = cell.version_id
                 JOIN hub_report_cell AS list ON list.id = COALESCE(cell.list_cell_id, cell.id)
                 JOIN hub_report_cell_fact AS fact
                   ON fact.id BETWEEN list.first_fact AND list.last_fact AND fact.list_id = list.id
                  AND fact.places @> to_jsonb(CASE WHEN cell.is_total THEN %(total)s ELSE cell.sequence || cell.key END)
                WHERE %(condition)s
             GROUP BY cell.id, version.id, fact.unit_model, fact.unit_id, fact.merged_into, fact.sign
               HAVING version.compared != 'whole'
                   OR BOOL_OR(fact.is_reference)
                      AND (version.statistic = %(share)s OR BOOL_OR(NOT fact.is_reference))""",
            total=TOTAL,
            share=SHARE,
            condition=condition,
        )
