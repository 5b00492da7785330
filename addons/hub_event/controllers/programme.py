from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.osutil import clean_filename

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ProgrammeController(http.Controller):
    """The workbook of a plan, as whoever is logged in reads the plan."""

    @http.route("/hub_event/programme/<int:plan_id>/excel", type="http", auth="user", methods=["GET"], readonly=True)
    def excel(self, plan_id):
        """Send the programme of a plan as a workbook."""
        plans = request.env["hub.action.plan"]
        plan = plans.search([("id", "=", plan_id)]) if plans.has_access("read") else plans
        if not plan:
            raise NotFound
        headers = [
            ("Content-Type", _XLSX),
            ("Content-Disposition", content_disposition(f"{clean_filename(plan.display_name)}.xlsx")),
            ("Cache-Control", "no-store"),
        ]
        return request.make_response(plan._get_workbook(), headers)
