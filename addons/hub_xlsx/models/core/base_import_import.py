from odoo import models

from ...writing.csv_file import unquoted


class Import(models.TransientModel):
    """What an export to CSV has put a quote before comes back without it: a file read again changes nothing.

    Core: base_import/models/base_import.py, 19.0. Contract: test_core_import_csv.
    """

    _inherit = "base_import.import"

    def _read_csv(self, options):
        length, rows = super()._read_csv(options) or (0, [])
        return length, [[unquoted(cell) for cell in row] for row in rows]
