from odoo.tools import SQL


def migrate(cr, version):
    """Drop the index that the one of a period a day has made needless: PostgreSQL would go on taking it."""
    if version:
        cr.execute(SQL("DROP INDEX IF EXISTS hub_company_period__partner_id_index"))
