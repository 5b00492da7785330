from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

_PLACE = SQL("CASE WHEN cell.is_total THEN 'total' ELSE cell.sequence || cell.key END")
_UNITS = SQL(
    """hub_report_cell_unit AS unit
      JOIN hub_report_cell AS cell ON cell.id = unit.cell_id
      JOIN hub_indicator_version AS version ON version.id = cell.version_id"""
)


def migrate(cr, version):
    """Keep the lists of earlier runs as facts, as new ones are, and sign them anew.

    Of how many companies and persons a number was, nobody kept: its units are taken for them.
    """
    if not version:
        return
    cr.execute(SQL("UPDATE hub_report_cell SET owners = units WHERE owners IS NULL"))
    cr.execute(SQL("SELECT FROM pg_class WHERE oid = to_regclass('hub_report_cell_unit') AND relkind = 'r'"))
    if not cr.rowcount:
        return
    cr.execute(
        SQL(
            """UPDATE hub_report_cell AS cell SET list_cell_id = COALESCE(total.list_cell_id, total.id)
                 FROM hub_report_cell AS total
                WHERE NOT cell.is_total AND cell.list_cell_id IS NULL
                  AND total.is_total AND total.run_id = cell.run_id AND total.sequence = cell.sequence"""
        )
    )
    # A list was kept for each cell; what a unit contributed is put on its first fact.
    cr.execute(
        SQL(
            """INSERT INTO hub_report_cell_fact (
                      list_id, places, unit_model, unit_id, merged_into, sign, res_model, res_id, day, value,
                      is_reference)
               SELECT COALESCE(cell.list_cell_id, cell.id), to_jsonb(ARRAY[%s]), unit.unit_model, unit.unit_id,
                      unit.merged_into, unit.sign, COALESCE(fact.record ->> 0, unit.unit_model),
                      CAST(fact.record ->> 1 AS int), CAST(fact.record ->> 2 AS date),
                      CASE WHEN COALESCE(fact.rank, 1) = 1 THEN unit.contribution ELSE 0 END,
                      version.compared = 'whole'
                 FROM %s
            LEFT JOIN LATERAL jsonb_array_elements(unit.records) WITH ORDINALITY AS fact (record, rank) ON TRUE""",
            _PLACE,
            _UNITS,
        )
    )
    # To a share of a whole, a unit contributes by a fact beside those of the whole.
    cr.execute(
        SQL(
            """INSERT INTO hub_report_cell_fact (
                      list_id, places, unit_model, unit_id, merged_into, sign, res_model, value, is_reference)
               SELECT COALESCE(cell.list_cell_id, cell.id), to_jsonb(ARRAY[%s]), unit.unit_model, unit.unit_id,
                      unit.merged_into, unit.sign, unit.unit_model, 0, FALSE
                 FROM %s
                WHERE version.compared = 'whole' AND unit.contribution = 1""",
            _PLACE,
            _UNITS,
        )
    )
    cr.execute(SQL("DROP TABLE hub_report_cell_unit"))
    cr.execute(SQL("UPDATE hub_report_cell SET list_digest = NULL"))
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["hub.report.cell.fact"]._note_lists()
    for run in env["hub.report.run"].search([("state", "=", "done")]):
        run._sign_lists()
        cr.execute(SQL("UPDATE hub_report_run SET digest = %s WHERE id = %s", run._get_digest(), run.id))
    env.invalidate_all()
