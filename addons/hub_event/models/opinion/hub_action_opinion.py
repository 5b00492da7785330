from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.domain import suppression
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain.opinion import ASKED_DAYS, EXPIRES_DAYS, LEAST_ANSWERS, REMARK_LENGTH, is_satisfied, score_of
from ..mixins.hub_link_mixin import hashed

ANSWERS = [
    ("5", "Very Satisfied"),
    ("4", "Satisfied"),
    ("3", "Neither"),
    ("2", "Dissatisfied"),
    ("1", "Very Dissatisfied"),
]
_BATCH = 200


class HubActionOpinion(models.Model):
    """What a participant thinks of an action: one question once it is over, with a remark.

    1. Who was there is asked by a link in a mail, the day after; a company that gets a statement about the action is
       asked on that page instead, so nobody is asked twice.
    2. An answer can be replaced as long as the link works. Who runs the action reads the answers one by one, and so do
       analysts, who count them.
    3. What everybody sees is the average of enough of them (``LEAST_ANSWERS``), and it moves only once as many are new,
       replaced or taken away: whoever compares it before and after one answer learns nothing.

    Nobody types in any of it.
    """

    _name = "hub.action.opinion"
    _description = "Opinion of a Participant"
    _inherit = ["hub.computed.only.mixin", "hub.owned.mixin", "hub.link.mixin", "hub.named.mixin"]
    _order = "answered_on desc, id desc"
    _owner_fields = ("registration_id",)
    _named_by = ("registration_id", "answer")
    _link_path = "opinion"

    registration_id = fields.Many2one(
        "event.registration", "Participant", required=True, readonly=True, index=True, ondelete="cascade"
    )
    event_id = fields.Many2one(related="registration_id.event_id", store=True, index=True, string="Action")
    partner_id = fields.Many2one(
        related="registration_id.attendee_company_id", store=True, index="btree_not_null", string="Company"
    )
    answer = fields.Selection(ANSWERS, readonly=True, index="btree_not_null")
    score = fields.Integer(
        compute="_compute_score", store=True, aggregator="avg", help="From 1, very dissatisfied, to 5, very satisfied."
    )
    told_score = fields.Integer(
        readonly=True,
        aggregator=None,
        groups="base.group_system",
        help="What the average that everybody sees has of it.",
    )
    remark = fields.Text(readonly=True)
    sent_on = fields.Date("Asked On", readonly=True)
    date_expires = fields.Date("Link Works Until", readonly=True)
    answered_on = fields.Date(readonly=True, index="btree_not_null")

    _token_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL", "Link: it is in use already.")
    _asked_once = models.UniqueIndex(
        "(registration_id)", "Opinion: this participant was asked already. Open that opinion instead."
    )

    @api.depends("answer")
    def _compute_score(self):
        for opinion in self:
            opinion.score = score_of(opinion.answer)

    def _get_agency(self):
        return self.registration_id._get_agency()

    def _get_link_lang(self):
        return self.registration_id._get_link_lang()

    def _get_link_user(self):
        return self.event_id.user_id

    # Telling

    @api.model_create_multi
    def create(self, vals_list):
        opinions = super().create(vals_list)
        opinions.filtered("answer")._tell()
        return opinions

    def write(self, vals):
        result = super().write(vals)
        if "answer" in vals:
            self._tell()
        return result

    @api.model
    def _get_least_answers(self):
        """Return how many answers hide each other."""
        return LEAST_ANSWERS

    def _tell(self):
        """Let the averages of their actions tell of these answers, where as many have changed as hide each other."""
        least = self._get_least_answers()
        # As superuser: whoever answers reads no other answer, and writes no action.
        everything = self.sudo().search([("event_id", "in", self.sudo().event_id.ids)])
        for event, opinions in everything.grouped("event_id").items():
            scores = {each: each.score if each.registration_id._was_there() else 0 for each in opinions}
            changed = opinions.filtered(lambda each, scores=scores: scores[each] != each.told_score)
            gone = event.told_opinions - len(opinions.filtered("told_score"))
            if suppression.step(len(changed) + gone, least) is None:
                continue
            given = [score for score in scores.values() if score]
            told = given if len(given) >= least else []
            for opinion in opinions:
                opinion.told_score = scores[opinion] if told else 0
            event.write(
                {
                    "told_opinions": len(told),
                    "told_scores": sum(told),
                    "told_satisfied": sum(map(is_satisfied, told)),
                }
            )

    # Asking

    @api.model
    def _cron_ask(self):
        """Ask who was at an action that is over what they think of it."""
        cron = self.env["ir.cron"]
        # Of several who answer at once, nobody sees the answers of the others.
        self.search([("answered_on", ">=", today(self.env) - timedelta(days=1))])._tell()
        while registrations := self.env["event.registration"].search(self._domain_to_ask(), limit=_BATCH):
            self._ask(registrations)
            if not cron._commit_progress(len(registrations)):
                return

    @api.model
    def _domain_to_ask(self):
        """Return the domain of the participants who are to be asked today, by a mail of its own."""
        now, asked = fields.Datetime.now(), self._search([]).subselect("registration_id")
        by_statement = Domain("event_id.follow_up_months", "!=", False) & Domain("attendee_company_id", "!=", False)
        return (
            Domain("state", "=", "done")
            & Domain("event_id.asks_opinion", "=", True)
            & (Domain("event_id.action_type_id", "!=", False) | Domain("event_id.action_plan_id", "!=", False))
            & Domain("event_id.action_type_id.is_consultation", "!=", True)
            & Domain("event_id.date_end", "<", now - timedelta(hours=12))
            & Domain("event_id.date_end", ">", now - timedelta(days=ASKED_DAYS))
            & Domain("id", "not in", asked)
            & ~by_statement
        )

    @api.model
    def _ask(self, registrations):
        """Put the mails with the question into Odoo's queue; who can't be written to is not asked."""
        day = today(self.env)
        opinions = self.create(
            [
                {"registration_id": each.id, "sent_on": day, "date_expires": day + timedelta(days=EXPIRES_DAYS)}
                for each in registrations
            ]
        )
        emails = {each: each.registration_id._get_address() for each in opinions}
        refused = self._get_refusing(emails.values())
        reached = opinions.filtered(lambda each: emails[each] and emails[each] not in refused)
        tokens = reached._draw_tokens()
        for opinion, token in tokens.items():
            opinion.token_hash = hashed(token)
        if reached:
            addressees = {each: (each.registration_id.name or "", emails[each]) for each in reached}
            reached._send_links("hub_event.mail_template_opinion", tokens, addressees)

    # Answering

    def _get_standing(self):
        """Return how a link finds its question: ``open``, ``expired`` or ``closed``."""
        registration = self.registration_id
        if not registration._was_there() or not registration.event_id.active:
            return "closed"
        return "open" if self.date_expires and self.date_expires >= today(self.env) else "expired"

    def _answer(self, answer, remark):
        """Keep an answer, which replaces an earlier one.

        :raises UserError: if it is none of the answers, or comes too late
        """
        self.ensure_one()
        take_turns(self)
        self.invalidate_recordset()
        if self._get_standing() != "open":
            raise UserError(self.env._("The time to answer is over."))
        if answer not in dict(ANSWERS):
            raise UserError(self.env._("Choose one of the five answers."))
        self.write({"answer": answer, "remark": (remark or "")[:REMARK_LENGTH].strip(), "answered_on": today(self.env)})

    @api.model
    def _get_of(self, registration):
        """Return the opinion of a participant, which is made where nobody has asked yet."""
        day = today(self.env)
        return self.search([("registration_id", "=", registration.id)]) or self.create(
            {"registration_id": registration.id, "sent_on": day, "date_expires": day + timedelta(days=EXPIRES_DAYS)}
        )
