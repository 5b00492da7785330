from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import column, columns, table_query
from odoo.addons.hub_entrepreneurs.tools.dates import zone

from ..models.action.event_stage import ACTION_STATES

_CONTRACTS = ("export_contract",)
_OF_EVENT = (
    "action_plan_id", "action_type_id", "country_id", "office_id", "programme_id", "user_id", "company_id",
    "action_state", "kanban_state", "cost_planned", "cost_spent", "cost_income",
)  # fmt: skip
RATIOS = {
    "cost_per_participant": ("cost_spent", "participants"),
    "net_cost_per_participant": ("cost_net", "participants"),
    "cost_per_lead": ("cost_spent", "leads"),
    "cost_per_outcome": ("cost_spent", "outcomes"),
    "satisfaction": ("score_sum", "opinions"),
    "satisfied_share": ("satisfied_sum", "opinions"),
}
"""What is divided by what; of several actions, the sum is divided by the sum."""
_TOLD = {"opinions": "told_opinions", "score_sum": "told_scores", "satisfied": "told_satisfied"}
"""What is told of the answers of participants: few are left out, and no single one moves it."""
_SUMS = {"jobs": ("jobs_created", "jobs_kept"), "contract_amount": _CONTRACTS}


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
        "event.event": ["active", "date_begin", *_OF_EVENT, *_TOLD.values()],
        "event.registration": ["active", "event_id", "attendee_company_id", "state"],
        "hub.action.contact": ["event_id"],
        "crm.lead": ["event_id", "won_status", "expected_revenue"],
        "hub.outcome": ["active", "event_id", "kind", "attributed_value", "statement_id"],
        "hub.statement": ["contract_count"],
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
    cost_net = fields.Float("Net Cost (EUR)", readonly=True, help="What was spent, less what came in.")
    participants = fields.Integer(readonly=True, help="The people who were there, once for each action.")
    companies = fields.Integer(readonly=True, help="The companies that took part, once for each action.")
    contacts = fields.Integer("Contacts Made", readonly=True, help="Whom companies or the agency met there.")
    leads = fields.Integer(readonly=True, help="The leads that came from it, lost ones as well.")
    won_leads = fields.Integer(readonly=True, help="The leads that came from it and are won.")
    won_amount = fields.Float("Won (EUR)", readonly=True, help="The expected revenue of the leads that are won.")
    outcomes = fields.Integer(readonly=True, help="The outcomes of its leads and of its statements.")
    contracts = fields.Integer(readonly=True, help="Signed abroad, as its leads and its statements say.")
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
    net_cost_per_participant = fields.Float(
        "Net Cost per Participant (EUR)",
        readonly=True,
        aggregator="avg",
        help="What was spent less what came in, divided by the people who were there.",
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

    opinions = fields.Integer(
        readonly=True,
        help="How many participants said what they think. Few answers are left out, and new ones are added several at "
        "a time: nobody's is told.",
    )
    score_sum = fields.Integer("Sum of the Scores", readonly=True)
    satisfied_sum = fields.Integer("Sum of Who Is Satisfied (%)", readonly=True)
    satisfaction = fields.Float(
        readonly=True,
        aggregator="avg",
        help="The average of the answers, from 1, very dissatisfied, to 5, very satisfied.",
    )
    satisfied_share = fields.Float(
        "Satisfied (%)", readonly=True, aggregator="avg", help="How many of those who answered are satisfied, or very."
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
            for name, term in zip(
                (*_OF_EVENT, *_TOLD), columns(events, query, *_OF_EVENT, *_TOLD.values()), strict=True
            )
        ]
        return SQL(
            """SELECT result.*, %(ratios)s
                 FROM (SELECT event.id AS event_id, event.*, event.cost_spent - event.cost_income AS cost_net,
                              100 * event.satisfied AS satisfied_sum,
                              taking.*, met.*, coming.*, outcome.*
                         FROM (%(events)s) AS event,
                              LATERAL (%(registrations)s) AS taking,
                              LATERAL (%(contacts)s) AS met,
                              LATERAL (%(leads)s) AS coming,
                              LATERAL (%(outcomes)s) AS outcome) AS result""",
            events=query.select(SQL("%s AS id, %s AS date", SQL.identifier(query.table, "id"), day), *own),
            registrations=self._get_registrations_sql(),
            contacts=self._search_of_event("hub.action.contact", Domain.TRUE)[1].select(SQL("COUNT(*) AS contacts")),
            leads=self._get_leads_sql(),
            outcomes=self._get_outcomes_sql(),
            ratios=SQL(", ").join(
                SQL("%s::double precision / NULLIF(%s, 0) AS %s", *map(SQL.identifier, (*parts, ratio)))
                for ratio, parts in RATIOS.items()
            ),
        )

    def _search_of_event(self, model, domain):
        """Return a model and the query for its rows of one event, as the user may read them."""
        rows = self.env[model]
        query = rows._search(domain)
        query.add_where(SQL("%s = event.id", column(rows, query.table, query, "event_id")))
        return rows, query

    def _get_leads_sql(self):
        rows, query = self._search_of_event("crm.lead", Domain("active", "in", (True, False)))
        status, revenue = columns(rows, query, "won_status", "expected_revenue")
        return query.select(
            SQL("COUNT(*) AS leads"),
            SQL("COUNT(*) FILTER (WHERE %s = 'won') AS won_leads", status),
            SQL("COALESCE(SUM(%s) FILTER (WHERE %s = 'won'), 0)::double precision AS won_amount", revenue, status),
        )

    def _get_registrations_sql(self):
        rows, query = self._search_of_event(
            "event.registration", Domain("active", "=", True) & Domain("state", "=", "done")
        )
        return query.select(
            SQL("COUNT(*) AS participants"),
            SQL("COUNT(DISTINCT %s) AS companies", column(rows, query.table, query, "attendee_company_id")),
        )

    def _get_outcomes_sql(self):
        rows, query = self._search_of_event("hub.outcome", Domain("active", "=", True))
        value, kind = columns(rows, query, "attributed_value", "kind")
        sums = [
            SQL("COALESCE(SUM(%s) FILTER (WHERE %s IN %s), 0) AS %s", value, kind, kinds, SQL.identifier(name))
            for name, kinds in _SUMS.items()
        ]
        [statement] = columns(rows, query, "statement_id")
        # A statement tells of all contracts since the last answer at once, a lead of one.
        contracts = SQL(
            """COALESCE(SUM(COALESCE((SELECT said.contract_count FROM hub_statement AS said WHERE said.id = %s), 1))
                        FILTER (WHERE %s IN %s), 0) AS contracts""",
            statement,
            kind,
            _CONTRACTS,
        )
        return query.select(SQL("COUNT(*) AS outcomes"), contracts, *sums)

    def action_open_event(self):
        """Open the action."""
        self.ensure_one()
        return self.event_id._get_records_action()
