from odoo import api, models
from odoo.exceptions import UserError


class ReportHubEventCertificate(models.AbstractModel):
    """A certificate of attendance for each person who was there, in his or her language."""

    _name = "report.hub_event.certificate"
    _description = "Certificate of Attendance"

    @api.model
    def _get_report_values(self, docids, data=None):  # noqa: ARG002
        registrations = self.env["event.registration"].browse(docids)
        registrations.check_access("read")
        for registration in registrations.filtered(lambda each: each.state != "done"):
            raise UserError(
                self.env._(
                    "%s was not there: mark the attendance first, or leave that registration out.",
                    registration.display_name,
                )
            )
        return {"doc_ids": registrations.ids, "doc_model": registrations._name, "docs": registrations}
