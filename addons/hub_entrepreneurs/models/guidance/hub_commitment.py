from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...domain.days import day_before
from ...domain.limits import DayLimit
from ...domain.transition import COMMITMENT_DONE_MONTHS, COMMITTED, IN_TRANSITION, Fact, last_day
from ...tools.actions import open_window
from ...tools.dates import day_of, today, zone

# The day on which a commitment came to its end, by state.
_END_OF = {"done": "done_on", "dropped": "dropped_on"}
REMINDER_DAYS = 14


class HubCommitment(models.Model):
    """A step that a company agreed to take, by when, and what became of it. Together they are its plan.

    A deadline that comes near is an activity of the account manager, made once.
    """

    _name = "hub.commitment"
    _description = "Commitment"
    _inherit = [
        "hub.voidable.mixin",
        "hub.limited.mixin",
        "hub.once.mixin",
        "hub.of.company.mixin",
        "hub.named.mixin",
        "hub.transition.source.mixin",
        "hub.reminder.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_deadline, id"
    _rec_names_search = ["name", "partner_id"]
    # An activity is listed by the name of its record alone.
    _named_by = ("partner_id", "name")
    _transition_triggers = (
        "commitment_ids.active",
        "commitment_ids.agreed_on",
        "commitment_ids.done_on",
        "commitment_ids.dropped_on",
        "commitment_ids.dimension_id.framework_id.kind",
    )
    # What was agreed, done or dropped has happened; a promise for later than three years is asked about.
    _limits = {
        "agreed_on": DayLimit(most=0, unusual_below=-3 * 365),
        "done_on": DayLimit(most=0, unusual_below=-3 * 365),
        "dropped_on": DayLimit(most=0, unusual_below=-3 * 365),
        "date_deadline": DayLimit(most=50 * 365, unusual_above=3 * 365),
    }
    _reminds_of = "date_deadline"
    _reminder_type = "hub_entrepreneurs.mail_activity_type_commitment_due"

    name = fields.Char("What", required=True, tracking=True)
    partner_id = fields.Many2one(tracking=True)
    dimension_id = fields.Many2one("hub.assessment.dimension", index="btree_not_null", ondelete="restrict")
    assessment_id = fields.Many2one(
        "hub.assessment", index="btree_not_null", ondelete="set null", help="The assessment that showed the weak spot."
    )
    service_id = fields.Many2one(
        "hub.service", index="btree_not_null", ondelete="restrict", help="What the agency helps with."
    )
    user_id = fields.Many2one(
        "res.users",
        "Account Manager",
        index="btree_not_null",
        compute="_compute_user_id",
        store=True,
        precompute=True,
        readonly=False,
        domain=[("share", "=", False)],
        tracking=True,
        help="The company's account manager, as long as the commitment is open.",
    )
    agreed_on = fields.Date(required=True, index=True, tracking=True, default=lambda self: today(self.env))
    agreed_with_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="set null",
        domain="[('is_company', '=', False), '|', ('parent_id', '=', partner_id), ('parent_id', '=', False)]",
        help="The person who agreed for the company.",
    )
    date_deadline = fields.Date("Deadline", index="btree_not_null", tracking=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
        required=True,
        default="open",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    done_on = fields.Date(copy=False, index="btree_not_null", tracking=True)
    dropped_on = fields.Date(copy=False, tracking=True)
    note = fields.Text("Remarks")
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    reminded_for = fields.Date(help="The deadline of which the account manager was reminded.")

    _done_on_tells = models.Constraint(
        "CHECK ((state = 'done') = (done_on IS NOT NULL))",
        "Done On: a commitment has this day if it is done, and only then. Change the state or the day.",
    )
    _dropped_on_tells = models.Constraint(
        "CHECK ((state = 'dropped') = (dropped_on IS NOT NULL))",
        "Dropped On: a commitment has this day if it was dropped, and only then. Change the state or the day.",
    )
    _dates_order = models.Constraint(
        "CHECK (agreed_on <= COALESCE(done_on, dropped_on, agreed_on))",
        "Agreed On: this day is after the commitment was done or dropped. Correct one of the two dates.",
    )

    @api.depends("partner_id.user_id")
    def _compute_user_id(self):
        for commitment in self:
            # What is done or dropped stays with whom it was agreed.
            if commitment.state == "open" or not commitment.user_id:
                commitment.user_id = commitment.partner_id.user_id or commitment.user_id or self.env.user

    @api.depends("date_deadline", "state")
    def _compute_is_overdue(self):
        day = today(self.env)
        for commitment in self:
            deadline = commitment.date_deadline
            commitment.is_overdue = commitment.state == "open" and bool(deadline) and deadline < day

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "=", "open") & Domain("date_deadline", "<", today(self.env))
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    @api.model_create_multi
    def create(self, vals_list):
        state = self.env.context.get("default_state", "open")
        vals_list = [self._ended(vals, state) for vals in vals_list]
        for vals in vals_list:
            end = fields.Date.to_date(vals["done_on"] or vals["dropped_on"])
            vals.setdefault("agreed_on", min(filter(None, (today(self.env), end))))
        return super().create(vals_list)

    def write(self, vals):
        same = self.filtered(lambda commitment: commitment.state == vals.get("state"))
        if same and same != self:
            return same.write(vals) and (self - same).write(vals)
        vals = {name: value for name, value in vals.items() if not same or name != "state"}
        day = _END_OF.get(vals.get("state"))
        if (
            day
            and not vals.get(day)
            and len(ends := set(self.mapped(lambda each: each.done_on or each.dropped_on))) > 1
        ):
            for end in ends:
                self.filtered(lambda each, end=end: (each.done_on or each.dropped_on) == end).write(vals)
            return True
        if day and not vals.get(day):
            # It came to its end on that day, whether it was done or dropped.
            vals = {**vals, day: self[:1].done_on or self[:1].dropped_on}
        vals = self._ended(vals)
        end = fields.Date.to_date(vals.get("done_on") or vals.get("dropped_on"))
        if end and "agreed_on" not in vals:
            # What was done on a day had been agreed by then, unless somebody typed the day.
            early = self.filtered(lambda each: each.agreed_on > end and each._is_day_proposed())
            early.write({"agreed_on": end})
        result = super().write(vals)
        if vals.keys() & {"state", "date_deadline", "done_on", "dropped_on"}:
            # As superuser: whoever ends a commitment may not see the activities of colleagues.
            self.sudo()._cancel_reminders()
        return result

    @api.model
    def _ended(self, vals, state=None):
        """Return the values with the day that goes with the state, and the state that goes with the day.

        :param dict vals: what is about to be written; a day that is given stays as it is
        :param str state: the state if the values tell none
        """
        told = next((state for state, day in _END_OF.items() if vals.get(day)), state)
        state = vals.get("state") or told
        if not state:
            return vals
        days = {day: day == _END_OF.get(state) and (vals.get(day) or today(self.env)) for day in _END_OF.values()}
        return {**vals, "state": state, **days}

    def _is_day_proposed(self):
        """Tell whether the day of agreement is the one that was filled in, as nobody typed another."""
        entered = self._origin.create_date
        return self.agreed_on in (today(self.env), entered and day_of(entered, zone(self.env)))

    @api.onchange("state")
    def _onchange_state(self):
        end = self.done_on or self.dropped_on or self._origin.done_on or self._origin.dropped_on
        ended = self._ended({"state": self.state, "done_on": end, "dropped_on": end})
        self.done_on, self.dropped_on = ended["done_on"], ended["dropped_on"]

    @api.onchange("agreed_on")
    def _onchange_agreed_on(self):
        return self._ask_about("agreed_on")

    @api.onchange("date_deadline")
    def _onchange_date_deadline(self):
        return self._ask_about("date_deadline")

    @api.onchange("done_on", "dropped_on")
    def _onchange_end(self):
        end = self.done_on or self.dropped_on
        if end and self.agreed_on and end < self.agreed_on and self._is_day_proposed():
            self.agreed_on = end
        return self._ask_about("done_on" if self.done_on else "dropped_on")

    def action_done(self):
        """Mark the commitments as done today."""
        self.filtered(lambda commitment: commitment.state != "done").write({"state": "done"})

    def action_drop(self):
        """Mark the commitments as dropped today."""
        self.filtered(lambda commitment: commitment.state != "dropped").write({"state": "dropped"})

    def action_reopen(self):
        """Take done or dropped commitments up again."""
        self.write({"state": "open"})

    def _action_once_reminded(self, activity):  # noqa: ARG002
        """Return the action that asks what became of a commitment whose reminder is done; False if that is known."""
        self.ensure_one()
        if self.state != "open":
            return False
        context = {"default_commitment_id": self.id, "dialog_size": "medium"}
        return open_window(self.env, "hub_entrepreneurs.hub_commitment_close_action", context=context)

    @api.model
    def _get_planned(self, partners):
        """Return what the plans of companies are about already: pairs of a company and the key of a dimension."""
        domain = [("partner_id", "in", partners.ids), ("state", "=", "open"), ("dimension_id", "!=", False)]
        return {(commitment.partner_id, commitment.dimension_id._key()) for commitment in self.search(domain)}

    @api.model
    def _transition_facts(self, partners):
        """Tell that a company is committed while a commitment is open, and in transition once it is done.

        A commitment in a dimension of another kind than transition says nothing about it.
        """
        domain = Domain("partner_id", "in", partners.ids) & (
            Domain("dimension_id", "=", False) | Domain("dimension_id.framework_id.kind", "=", "transition")
        )
        for each in self.sudo().search_fetch(domain, ["partner_id", "agreed_on", "done_on", "dropped_on"]):
            end = each.done_on or each.dropped_on
            last_open_day = day_before(end) if end else None
            if last_open_day is None or each.agreed_on <= last_open_day:
                yield each.partner_id.id, Fact(COMMITTED, each.agreed_on, last_open_day, "commitment")
            if each.done_on:
                until = last_day(each.done_on, COMMITMENT_DONE_MONTHS)
                yield each.partner_id.id, Fact(IN_TRANSITION, each.done_on, until, "commitment")

    def _cancel_reminders(self):
        self.filtered(
            lambda each: each.reminded_for and (each.state != "open" or each.date_deadline != each.reminded_for)
        ).activity_unlink([self._reminder_type])

    def _get_reminded_users(self):
        # Who keeps the company now, if whoever agreed it has left.
        return {each: each.user_id.filtered("active") or each.partner_id.user_id.filtered("active") for each in self}

    @api.model
    def _cron_remind(self):
        """Remind of the deadlines of the coming days, and of those that passed while the job stood still."""
        due = Domain([
            ("state", "=", "open"),
            ("date_deadline", "<=", today(self.env) + timedelta(days=REMINDER_DAYS)),
            ("partner_id.active", "=", True),
        ])  # fmt: skip
        self.search(due & self._domain_not_reminded())._remind()
