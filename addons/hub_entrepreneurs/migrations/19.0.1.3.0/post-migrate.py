from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Bring what an older database has into the form of this version."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["hub.stand.in"]._let_in("hub_entrepreneurs")
