from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns


class EventSlot(models.Model):
    """How an hour is booked, and how the appointment ends."""

    _inherit = "event.slot"

    def _get_problem(self):
        """Return the sentence that says why the hour can't be booked; False if it can."""
        self.ensure_one()
        moment = self._get_moment()
        if self.is_free:
            return False
        if self.start_datetime <= fields.Datetime.now():
            return self.env._("%s: this hour has begun already. Choose one that is still to come.", moment)
        if not self.event_id.active or self.event_id.kanban_state == "cancel":
            return self.env._("%s: these consultation hours are not held. Choose others.", moment)
        if self.user_id and (not self.user_id.active or self._is_away()):
            return self.env._("%(hour)s: %(adviser)s is not there. Choose another hour.", hour=moment,
                              adviser=self.user_id.name)  # fmt: skip
        return self.env._("%s: this hour is booked already. Choose another one.", moment)

    def _is_away(self):
        return bool(
            self.env["hub.stand.in"].search_count(
                [("user_id", "=", self.user_id.id), ("date_start", "<=", self.date), ("date_end", ">=", self.date)]
            )
        )

    def _check_bookable(self):
        """Refuse hours of consultation that can't be booked, in a sentence."""
        # As superuser: whether an hour is free does not depend on who asks.
        for slot in self.sudo().filtered("has_hours"):
            if problem := slot._get_problem():
                raise UserError(problem)

    def _book(self, contact, subject=False, *, by_link=False):
        """Book the hour, whoever asks for it.

        :param contact: the person who comes, or the company where nobody is named
        :param bool by_link: whether the company itself reads why it can't be
        :return: the registration
        :raises UserError: if the hour is not free, or the company may not take part
        """
        self.ensure_one()
        if not self.has_hours:
            raise UserError(
                self.env._("%s: this is no consultation hour. Register the company for the action.", self._get_moment())
            )
        take_turns(self)
        self.invalidate_recordset()
        self._check_bookable()
        company = contact.commercial_partner_id
        # As superuser: whoever answers the phone books for any company, and companies are no users.
        registration = self.env["event.registration"].sudo().create(
            {
                "event_id": self.event_id.id,
                "event_slot_id": self.id,
                "partner_id": contact.id,
                "attendee_company_id": company.id if company.is_company else False,
                "subject": subject,
            }
        )  # fmt: skip
        if registration.state != "open":
            if not registration.eligibility_misses:
                raise UserError(self.env._("%s: this hour is booked already. Choose another one.", self._get_moment()))
            if by_link:
                raise UserError(self.event_id._get_sentence_for_companies())
            raise UserError(
                self.env._(
                    "%(company)s can't book this hour: %(misses)s",
                    company=company.display_name,
                    misses=registration.eligibility_misses,
                )
            )
        return registration

    def action_book(self):
        """Open the dialog that books the hour for a company."""
        self.ensure_one()
        context = {"default_slot_id": self.id, "dialog_size": "medium"}
        return open_window(self.env, "hub_event.hub_slot_booking_action", context=context)

    def action_open_booking(self):
        """Open the appointment."""
        self.ensure_one()
        if not self.booking_id:
            raise UserError(self.env._("%s: nobody has booked this hour yet.", self._get_moment()))
        return self.booking_id._get_records_action()

    def action_booking_done(self):
        """Note that the company was there."""
        self._check_begun()
        self.booking_id.action_set_done()

    def _check_begun(self):
        """Refuse that somebody was there before the hour began."""
        # As superuser: whether it has begun does not depend on who asks.
        for slot in self.sudo().filtered("has_hours"):
            if slot.start_datetime > fields.Datetime.now():
                raise UserError(self.env._("%s: this hour is still to come. Mark it afterwards.", slot._get_moment()))

    def write(self, vals):
        self._check_unbooked({name: vals[name] for name in ("date", "start_hour", "end_hour") if name in vals})
        return super().write(vals)

    def _check_unbooked(self, vals):
        """Refuse that an hour moves that somebody has booked: nobody would tell the company."""
        # As superuser: whoever plans hours need not see who has booked them.
        slots = self.sudo().filtered(lambda slot: slot.has_hours and slot.start_datetime > fields.Datetime.now())
        for slot in slots.filtered("booking_id"):
            wanted = {name: slot._fields[name].convert_to_cache(value, slot) for name, value in vals.items()}
            if any(slot[name] != value for name, value in wanted.items()):
                raise UserError(
                    self.env._(
                        "%(hour)s: %(who)s has booked this hour. Move the appointment to another hour or cancel it, "
                        "and tell the company. Then change the hour.",
                        hour=slot._get_moment(),
                        who=slot.booked_for,
                    )
                )

    def action_booking_cancel(self):
        """Cancel the appointment: the hour is free again."""
        self.booking_id.action_cancel()
