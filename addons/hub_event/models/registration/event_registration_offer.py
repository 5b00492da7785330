from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.staff import Staff

from ..mixins.hub_link_mixin import hashed

_CALL = "hub_event.mail_activity_type_offer"


class EventRegistration(models.Model):
    """A place that falls free is offered by mail to the next one who waits, and to nobody twice.

    1. The offer holds for the hours that the action says, and never longer than until the action begins. Then it lapses
       and the next one gets it: a scheduled action sees to that.
    2. The company accepts or declines on a page without a log-in, or by phone: whoever keeps it presses the button. An
       offer that has lapsed can't be accepted, even before the scheduled action has seen it.
    3. Where no address can be written to, the account manager is asked to call, or else a director.
    """

    _inherit = "event.registration"
    _link_path = "place"

    offered_on = fields.Datetime(readonly=True, copy=False, groups=READER)
    offered_until = fields.Datetime(readonly=True, copy=False, index="btree_not_null", tracking=True, groups=READER)

    _token_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL", "Link: it is in use already.")

    def _get_agency(self):
        return self.event_id.company_id or self.env.company

    def _get_link_lang(self):
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        spoken = (self.partner_id.lang, self.attendee_company_id.lang, self.event_id.lang)
        return next((lang for lang in spoken if lang in installed), self._get_agency().partner_id.lang)

    def _get_link_user(self):
        return self.event_id.user_id

    # Offering

    def _offer_place(self):
        """Offer these a place that is free."""
        if not self:
            return
        now, tokens = fields.Datetime.now(), self._draw_tokens()
        for each, token in tokens.items():
            until = min(now + timedelta(hours=each.event_id.offer_hours), each.event_begin_date)
            each._note_place("offered", offered_on=now, offered_until=until, token_hash=hashed(token))
        emails = {each: each._get_address() for each in self}
        refused = self._get_refusing(emails.values())
        reached = self.filtered(lambda each: emails[each] and emails[each] not in refused)
        reached._send_links(
            "hub_event.mail_template_offer",
            {each: tokens[each] for each in reached},
            {each: (each.name or "", emails[each]) for each in reached},
        )
        (self - reached)._offer_by_phone()

    def _offer_by_phone(self):
        """Ask whoever keeps the companies to call them about the place that they are offered."""
        if not self:
            return
        staff, timezone = Staff(self.env, _CALL), zone(self.env)
        for each in self:
            user, deadline = staff.assignee(each._get_counted()), day_of(each.offered_until, timezone)
            each.activity_schedule(_CALL, date_deadline=deadline, user_id=user.id)

    def _end_offer(self):
        """Take back what an offer has set going."""
        offered = self.filtered(lambda each: each.place_state == "offered")
        if offered:
            offered._take_mail_back()
            offered.activity_unlink([_CALL])
            offered.write({"place_state": False, "offered_until": False})

    @api.model
    def _cron_offers(self):
        """Let offers lapse whose time is over, and offer their places to the next; whose mail failed is called."""
        offered = fields.Domain("place_state", "=", "offered")
        failed = self.search(offered & fields.Domain("mail_id.state", "in", ("exception", "cancel")))
        failed.mail_id.unlink()
        failed._offer_by_phone()
        lapsed = self.search(offered & fields.Domain("offered_until", "<=", fields.Datetime.now()))
        for event, registrations in lapsed.grouped("event_id").items():
            registrations._note_place("lapsed")
            event._allot_places()
            if not self.env["ir.cron"]._commit_progress(len(registrations)):
                return

    # Answering

    def _get_standing(self):
        """Return how a link finds its offer: ``open``, ``accepted``, ``declined``, ``lapsed`` or ``closed``."""
        if not self.active or not self.event_id._takes_place() or self._is_company_gone():
            return "closed"
        if self.place_state == "offered":
            return "open" if self.offered_until > fields.Datetime.now() else "lapsed"
        return {"given": "accepted", "declined": "declined", "lapsed": "lapsed"}.get(self.place_state, "closed")

    def _answer_offer(self, *, accepts):
        """Take the place that is offered, or leave it to the next.

        :raises UserError: if it is offered no more
        """
        self.ensure_one()
        self.invalidate_recordset()
        if self._get_standing() != "open":
            raise UserError(
                self.env._(
                    "%s: no place is offered any more. Look at the waiting list to see how it stands.",
                    self.display_name,
                )
            )
        if accepts:
            self._give_place()
            self._message_log(body=self.env._("The offered place was accepted."))
            return
        self._note_place("declined", state="cancel")
        self._message_log(body=self.env._("The offered place was declined."))
        self.event_id._allot_places()

    def action_accept_offer(self):
        """Note that the company takes the place, such as on the phone."""
        self.check_access("write")
        for each in self:
            # As superuser: nobody writes these fields directly.
            each.sudo()._answer_offer(accepts=True)

    def action_decline_offer(self):
        """Note that the company leaves the place to the next."""
        self.check_access("write")
        for each in self:
            # As superuser, for the same reason.
            each.sudo()._answer_offer(accepts=False)
