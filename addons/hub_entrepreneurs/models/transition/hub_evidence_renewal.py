from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ...domain.days import day_after


class HubEvidence(models.Model):
    """Evidence that follows on evidence, each under the version of the scheme that was in force on its first day."""

    _inherit = "hub.evidence"

    is_renewed = fields.Boolean(
        "Renewed",
        compute="_compute_is_renewed",
        search="_search_is_renewed",
        help="Other evidence of the same scheme follows without a gap and is not rejected.",
    )

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

    @api.depends("partner_id", "scheme_id", "date_end")
    def _compute_is_renewed(self):
        renewed = self.search([("id", "in", self.ids), ("is_renewed", "=", True)])
        for evidence in self:
            evidence.is_renewed = evidence._origin in renewed

    @api.model
    def _search_is_renewed(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        # Odoo would negate with IS NOT TRUE, of which PostgreSQL looks up row by row; what does NOT EXIST it joins.
        wanted = {bool(each) for each in value} if operator == "in" else {True, False} - {bool(each) for each in value}
        exists = {True: SQL("EXISTS"), False: SQL("NOT EXISTS")}
        return Domain.OR(self._domain_renewed(exists[renewed]) for renewed in wanted)

    @api.model
    def _domain_renewed(self, exists):
        return Domain.custom(to_sql=lambda model, alias, _query: SQL("%s (%s)", exists, model._renewals(alias)))

    @api.model
    def _renewals(self, alias):
        """Return the query of what follows on the evidence of a row of its scheme."""

        def column(table, name):
            return SQL.identifier(table, name, to_flush=self._fields[name])

        return SQL(
            """SELECT FROM hub_evidence AS renewal
                WHERE %(same_company)s AND %(same_scheme)s AND %(active)s AND %(state)s <> 'rejected'
                AND %(start)s <= %(end)s + 1
                AND (%(renewed_end)s IS NULL OR %(renewed_end)s > %(end)s)""",
            same_company=SQL("%s = %s", column("renewal", "partner_id"), column(alias, "partner_id")),
            same_scheme=SQL("%s = %s", column("renewal", "scheme_id"), column(alias, "scheme_id")),
            state=column("renewal", "state"),
            active=column("renewal", "active"),
            start=column("renewal", "date_start"),
            end=column(alias, "date_end"),
            renewed_end=column("renewal", "date_end"),
        )

    def _action_once_reminded(self, activity):
        """Return the action that does what the reminder asked for, where it is not done yet: verify, or renew."""
        self.ensure_one()
        activity_type = activity.activity_type_id
        # As superuser: users don't read external ids.
        asked = activity_type.sudo().get_external_id()[activity_type.id]
        if asked == "hub_entrepreneurs.mail_activity_type_verify_evidence" and self.state == "to_verify":
            return self._get_records_action()
        if asked == "hub_entrepreneurs.mail_activity_type_evidence_lapses" and self.date_end and not self.is_renewed:
            return self.action_renew()
        return False

    def action_renew(self):
        """Open the evidence that follows on this one, with what stays the same filled in; nothing is saved yet."""
        self.ensure_one()
        if not self.date_end:
            raise UserError(self.env._("This evidence does not lapse and needs no renewal. Leave it as it is."))
        start = day_after(self.date_end)
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
