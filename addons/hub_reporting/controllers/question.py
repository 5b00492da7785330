from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class QuestionController(http.Controller):
    """The workbook of an answer, as whoever is logged in gets the answer."""

    @http.route("/hub_reporting/question/<int:question_id>/excel", type="http", auth="user", methods=["GET"])
    def excel(self, question_id):
        """Send the answer to a question as a workbook."""
        question = request.env["hub.question"].browse(question_id)
        try:
            question.check_access("read")
            name = question.display_name
            content = question._get_workbook()
        except (AccessError, MissingError) as error:
            raise NotFound from error
        headers = [
            ("Content-Type", _XLSX),
            ("Content-Disposition", content_disposition(f"{clean_filename(name)[:100]}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(content, headers)
