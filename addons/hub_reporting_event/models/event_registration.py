from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part

from .event_event import IS_ACTION


class EventRegistration(models.Model):
    """Who was there took part in the action, on the day on which it began."""

    _name = "event.registration"
    _inherit = ["event.registration", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {"action_attended": self.env._("Took Part in an Action")}

    @api.model
    def _fact_parts(self):
        what = {
            "date": "event_id.date_begin",
            "partner_id": self._get_company_sql(),
            "person_id": self._get_person_sql(),
            "user_id": "event_id.user_id",
            "programme_id": "event_id.programme_id",
            "event_id": "event_id",
            "action_type_id": "event_id.action_type_id",
            "country_id": "event_id.country_id",
        }
        attended = Domain("active", "=", True) & Domain("state", "=", "done")
        return [Part("action_attended", what, attended & Domain("event_id", "any", IS_ACTION))]

    @api.model
    def _get_company_sql(self):
        """Return the SQL for the company that took part, or the person who has none."""
        return SQL(
            """COALESCE(%s, (SELECT person.commercial_partner_id FROM res_partner AS person WHERE person.id = %s))""",
            SQL.identifier(self._table, "attendee_company_id", to_flush=self._fields["attendee_company_id"]),
            SQL.identifier(self._table, "partner_id"),
            to_flush=self.env["res.partner"]._fields["commercial_partner_id"],
        )

    @api.model
    def _get_person_sql(self):
        """Return the SQL for the person who was there; nothing where a company was named alone."""
        return SQL(
            """(SELECT NULLIF(person.id, person.commercial_partner_id)
                  FROM res_partner AS person WHERE person.id = %s)""",
            SQL.identifier(self._table, "partner_id"),
            to_flush=self.env["res.partner"]._fields["commercial_partner_id"],
        )
