from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import column, columns, table_query
from odoo.addons.hub_entrepreneurs.tools.dates import zone

from ..models.action.event_stage import ACTION_STATES

_OF_EVENT = (
    "action_plan_id", "action_type_id", "country_id", "office_id", "programme_id", "user_id", "company_id",
    "action_state", "kanban_state", "cost_planned", "cost_spent", "cost_income",
)  # fmt: skip
COSTS_PER = {"cost_per_participant": "participants", "cost_per_lead": "leads", "cost_per_outcome": "outcomes"}
"""What was spent is divided by these counts; of several actions, the sum is divided by the sum."""
_SUMS = {"jobs": ("jobs_created", "jobs_kept"), "contract_amount": ("export_contract",)}


class HubActionResult(models.Model):
    """What came of each action, as far as the user may read: one row an action, with its id.

    The pivot of the results and the form of the action say the same, because both read this.
    """

    _name = "hub.action.result"
    _description = "Results of an Action"
    _auto = False
    _rec_name = "event_id"
    _order = "date desc, id desc"
    _depends = {
        "event.event": ["active", "date_begin", *_OF_EVENT],
        "event.registration": ["active", "event_id", "attendee_company_id", "state"],
        "crm.lead": ["event_id"],
        "hub.outcome": ["active", "event_id", "kind", "attributed_value"],
    }

    event_id = fields.Many2one("event.event", "Action", readonly=True)
    date = fields.Date(readonly=True)
    action_plan_id = fields.Many2one("hub.action.plan", "Plan", readonly=True)
    action_type_id = fields.Many2one("hub.action.type", "Type of Action", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    office_id = fields.Many2one("hub.foreign.office", "Office Abroad", readonly=True)
    programme_id = fields.Many2one("hub.programme", readonly=True)
    user_id = fields.Many2one("res.users", "Responsible", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    action_state = fields.Selection(ACTION_STATES, "State", readonly=True)
    kanban_state = fields.Selection(
        lambda self: self.env["event.event"]._fields["kanban_state"]._description_selection(self.env), readonly=True
    )
    cost_planned = fields.Float("Planned (EUR)", readonly=True)
    cost_spent = fields.Float("Spent (EUR)", readonly=True)
    cost_income = fields.Float("Income (EUR)", readonly=True)
    participants = fields.Integer(readonly=True, help="The people who were there, once for each action.")
    companies = fields.Integer(readonly=True, help="The companies that took part, once for each action.")
    leads = fields.Integer(readonly=True, help="The leads that came from it, lost ones as well.")
    outcomes = fields.Integer(readonly=True, help="The outcomes of its leads and of its statements.")
    jobs = fields.Float("Jobs (FTE)", readonly=True, help="Created and kept, as much of them as is the agency's doing.")
    contract_amount = fields.Float(
        "Contracts (EUR)", readonly=True, help="Signed abroad, as much of them as is the agency's doing."
    )
    cost_per_participant = fields.Float(
        "Cost per Participant (EUR)",
        readonly=True,
        aggregator="avg",
        help="What was spent, divided by the people who were there. Income is not taken off.",
    )
    cost_per_lead = fields.Float(
        "Cost per Lead (EUR)",
        readonly=True,
        aggregator="avg",
        help="What was spent, divided by the leads that came from it. Income is not taken off.",
    )
    cost_per_outcome = fields.Float(
        "Cost per Outcome (EUR)",
        readonly=True,
        aggregator="avg",
        help="What was spent, divided by the outcomes of its leads and of its statements. Income is not taken off.",
    )

    @table_query
    def _table_query(self):
        events = self.env["event.event"]
        query = events._search([("active", "=", True)])
        day = SQL(
            "(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date",
            column(events, query.table, query, "date_begin"),
            zone(self.env).key,
        )
        own = [
            SQL("%s AS %s", term, SQL.identifier(name))
            for name, term in zip(_OF_EVENT, columns(events, query, *_OF_EVENT), strict=True)
        ]
        return SQL(
            """SELECT event.id AS event_id, event.*, taking.*, coming.*, outcome.*, %(ratios)s
                 FROM (%(events)s) AS event,
                      LATERAL (%(registrations)s) AS taking,
                      LATERAL (%(leads)s) AS coming,
                      LATERAL (%(outcomes)s) AS outcome""",
            events=query.select(SQL("%s AS id, %s AS date", SQL.identifier(query.table, "id"), day), *own),
            registrations=self._get_registrations_sql(),
            leads=self._get_rows_sql("crm.lead", Domain("active", "in", (True, False)), SQL("COUNT(*) AS leads")),
            outcomes=self._get_outcomes_sql(),
            ratios=SQL(", ").join(
                SQL("event.cost_spent / NULLIF(%s, 0) AS %s", SQL.identifier(count), SQL.identifier(ratio))
                for ratio, count in COSTS_PER.items()
            ),
        )

    def _get_rows_sql(self, model, domain, *terms):
        """Return the statement for what the rows of a model of one event add up to, as the user may read them."""
        rows = self.env[model]
        query = rows._search(domain)
        query.add_where(SQL("%s = event.id", column(rows, query.table, query, "event_id")))
        return query.select(*terms)

    def _get_registrations_sql(self):
        rows = self.env["event.registration"]
        query = rows._search(Domain("active", "=", True) & Domain("state", "=", "done"))
        query.add_where(SQL("%s = event.id", column(rows, query.table, query, "event_id")))
        return query.select(
            SQL("COUNT(*) AS participants"),
            SQL("COUNT(DISTINCT %s) AS companies", column(rows, query.table, query, "attendee_company_id")),
        )

    def _get_outcomes_sql(self):
        rows = self.env["hub.outcome"]
        query = rows._search(Domain("active", "=", True))
        query.add_where(SQL("%s = event.id", column(rows, query.table, query, "event_id")))
        value, kind = columns(rows, query, "attributed_value", "kind")
        sums = [
            SQL("COALESCE(SUM(%s) FILTER (WHERE %s IN %s), 0) AS %s", value, kind, kinds, SQL.identifier(name))
            for name, kinds in _SUMS.items()
        ]
        return query.select(SQL("COUNT(*) AS outcomes"), *sums)

    def action_open_event(self):
        """Open the action."""
        self.ensure_one()
        return self.event_id._get_records_action()
