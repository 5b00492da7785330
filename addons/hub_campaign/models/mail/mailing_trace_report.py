from odoo import fields, models


class MailingTraceReport(models.Model):
    """Statistics of mailings know their campaign, so that each user sees those of the own campaigns."""

    _inherit = "mailing.trace.report"

    campaign_id = fields.Many2one("utm.campaign", "Sector Campaign", readonly=True)
    user_id = fields.Many2one("res.users", "Responsible", readonly=True)

    def _report_get_request_select_items(self):
        items = super()._report_get_request_select_items()
        return [*items, "mailing.campaign_id AS campaign_id", "mailing.user_id AS user_id"]

    def _report_get_request_group_by_items(self):
        return [*super()._report_get_request_group_by_items(), "mailing.campaign_id", "mailing.user_id"]
