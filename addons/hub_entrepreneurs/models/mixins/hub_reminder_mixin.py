from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.quiet import QUIET_ACTIVITIES


class HubReminderMixin(models.AbstractModel):
    """Rows that ask somebody to see to them: once for each day that they remind of, and in one go for all of them."""

    _name = "hub.reminder.mixin"
    _description = "Reminds of a Day"

    # The field with the day, and the external id of the activity that reminds of it.
    _reminds_of = None
    _reminder_type = None

    reminded_for = fields.Date(readonly=True, copy=False)

    @api.model
    def _domain_not_reminded(self):
        """Return the domain of the rows that nobody was reminded of since they have their present day."""
        return Domain.custom(
            to_sql=lambda model, alias, _query: SQL(
                "%s IS DISTINCT FROM %s",
                *(
                    SQL.identifier(alias, name, to_flush=model._fields[name])
                    for name in ("reminded_for", self._reminds_of)
                ),
            )
        )

    def _remind(self):
        """Remind of the day of each row."""
        if not self:
            return
        tasks = {row: (row[self._reminds_of], user) for row, user in self._get_reminded_users().items()}
        for day, rows in self._ask(self._reminder_type, tasks).grouped(self._reminds_of).items():
            rows.reminded_for = day

    def _get_reminded_users(self):
        """Return who is reminded of each row."""
        return {row: row.user_id for row in self}

    def _ask(self, activity_type, tasks):
        """Create activities in one go, without an e-mail for each of them: whoever has twenty opens the list.

        :param str activity_type: its external id
        :param dict tasks: for each row its deadline and the user who gets it, none where there is nobody
        :return: the rows for which somebody was found
        """
        activity_type = self.env.ref(activity_type, raise_if_not_found=False)
        if not activity_type or self.env.context.get("mail_activity_automation_skip"):
            return self.browse()
        asked = {row: task for row, task in tasks.items() if task[1]}
        self.env["mail.activity"].with_context(**QUIET_ACTIVITIES).create([
            {
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": row.id,
                "activity_type_id": activity_type.id,
                "automated": True,
                "summary": activity_type.with_context(lang=user.lang).summary,
                "date_deadline": deadline,
                "user_id": user.id,
            }
            for row, (deadline, user) in asked.items()
        ])  # fmt: skip
        return self.browse().union(*asked)
