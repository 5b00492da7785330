from odoo.tools import SQL

GONE = "hub_export_event"


def migrate(cr, version):
    """What the addon for events of export advisers did is part of hub_event: it is no longer there to be loaded."""
    if version:
        cr.execute(SQL("DELETE FROM ir_model_data WHERE module = %s", GONE))
        cr.execute(SQL("UPDATE ir_module_module SET state = 'uninstalled' WHERE name = %s", GONE))
