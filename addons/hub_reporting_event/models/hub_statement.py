from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_event.models.statement.hub_statement import ASKED
from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part


class HubStatement(models.Model):
    """A statement counts on the day on which the company was asked, and on the day on which it answered.

    Who has no address was asked by phone from the day on which it was due.
    """

    _name = "hub.statement"
    _inherit = ["hub.statement", "hub.fact.source.mixin"]

    @api.model
    def _fact_kinds(self):
        return {
            "statement_asked": self.env._("Asked for a Statement"),
            "statement_answered": self.env._("Statement Answered"),
        }

    @api.model
    def _fact_parts(self):
        what = {
            "partner_id": "partner_id",
            "person_id": "contact_id",
            "user_id": "user_id",
            "service_id": "service_id",
            "programme_id": "programme_id",
            "event_id": "event_id",
            "action_type_id": "event_id.action_type_id",
            "country_id": "event_id.country_id",
        }
        asked = SQL(
            "COALESCE(%s, %s)",
            SQL.identifier(self._table, "sent_on", to_flush=self._fields["sent_on"]),
            SQL.identifier(self._table, "date_due", to_flush=self._fields["date_due"]),
        )
        return [
            Part("statement_asked", {**what, "date": asked, "detail": "state"}, Domain("state", "in", ASKED)),
            Part(
                "statement_answered",
                {**what, "date": "answered_at", "detail": "moment"},
                Domain("state", "=", "answered"),
            ),
        ]
