from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date, format_duration

from ...domain.limits import DayLimit, Limit
from ...domain.transition import AWARE, AWARE_MONTHS, Fact, last_day
from ...tools.dates import day_of, today, zone

CHANNEL_SELECTION = [
    ("visit", "Visit to the Company"),
    ("office", "At the Office"),
    ("phone", "Phone"),
    ("video", "Video Call"),
    ("email", "Email"),
    ("event", "Event or Workshop"),
]


class HubInteraction(models.Model):
    """A conversation with a company, or with a person who has no company yet."""

    _name = "hub.interaction"
    _description = "Conversation"
    _inherit = [
        "hub.voidable.mixin", "hub.limited.mixin", "hub.frozen.place.mixin", "hub.once.mixin", "hub.named.mixin",
        "hub.merge.mixin", "hub.transition.source.mixin",
    ]  # fmt: skip
    _order = "date desc, id desc"
    _rec_names_search = ["partner_id", "contact_id"]
    _named_by = ("partner_id", "date")
    # Whoever hands a conversation over with the same write may not change it any more.
    _moved_operation = "read"
    # More than a working day is a workshop of several, or a slip; who notes a year later may have the wrong year.
    _limits = {"duration": Limit(most=24, unusual_above=8), "date": DayLimit(unusual_below=-365)}
    _transition_triggers = (
        "interaction_ids.active",
        "interaction_ids.date",
        "interaction_ids.service_id.is_transition",
    )

    partner_id = fields.Many2one(
        string="Company or Starter",
        index=False,
        domain=["|", ("is_company", "=", True), ("parent_id", "=", False)],
        help="The company, or the person who has none yet.",
    )
    contact_id = fields.Many2one(
        "res.partner",
        "Spoken To",
        index="btree_not_null",
        domain="[('is_company', '=', False), '|', ('parent_id', '=', partner_id), ('parent_id', '=', False)]",
        help="The person of the company who took part.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Account Manager",
        required=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
        domain=[("share", "=", False)],
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    day = fields.Date(compute="_compute_day", store=True, precompute=True, index=True, help="By the agency's calendar.")
    duration = fields.Float(default=0.5, help="In hours.")
    channel = fields.Selection(
        CHANNEL_SELECTION,
        compute="_compute_from_last_one",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="By default, the channel of the account manager's last conversation.",
    )
    service_id = fields.Many2one("hub.service", index="btree_not_null", ondelete="restrict")
    programme_id = fields.Many2one(
        "hub.programme",
        compute="_compute_from_last_one",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The programme that pays for it. By default, the programme of the account manager's last conversation.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id', 'child_of', partner_id)]",
    )
    reportable = fields.Boolean(default=True, help="Whether the conversation counts in reports to funders.")
    note = fields.Text()
    outcome_ids = fields.One2many("hub.outcome", "interaction_id", "Outcomes")
    # What it was filled in from, so that nothing is logged twice.
    calendar_event_id = fields.Many2one("calendar.event", "Meeting", ondelete="set null", copy=False)
    mail_activity_id = fields.Many2one("mail.activity", "Activity", ondelete="set null", copy=False)

    _duration_positive = models.Constraint(
        "CHECK (duration >= 0)", "Duration: enter 0 or more, in hours and minutes, such as 0:30."
    )
    _partner_date_idx = models.Index("(partner_id, date DESC, id DESC)")
    _user_date_idx = models.Index("(user_id, date DESC, id DESC)")
    _date_idx = models.Index("(date DESC, id DESC)")
    _meeting_once = models.UniqueIndex(
        "(calendar_event_id, partner_id) WHERE calendar_event_id IS NOT NULL AND active",
        "The conversation of this meeting with this company is logged already. Open that one instead.",
    )
    _activity_once = models.UniqueIndex(
        "(mail_activity_id) WHERE mail_activity_id IS NOT NULL AND active",
        "The conversation of this activity is logged already. Open that one instead.",
    )

    @api.depends("user_id")
    def _compute_from_last_one(self):
        last_of = {user: self._last_of(user) for user in self.user_id}
        for interaction in self:
            last = last_of.get(interaction.user_id, self.browse())
            interaction.channel = interaction.channel or last.channel or "office"
            programme = interaction.programme_id
            if not programme and last.programme_id and interaction.date and not interaction._origin:
                programme = last.programme_id._runs_on(interaction.day) and last.programme_id
            interaction.programme_id = programme

    @api.model
    def _last_of(self, user):
        """Return the last conversation of a user, if any."""
        return self.search_fetch([("user_id", "=", user._origin.id)], ["channel", "programme_id"], limit=1)

    @api.constrains("partner_id", "contact_id")
    def _check_partner(self):
        for interaction in self:
            partner, contact = interaction.partner_id, interaction.contact_id
            if partner.commercial_partner_id != partner:
                raise ValidationError(
                    self.env._(
                        "Company or Starter: %(person)s belongs to %(company)s. Choose the company, and enter the "
                        "person in Spoken To.",
                        person=partner.name or partner.display_name,
                        company=partner.commercial_partner_id.display_name,
                    )
                )
            if contact.is_company or contact == partner:
                raise ValidationError(
                    self.env._(
                        "Spoken To: %(contact)s is the company or starter itself. Choose a person, or leave it empty.",
                        contact=contact.display_name,
                    )
                )

    @api.depends("date")
    def _compute_day(self):
        timezone = zone(self.env)
        for interaction in self:
            interaction.day = interaction.date and day_of(interaction.date, timezone)

    @api.model
    def _store_days(self):
        """Work out all days again: the agency's time zone is another one, or moments were moved in the database."""
        self.flush_model(["date", "day"])
        day = SQL("(date AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", zone(self.env).key)
        self.env.cr.execute(SQL("UPDATE hub_interaction SET day = %s WHERE day IS DISTINCT FROM %s", day, day))
        self.invalidate_model(["day"])

    @api.constrains("date")
    def _check_date(self):
        # One day to spare for whoever travels.
        latest = today(self.env) + timedelta(days=1)
        for interaction in self:
            if interaction.day > latest:
                raise ValidationError(
                    self.env._(
                        "Date: %s is in the future. Plan an activity or a meeting, and log the conversation once it "
                        "has taken place.",
                        format_date(self.env, interaction.day),
                    )
                )

    @api.constrains("date", "programme_id")
    def _check_programme(self):
        for interaction in self.filtered("programme_id"):
            if not interaction.programme_id._runs_on(interaction.day):
                raise ValidationError(interaction._programme_message())

    def _programme_message(self):
        """Return the sentence for a programme that does not run on the day."""
        return self.env._(
            "Programme: %(programme)s does not run on %(day)s. Choose another programme, or none, or correct the date.",
            programme=self.programme_id.display_name,
            day=format_date(self.env, self.day),
        )

    @api.model
    def _get_limit_sentences(self):
        return {
            **super()._get_limit_sentences(),
            "duration": self.env._("Duration: a conversation takes 24 hours at most. Enter hours, such as 1:30."),
        }

    def _in_words(self, name):
        if name == "duration":
            return self.env._("%s h", format_duration(self.duration))
        return super()._in_words(name)

    @api.onchange("duration")
    def _onchange_duration(self):
        return self._ask_about("duration")

    @api.onchange("date")
    def _onchange_date(self):
        return self._ask_about("date")

    @api.model
    def _transition_facts(self, partners):
        """Tell that a conversation about the transition makes a company aware of it for a while."""
        domain = [("partner_id", "in", partners.ids), ("service_id.is_transition", "=", True)]
        # As superuser: a status is the same whoever looks.
        for each in self.sudo().search_fetch(domain, ["partner_id", "day"]):
            yield each.partner_id.id, Fact(AWARE, each.day, last_day(each.day, AWARE_MONTHS), "interaction")

    @api.model
    def _unite_rows(self, sources, destination):
        """Make room for the conversations of contacts that become one; none of them is lost."""
        rows = self.search([("partner_id", "in", (sources + destination).ids)])
        for same in rows.filtered("calendar_event_id").grouped("calendar_event_id").values():
            # One meeting was logged for each of them: the first keeps the meeting.
            (same - same.sorted(lambda row: row.partner_id != destination)[:1]).write({"calendar_event_id": False})
        company = destination.commercial_partner_id
        if company != destination:
            # A starter turns out to work for a company: the conversations are the company's, with this person.
            rows.write({"partner_id": company.id, "contact_id": destination.id})
