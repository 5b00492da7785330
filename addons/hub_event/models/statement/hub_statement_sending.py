from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.domain.days import day_after
from odoo.addons.hub_entrepreneurs.tools.dates import start_of, today, zone
from odoo.addons.hub_entrepreneurs.tools.staff import Staff

from ...domain.statement import APART_DAYS, CALLED_DAYS, EXPIRES_DAYS, REMINDED_DAYS
from ..mixins.hub_link_mixin import hashed
from .hub_statement import OPEN

_BATCH = 200
# So often core lets an address bounce before it blacklists it.
_BOUNCES = 5


class HubStatement(models.Model):
    """A day of the statements: who is written to, reminded, asked by phone, and not asked any more.

    A statement is no advertising: the agency asks about support that the company itself got, and answers for it. So a
    no to a purpose of mailings does not stop it; a company that does not want to answer says so on the page. Never
    written to: an address that is known from the enterprise register alone, one on Odoo's list of those who want no
    mail at all, one that bounced for good, archived persons, and persons who left the company. Where no address is
    left, the account manager asks by phone.

    Mails go through Odoo's queue: from the agency, an answer by mail to the account manager. No company gets two first
    mails within :data:`APART_DAYS`. A link is random, and known to the mail alone.
    """

    _inherit = "hub.statement"

    @api.model
    def _cron_day(self):
        """Do what there is to do with statements today."""
        self._prepare()
        self._end_pointless()
        day, cron = today(self.env), self.env["ir.cron"]
        while statements := self._search_due(limit=_BATCH):
            statements._write_to()
            if not cron._commit_progress(len(statements), remaining=self._count_due()):
                return
        sent = Domain("state", "=", "sent")
        remind = sent & Domain("reminded_on", "=", False) & Domain("sent_on", "<=", day - timedelta(days=REMINDED_DAYS))
        while statements := self.search(remind, limit=_BATCH):
            statements._write_to(reminder=True)
            if not cron._commit_progress(len(statements)):
                return
        self.search(sent & Domain("sent_on", "<=", day - timedelta(days=CALLED_DAYS)))._ask_by_phone()
        self.search(sent & Domain("mail_id.state", "in", ("exception", "cancel")))._ask_by_phone()
        self._expire()

    # What there is to do

    @api.model
    def _domain_due(self):
        day = today(self.env)
        lately = self.search([("sent_on", ">", day - timedelta(days=APART_DAYS))]).partner_id
        return Domain([("state", "=", "to_send"), ("date_due", "<=", day), ("partner_id", "not in", lately.ids)])

    @api.model
    def _search_due(self, limit=None):
        """Return statements that are to be sent today: one of each company."""
        due = self.search(self._domain_due(), order="date_due, id", limit=limit)
        return self.browse(statements[:1].id for statements in due.grouped("partner_id").values())

    @api.model
    def _count_due(self):
        return self.search_count(self._domain_due())

    @api.model
    def _end_pointless(self):
        """Ask no more about what has become pointless: the company is gone, or the support never was."""
        still_open = self.search([("state", "in", OPEN)])
        for reason, statements in still_open.grouped(lambda each: each._get_reason_to_end()).items():
            if reason:
                statements._end(reason)
                still_open -= statements
        (still_open - still_open._get_supported())._end("support_gone")

    def _get_reason_to_end(self):
        """Return why the company is not asked any more; False if it is."""
        if not self.partner_id.active:
            return "archived"
        return self.partner_id.entrepreneur_stage == "ceased" and "ceased"

    def _get_supported(self):
        """Return those of these statements whose support is still there."""
        if not self:
            return self
        timezone = zone(self.env)
        moments = {
            (partner, service): said
            for partner, service, said in self.env["hub.interaction"]._read_group(
                [
                    ("partner_id", "in", self.partner_id.ids),
                    ("service_id", "in", self.service_id.ids),
                    ("date", ">=", start_of(min(self.mapped("date_start")), timezone)),
                ],
                ["partner_id", "service_id"],
                ["date:array_agg"],
            )
        }
        attended = set(
            self.env["event.registration"]._read_group(
                [("event_id", "in", self.event_id.ids), ("state", "=", "done")], ["attendee_company_id", "event_id"]
            )
        )

        def is_supported(statement):
            if statement.event_id:
                return (statement.partner_id, statement.event_id) in attended
            begin, end = (start_of(day, timezone) for day in (statement.date_start, day_after(statement.date_end)))
            return any(begin <= said < end for said in moments.get((statement.partner_id, statement.service_id), ()))

        return self.filtered(is_supported)

    @api.model
    def _expire(self):
        """Close what nobody answered in time."""
        late = self.search([("state", "in", ("sent", "to_call")), ("date_expires", "<", today(self.env))])
        late.write({"state": "expired"})
        late._close()

    # Whom to write to

    def _get_addressees(self):
        """Return who is written to, by statement: the person spoken with, the company, or who decides there."""
        roles = self.env["hub.company.role"]
        deciding = roles.search(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("is_decision_maker", "=", True)
            & Domain(roles._domain_on(today(self.env)))
        ).grouped("partner_id")
        candidates = {
            each: each.contact_id.filtered(
                lambda person, each=each: person.commercial_partner_id in (each.partner_id, person)
            )
            + each.partner_id
            + deciding.get(each.partner_id, roles).person_id
            for each in self
        }
        everybody = self.env["res.partner"].union(*candidates.values())
        refused = self._get_refusing(everybody.mapped("email_normalized"))
        return {
            each: next(
                (
                    partner
                    for partner in partners
                    if partner.active
                    and partner.email_normalized
                    and partner.email_normalized not in refused
                    and partner.email_source != "register"
                    and partner.message_bounce < _BOUNCES
                ),
                everybody.browse(),
            )
            for each, partners in candidates.items()
        }

    def _get_agency(self):
        """Return the agency that asks: the company's, or that of its account manager."""
        return self.partner_id.company_id or self.user_id.company_id or self.env.company

    def _get_link_lang(self):
        return self.lang

    def _get_link_user(self):
        return self.user_id

    # Mails

    def _write_to(self, *, reminder=False):
        """Put the mail with the link into Odoo's queue, or ask the account manager where nobody can be written to."""
        day = today(self.env)
        addressees = self._get_addressees()
        reached = self.filtered(lambda each: addressees[each])
        (self - reached)._ask_by_phone()
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        tokens = reached._draw_tokens()
        for each, token in tokens.items():
            lang = addressees[each].lang
            values = {"lang": lang if lang in installed else each._get_agency().partner_id.lang}
            if reminder:
                values |= {"reminded_on": day, "reminder_token_hash": hashed(token)}
            else:
                expires = day + timedelta(days=EXPIRES_DAYS)
                values |= {"sent_on": day, "date_expires": expires, "token_hash": hashed(token), "state": "sent"}
            each.write(values)
        written_to = {each: (addressees[each].name or "", addressees[each].email_normalized) for each in reached}
        reached._send_links("hub_event.mail_template_statement", tokens, written_to)

    # Phone

    def _ask_by_phone(self):
        """Ask whoever keeps the company to ask it by phone."""
        if not self:
            return
        day = today(self.env)
        self.mail_id.filtered(lambda mail: mail.state in ("exception", "cancel")).unlink()
        for each in self:
            each.write({"state": "to_call", "date_expires": each.date_expires or day + timedelta(days=EXPIRES_DAYS)})
        staff = Staff(self.env, self._reminder_type)
        deadline = day + timedelta(days=REMINDED_DAYS)
        self._ask(self._reminder_type, {each: (deadline, staff.assignee(each.partner_id)) for each in self})
