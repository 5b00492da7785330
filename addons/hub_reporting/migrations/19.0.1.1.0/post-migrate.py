from odoo.tools import SQL


def migrate(cr, version):
    """Take the units of kept numbers for the companies and persons that they are about: nobody kept those."""
    if version:
        cr.execute(SQL("UPDATE hub_report_cell SET owners = units WHERE owners IS NULL"))
