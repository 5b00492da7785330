from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.dates import start_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR

from ...domain.statement import CORRECTED_DAYS
from .hub_statement_answers_mixin import TURNOVER_CLASS_SELECTION

STATE_SELECTION = [
    ("to_send", "To Send"),
    ("sent", "Sent"),
    ("to_call", "To Ask by Phone"),
    ("answered", "Answered"),
    ("refused", "Refused"),
    ("expired", "Not Answered"),
    ("not_needed", "Not Needed"),
]
OPEN = ("to_send", "sent", "to_call")
ASKED = ("sent", "to_call", "answered", "refused", "expired")


class HubStatement(models.Model):
    """What a company says came of the support it got: asked at the beginning, and 6 and 12 months later.

    1. The **occasion** is a service that a company got, or an action it took part in. An occasion of a service begins
       with the first conversation about it and lasts a year; the database refuses a second statement of the same
       company, occasion and moment.
    2. **State**: to send → sent → to ask by phone → answered, refused by the company, or not answered in time. Not
       needed: the company is archived or has ceased, the support was typed wrong, or a director says so.
    3. It is **asked** by a link in a mail (``hub_statement_sending.py``), or by phone (``hub.statement.phone``).
       Opening the link changes nothing, whoever does; only what is posted is an answer.
    4. A company **corrects** its answer for some days (:data:`CORRECTED_DAYS`): the second one replaces the first.
    5. What came about is an outcome, once (``hub_statement_answering.py``).

    Nobody types in any of it.
    """

    _name = "hub.statement"
    _description = "Statement"
    _inherit = [
        "hub.computed.only.mixin", "hub.of.company.mixin", "hub.named.mixin", "hub.merge.mixin", "hub.reminder.mixin",
        "hub.link.mixin", "hub.statement.answers.mixin", "mail.thread", "mail.activity.mixin",
    ]  # fmt: skip
    _order = "date_due desc, id desc"
    _rec_names_search = ["partner_id"]
    _named_by = ("partner_id", "service_id", "event_id", "moment")
    _reminds_of = "date_due"
    _reminder_type = "hub_event.mail_activity_type_statement"
    _link_path = "statement"
    _link_fields = ("token_hash", "reminder_token_hash")

    partner_id = fields.Many2one(readonly=True)
    contact_id = fields.Many2one(
        "res.partner",
        "Addressee",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The person whom the agency spoke with. The company itself is asked where there is none.",
    )
    service_id = fields.Many2one("hub.service", readonly=True, index="btree_not_null", ondelete="restrict")
    event_id = fields.Many2one("event.event", "Action", readonly=True, index="btree_not_null", ondelete="restrict")
    programme_id = fields.Many2one("hub.programme", readonly=True, index="btree_not_null", ondelete="restrict")
    moment = fields.Selection(
        [("0", "Baseline"), ("6", "After 6 Months"), ("12", "After 12 Months")], required=True, readonly=True
    )
    date_start = fields.Date("Support Began On", required=True, readonly=True)
    date_end = fields.Date(
        "Occasion Until", required=True, readonly=True, help="What the company gets until then is the same occasion."
    )
    date_due = fields.Date("Due On", required=True, readonly=True, index=True)
    lang = fields.Char("Language", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Account Manager",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="The company's account manager, as long as the statement is open.",
    )
    state = fields.Selection(STATE_SELECTION, required=True, readonly=True, default="to_send", index=True)
    end_reason = fields.Selection(
        [
            ("archived", "Company archived"),
            ("ceased", "Company ceased"),
            ("support_gone", "Support voided or deleted"),
            ("cancelled", "Cancelled by a director"),
        ],
        "Not Needed Because",
        readonly=True,
    )
    sent_on = fields.Date(readonly=True, index="btree_not_null")
    reminded_on = fields.Date(readonly=True)
    date_expires = fields.Date("Link Works Until", readonly=True)
    answered_at = fields.Datetime("Answered On", readonly=True)
    answered_by = fields.Selection([("link", "By Link"), ("phone", "By Phone")], readonly=True)
    answered_by_id = fields.Many2one("res.users", "Noted By", readonly=True, ondelete="restrict")
    reminder_token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system", exportable=False)
    answer_rate = fields.Float(
        "Answer Rate (%)",
        compute="_compute_answer_rate",
        store=True,
        aggregator="avg",
        help="Of the statements that were asked, how many are answered.",
    )
    jobs = fields.Float(readonly=True)
    jobs_before = fields.Float(readonly=True)
    turnover_class = fields.Selection(readonly=True)
    market_ids = fields.Many2many(readonly=True)
    contract_count = fields.Integer(readonly=True)
    contract_amount = fields.Float(readonly=True)
    without_support = fields.Selection(readonly=True)
    outcome_ids = fields.One2many("hub.outcome", "statement_id", "Outcomes")
    asks_about_markets = fields.Boolean(compute="_compute_asks_about_markets")
    can_be_answered = fields.Boolean(compute="_compute_can_be_answered")
    baseline_id = fields.Many2one("hub.statement", compute="_compute_baseline_id")
    baseline_jobs = fields.Float("Jobs at the Baseline", compute="_compute_baseline_id")
    baseline_turnover_class = fields.Selection(
        TURNOVER_CLASS_SELECTION, "Turnover at the Baseline", compute="_compute_baseline_id"
    )
    baseline_market_ids = fields.Many2many(
        "res.country", string="Markets at the Baseline", compute="_compute_baseline_id"
    )

    _of_one_occasion = models.Constraint(
        "CHECK ((service_id IS NULL) <> (event_id IS NULL))", "Statement: it is about one service, or one action."
    )
    _dates_order = models.Constraint(
        "CHECK (date_start <= date_end)", "Occasion Until: enter a day that is not before the first one."
    )
    _once_a_service = models.Constraint(
        "EXCLUDE USING gist (int4range(partner_id, partner_id, '[]') WITH =, "
        "int4range(service_id, service_id, '[]') WITH =, int4range(moment::integer, moment::integer, '[]') WITH =, "
        "daterange(date_start, date_end, '[]') WITH &&) WHERE (service_id IS NOT NULL)",
        "Statement: the company is asked about this service at this moment already. Open that statement instead.",
    )
    _once_an_action = models.UniqueIndex(
        "(partner_id, event_id, moment) WHERE event_id IS NOT NULL",
        "Statement: the company is asked about this action at this moment already. Open that statement instead.",
    )
    _token_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL", "Link: it is in use already.")
    _reminder_token_uniq = models.UniqueIndex(
        "(reminder_token_hash) WHERE reminder_token_hash IS NOT NULL", "Link: it is in use already."
    )

    @api.depends("partner_id.user_id")
    def _compute_user_id(self):
        for statement in self:
            # An answer stays with whose company it was.
            if statement.state in OPEN or not statement.user_id:
                statement.user_id = statement.partner_id.user_id

    @api.depends("state")
    def _compute_answer_rate(self):
        for statement in self:
            statement.answer_rate = 100 if statement.state == "answered" else 0

    @api.depends("service_id.asks_about_markets", "event_id.abroad")
    def _compute_asks_about_markets(self):
        for statement in self:
            # As superuser: which questions there are does not depend on who looks.
            service, event = statement.sudo().service_id, statement.sudo().event_id
            statement.asks_about_markets = service.asks_about_markets or event.abroad

    @api.depends("state", "answered_at")
    def _compute_can_be_answered(self):
        for statement in self:
            statement.can_be_answered = statement.state in OPEN or statement._can_be_corrected()

    @api.depends("moment", "date_start", "partner_id", "service_id", "event_id", "jobs_before")
    def _compute_baseline_id(self):
        baselines = self._search_same_support([("moment", "=", "0"), ("state", "=", "answered")])
        by_support = baselines.grouped(lambda each: each._get_support())
        for statement in self:
            same = by_support.get(statement._get_support(), self.browse()) - statement
            baseline = same.filtered(statement._overlaps)[:1] if statement.moment != "0" else self.browse()
            statement.baseline_id = baseline = baseline.with_prefetch(baselines.ids)
            statement.baseline_jobs = baseline.jobs if baseline else statement.jobs_before
            statement.baseline_turnover_class = baseline.turnover_class
            statement.baseline_market_ids = baseline.market_ids

    def _get_support(self):
        return self.partner_id, self.service_id, self.event_id

    def _search_same_support(self, domain=()):
        """Return the statements of the companies of these about the same services and actions."""
        about = Domain("service_id", "in", self.service_id.ids) | Domain("event_id", "in", self.event_id.ids)
        return self.search(Domain("partner_id", "in", self.partner_id.ids) & about & Domain(domain))

    def _overlaps(self, other):
        """Tell whether two statements about the same service are about the same occasion."""
        return self.date_start <= other.date_end and other.date_start <= self.date_end

    def _get_of_occasion(self):
        """Return all statements of the occasion of this one."""
        same = self._search_same_support().filtered(lambda each: each._get_support() == self._get_support())
        return same.filtered(self._overlaps)

    def _can_be_corrected(self):
        """Tell whether the company may still replace its answer."""
        since = self.answered_at and (fields.Datetime.now() - self.answered_at).days
        return self.state == "answered" and since < CORRECTED_DAYS

    def action_cancel(self):
        """Ask the companies no more; a director's to decide."""
        if not self.env.user.has_group(DIRECTOR):
            raise UserError(self.env._("Only directors cancel statements. Ask one of them."))
        self.check_access("write")
        if closed := self.filtered(lambda each: each.state not in OPEN):
            raise UserError(
                self.env._("%s is closed already. Choose statements that nobody has answered.", closed[0].display_name)
            )
        self._end("cancelled")

    def _end(self, reason):
        """Ask about these no more."""
        # As superuser: nobody writes these fields directly.
        self.sudo().write({"state": "not_needed", "end_reason": reason})
        self._close()

    def _close(self):
        """Take back what still waits for an answer: the mail that has not gone out, and the activity."""
        # As superuser: whoever closes it may not see the activities of colleagues, nor mails.
        statements = self.sudo()
        statements._take_mail_back()
        statements.activity_unlink([self._reminder_type])

    def action_note(self):
        """Open the dialog with the questions, for an answer by phone."""
        self.ensure_one()
        self.check_access("write")
        if not self.can_be_answered:
            raise UserError(self.env._("%s is closed, so no answer can be noted any more.", self.display_name))
        context = {"default_statement_id": self.id, "dialog_size": "medium"}
        return open_window(self.env, "hub_event.hub_statement_phone_action", context=context)

    def action_open_support(self):
        """Open the conversations that the statement is about, or the action."""
        self.ensure_one()
        if self.event_id:
            return self.event_id._get_records_action()
        timezone = zone(self.env)
        domain = [
            ("partner_id", "=", self.partner_id.id),
            ("service_id", "=", self.service_id.id),
            ("date", ">=", start_of(self.date_start, timezone)),
        ]
        return open_window(self.env, "hub_entrepreneurs.hub_interaction_action", domain=domain)

    def _action_once_reminded(self, activity):  # noqa: ARG002
        """Return the action that asks for the answer once its activity is done; False if it is known."""
        self.ensure_one()
        return self.state in OPEN and self.action_note()

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Leave one statement of each occasion and moment, the one that says most; no outcome counts twice."""
        rows = self.search([("partner_id", "in", (sources + destination).ids)])
        for same in rows.grouped(lambda row: (row.service_id, row.event_id, row.moment)).values():
            kept = self.browse()
            for row in same.sorted(lambda row: row._get_weight(destination), reverse=True):
                twin = kept.filtered(lambda each, row=row: row.event_id or each._overlaps(row))[:1]
                if not twin:
                    kept += row
                    continue
                row.outcome_ids.filtered("active")._void(self.env._("The statement of the merged company counts."))
                row.outcome_ids.with_context(active_test=False).sudo().write({"statement_id": False})
                row._close()
                row.message_change_thread(twin)
                row.unlink()

    def _get_weight(self, destination):
        order = ("not_needed", "to_send", "expired", "refused", "sent", "to_call", "answered")
        return order.index(self.state), str(self.answered_at or ""), self.partner_id == destination, -self.id
