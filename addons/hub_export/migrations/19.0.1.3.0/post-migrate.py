from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Bring what an older database has into the form of this version."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["crm.team"]._give_role("hub_export.crm_team_export", "hub_entrepreneurs.group_hub_account_manager")
