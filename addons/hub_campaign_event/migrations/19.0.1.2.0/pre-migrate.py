from odoo.tools import SQL

GONE = "hub_export_event"


def migrate(cr, version):
    """What the addon for events of export advisers did is part of hub_event: Odoo forgets it, or would look for it."""
    if version:
        cr.execute(SQL("DELETE FROM ir_model_data WHERE module = %s", GONE))
        cr.execute(SQL("DELETE FROM ir_model_data WHERE module = 'base' AND name = %s", f"module_{GONE}"))
        cr.execute(SQL("DELETE FROM ir_module_module WHERE name = %s", GONE))
