from odoo import api, fields, models


class MailingMailing(models.Model):
    """What became of a mailing: core calls it sent as soon as it was tried, also where no mail left the house."""

    _inherit = "mailing.mailing"

    delivery = fields.Selection(
        [
            ("draft", "Draft"),
            ("in_queue", "In Queue"),
            ("sending", "Sending"),
            ("done", "Sent"),
            ("partly", "Sent in Part"),
            ("failed", "Not Sent"),
        ],
        compute="_compute_delivery",
        help="Sent in Part: some mails failed. Not Sent: all of them did. Retry sends those that failed again.",
    )

    @api.depends("state", "mailing_trace_ids.trace_status")
    def _compute_delivery(self):
        for mailing in self:
            if mailing.state != "done" or not mailing.failed:
                mailing.delivery = mailing.state
            else:
                # A mail that bounced had left.
                mailing.delivery = "partly" if mailing.delivered or mailing.bounced else "failed"
