import json

from werkzeug.datastructures import FileStorage

from odoo import http

from odoo.addons.web.controllers.pivot import TableExporter


class PivotExport(TableExporter):
    """A pivot in a workbook has an empty cell where there is no number: core writes FALSE there.

    Core: web/controllers/pivot.py, 19.0. Contract: test_core_sums.
    """

    @http.route()
    def export_xlsx(self, data, **kw):
        table = json.load(data) if isinstance(data, FileStorage) else json.loads(data)
        for row in (table or {}).get("rows", ()):
            for cell in row["values"]:
                cell["value"] = "" if cell["value"] is False else cell["value"]
        return super().export_xlsx(json.dumps(table), **kw)
