from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_reporting.models.facts.hub_fact_source_mixin import Part
from odoo.addons.hub_reporting.tools.smallest import get_smallest

from .event_event import IS_ACTION


class HubActionOpinion(models.Model):
    """What a participant thinks of an action counts on the day on which it began, from 1 to 5.

    Of as few answers as no figure tells of, the results of the action tell nothing either.
    """

    _name = "hub.action.opinion"
    _inherit = ["hub.action.opinion", "hub.fact.source.mixin"]

    @api.model
    def _get_least_answers(self):
        return max(super()._get_least_answers(), get_smallest(self.env))

    @api.model
    def _fact_kinds(self):
        return {"action_opinion": self.env._("Opinion of a Participant")}

    @api.model
    def _fact_parts(self):
        what = {
            "date": "event_id.date_begin",
            "partner_id": self._get_company_sql(),
            "programme_id": "event_id.programme_id",
            "event_id": "event_id",
            "action_type_id": "event_id.action_type_id",
            "country_id": "event_id.country_id",
            "amount": "score",
            "detail": "answer",
        }
        present = Domain("registration_id.active", "=", True) & Domain("registration_id.state", "=", "done")
        answered = Domain("score", ">", 0) & present & Domain("event_id", "any", IS_ACTION)
        return [Part("action_opinion", what, answered)]

    @api.model
    def _get_company_sql(self):
        """Return the SQL for the company of the participant, or the person who has none."""
        return SQL(
            """COALESCE(%s, (SELECT person.commercial_partner_id
                               FROM event_registration AS said
                               JOIN res_partner AS person ON person.id = said.partner_id
                              WHERE said.id = %s))""",
            SQL.identifier(self._table, "partner_id", to_flush=self._fields["partner_id"]),
            SQL.identifier(self._table, "registration_id"),
        )
