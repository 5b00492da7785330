from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.hub_xlsx.controllers.export import send

from ..models.run.hub_report_run_files import CONTENT_TYPES


class RunFile(http.Controller):
    @http.route("/hub_reporting/run/<int:run_id>/<string:file_format>", type="http", auth="user", methods=["GET"])
    def file(self, run_id, file_format, inside=None):
        """Send a file of a run.

        :param inside: something: also small numbers, and the facts as far as the reader may export them
        :raise NotFound: if the reader finds no such run that is done, or there is no such file
        """
        run = request.env["hub.report.run"].search([("id", "=", run_id), ("state", "=", "done")])
        if not run or file_format not in CONTENT_TYPES:
            raise NotFound
        return send(lambda file: run._write_file(file, file_format, outside=not inside)[:2])
