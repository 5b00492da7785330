from odoo import SUPERUSER_ID, api
from odoo.tools import SQL


def migrate(cr, version):
    """Let each list note the numbers of its facts, by which they are found now, instead of by an index."""
    if version:
        api.Environment(cr, SUPERUSER_ID, {})["hub.report.cell.fact"]._note_lists()
        cr.execute(SQL("ALTER TABLE hub_report_cell_fact DROP CONSTRAINT IF EXISTS hub_report_cell_fact_list_id_fkey"))
        cr.execute(SQL("DROP INDEX IF EXISTS hub_report_cell_fact__list_id_index"))
