from odoo import SUPERUSER_ID, api

from odoo.addons.hub_entrepreneurs.tools import finding


def migrate(cr, version):
    """Let PostgreSQL find names in any writing, before the first index is made of it."""
    if version:
        finding.set_up(api.Environment(cr, SUPERUSER_ID, {}))
