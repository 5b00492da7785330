from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.dates import today

REMINDER_DAYS = 14
_DUE = "hub_entrepreneurs.mail_activity_type_commitment_due"


class HubCommitment(models.Model):
    """A deadline that comes near is an activity of the account manager, made once."""

    _inherit = "hub.commitment"

    reminded_for = fields.Date(
        readonly=True, copy=False, help="The deadline of which the account manager was reminded."
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "date_deadline", "done_on", "dropped_on"}:
            # As superuser: whoever ends a commitment may not see the activities of colleagues.
            self.sudo()._cancel_reminders()
        return result

    def _cancel_reminders(self):
        self.filtered(
            lambda each: each.reminded_for and (each.state != "open" or each.date_deadline != each.reminded_for)
        ).activity_unlink([_DUE])

    @api.model
    def _cron_remind(self):
        """Remind of the deadlines of the coming days, and of those that passed while the job stood still."""
        not_reminded = Domain.custom(
            to_sql=lambda _model, alias, _query: SQL(
                "%s IS DISTINCT FROM %s",
                SQL.identifier(alias, "reminded_for", to_flush=self._fields["reminded_for"]),
                SQL.identifier(alias, "date_deadline", to_flush=self._fields["date_deadline"]),
            )
        )
        due = Domain([
            ("state", "=", "open"),
            ("date_deadline", "<=", today(self.env) + timedelta(days=REMINDER_DAYS)),
            ("user_id.active", "=", True),
            ("partner_id.active", "=", True),
        ])  # fmt: skip
        self.search(due & not_reminded)._remind()

    def _remind(self):
        activity_type = self.env.ref(_DUE, raise_if_not_found=False)
        if not activity_type:
            return
        # Without an e-mail for each: whoever has twenty open commitments opens the list.
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create([
            {
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": commitment.id,
                "activity_type_id": activity_type.id,
                "automated": True,
                "date_deadline": commitment.date_deadline,
                "user_id": commitment.user_id.id,
            }
            for commitment in self
        ])  # fmt: skip
        for deadline, commitments in self.grouped("date_deadline").items():
            commitments.reminded_for = deadline
