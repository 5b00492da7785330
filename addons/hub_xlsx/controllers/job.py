from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request


class ExportJob(http.Controller):
    @http.route("/hub_xlsx/job/<int:job_id>/file", type="http", auth="user")
    def file(self, job_id):
        """Send the file of one of the user's own jobs.

        :raise NotFound: if the job is another user's or has no file (any more)
        :raise UserError: if the user may not export any more
        """
        job = request.env["hub.xlsx.job"].search([("id", "=", job_id), ("attachment_id", "!=", False)])
        if not job:
            raise NotFound
        job._check_export_right()
        job.action_dismiss()
        return request.env["ir.binary"]._get_stream_from(job.attachment_id).get_response(as_attachment=True)
