from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.dates import today

REMINDER_DAYS = 14


class HubCommitment(models.Model):
    """A deadline that comes near is an activity of the account manager, made once."""

    _name = "hub.commitment"
    _inherit = ["hub.commitment", "hub.reminder.mixin"]
    _reminds_of = "date_deadline"
    _reminder_type = "hub_entrepreneurs.mail_activity_type_commitment_due"

    reminded_for = fields.Date(help="The deadline of which the account manager was reminded.")

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "date_deadline", "done_on", "dropped_on"}:
            # As superuser: whoever ends a commitment may not see the activities of colleagues.
            self.sudo()._cancel_reminders()
        return result

    def _cancel_reminders(self):
        self.filtered(
            lambda each: each.reminded_for and (each.state != "open" or each.date_deadline != each.reminded_for)
        ).activity_unlink([self._reminder_type])

    @api.model
    def _cron_remind(self):
        """Remind of the deadlines of the coming days, and of those that passed while the job stood still."""
        due = Domain([
            ("state", "=", "open"),
            ("date_deadline", "<=", today(self.env) + timedelta(days=REMINDER_DAYS)),
            ("user_id.active", "=", True),
            ("partner_id.active", "=", True),
        ])  # fmt: skip
        self.search(due & self._domain_not_reminded())._remind()
