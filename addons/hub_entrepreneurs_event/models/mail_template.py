from odoo import api, models


class MailTemplate(models.Model):
    _inherit = "mail.template"

    @api.model
    def _leave_out_tickets_without_program(self):
        """Let demo mails about events go without a ticket where no program makes PDF: core logs an error for each."""
        if self.env["ir.actions.report"].get_wkhtmltopdf_state() != "ok":
            mails = self.search([("model", "=", "event.registration"), ("report_template_ids", "!=", False)])
            mails.report_template_ids = False
