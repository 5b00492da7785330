from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Filters of rules that make leads find what their authors may find: those of before get one."""
    if version:
        api.Environment(cr, SUPERUSER_ID, {})["event.lead.rule"]._note_unknown_authors()
