from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date


class HubEvidence(models.Model):
    """Evidence that follows on evidence, each under the version of the scheme that was in force on its first day."""

    _inherit = "hub.evidence"

    @api.constrains("version_id", "date_start")
    def _check_version_in_force(self):
        for evidence in self:
            if not evidence.version_id._runs_on(evidence.date_start):
                raise ValidationError(evidence._not_in_force_message())

    @api.onchange("date_start")
    def _onchange_date_start(self):
        version = self.version_id
        if not self.date_start or not version or version._runs_on(self.date_start):
            return None
        other = version.scheme_id._version_on(self.date_start)
        if not other:
            return {"warning": {"title": self.env._("Scheme"), "message": self._not_in_force_message()}}
        self.level_id = other._level_like(self.level_id)
        self.version_id = other
        return None

    def _not_in_force_message(self):
        self.ensure_one()
        values = {
            "version": self.version_id.display_name,
            "period": self.version_id._period(),
            "day": format_date(self.env, self.date_start),
        }
        other = self.version_id.scheme_id._version_on(self.date_start)
        if other:
            return self.env._(
                "Scheme: %(version)s is in force %(period)s, and “Valid From” is %(day)s. Choose %(other)s, the "
                "version of that day, or correct the day.",
                other=other.display_name,
                **values,
            )
        return self.env._(
            "Scheme: %(version)s is in force %(period)s, and “Valid From” is %(day)s. No version of this scheme is in "
            "force on that day: correct the day, or ask a director to add the version.",
            **values,
        )

    def action_renew(self):
        """Open the evidence that follows on this one, with what stays the same filled in; nothing is saved yet."""
        self.ensure_one()
        if not self.date_end:
            raise UserError(
                self.env._("Valid Until: this evidence does not lapse, so that nothing has to follow on it.")
            )
        start = self.date_end + timedelta(days=1)
        version = self.scheme_id._version_on(start)
        if not version:
            raise UserError(
                self.env._(
                    "Scheme: no version of %(scheme)s is in force on %(day)s, the day after this evidence lapses. "
                    "Ask a director to add it first.",
                    scheme=self.scheme_id.name,
                    day=format_date(self.env, start),
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renewal"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_version_id": version.id,
                "default_level_id": version._level_like(self.level_id).id,
                "default_scope": self.scope,
                "default_date_start": start,
            },
        }
