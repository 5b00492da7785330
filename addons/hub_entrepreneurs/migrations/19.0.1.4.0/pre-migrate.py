from odoo.tools import SQL


def migrate(cr, version):
    """Store the agency's day of each conversation by one statement, before Odoo does it one by one."""
    if not version:
        return
    cr.execute(SQL("ALTER TABLE hub_interaction ADD COLUMN IF NOT EXISTS day date"))
    cr.execute(
        SQL(
            """UPDATE hub_interaction SET day = (
                      date AT TIME ZONE 'UTC' AT TIME ZONE COALESCE(
                          (SELECT value FROM ir_config_parameter WHERE key = 'hub.timezone'), 'Europe/Brussels'))::date
                WHERE day IS NULL"""
        )
    )
