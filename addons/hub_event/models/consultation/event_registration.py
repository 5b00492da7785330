from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.labels import with_label


class EventRegistration(models.Model):
    """An appointment is the registration for an hour: what it is about, and the conversation that it becomes."""

    _inherit = "event.registration"

    subject = fields.Char("About", tracking=True, groups=READER, help="What the company wants to talk about.")

    reminder = fields.Char(
        compute="_compute_reminder",
        groups=READER,
        help="When who has booked is reminded of the hour: the communication of the action says how long before.",
    )

    @api.depends(
        "state", "event_slot_id.start_datetime", "event_id.event_mail_ids.interval_type",
        "event_id.event_mail_ids.interval_nbr", "event_id.event_mail_ids.interval_unit",
        "event_id.event_mail_ids.mail_slot_ids.mail_done",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_reminder(self):
        # As superuser: who reads an appointment need not read the mails of the action.
        for appointment in self.sudo():
            if not appointment.event_slot_id.has_hours or appointment.state not in ("open", "done"):
                appointment.reminder = False
                continue
            reminders = appointment.event_id.event_mail_ids.filtered(lambda each: each.interval_type == "before_event")
            told = [appointment._tell_reminder(each) for each in reminders.sorted("scheduled_date")]
            appointment.reminder = ", ".join(dict.fromkeys(told)) or self.env._("None: the action reminds nobody")

    def _tell_reminder(self, scheduler):
        """Return by what and when a reminder of the action goes to who has booked, or that it does not."""
        slot, now = self.event_slot_id, fields.Datetime.now()
        # Core's units are those of the library, but for “now”.
        unit = scheduler.interval_unit
        due = slot.start_datetime - relativedelta(**{unit: scheduler.interval_nbr} if unit != "now" else {})
        moment = format_datetime(self.env, due, tz=slot.date_tz, dt_format="short")
        if gone := scheduler.mail_slot_ids.filtered(lambda each: each.event_slot_id == slot and each.mail_done):
            is_reached = self._origin.id <= gone[:1].last_registration_id.id
            moment = self.env._("%s, sent", moment) if is_reached else self.env._("booked after it was sent")
        elif due <= now:
            moment = self.env._("not sent") if slot.start_datetime <= now else self.env._("with the next mails")
        ways = dict(scheduler._fields["notification_type"]._description_selection(self.env))
        return with_label(self.env, ways.get(scheduler.notification_type), moment)

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_event_slot_id")
        self._check_slots({vals.get("event_slot_id", default) for vals in vals_list if vals.get("state") != "cancel"})
        registrations = super().create(vals_list)
        registrations.filtered(lambda each: each.state == "done")._check_hour_begun()
        return registrations

    def write(self, vals):
        if "event_slot_id" in vals:
            self._check_slots({vals["event_slot_id"]})
        elif vals.get("state") == "open":
            # As superuser: those who may not read what Hub adds register as well.
            back = self.sudo().filtered(lambda each: each.state in ("draft", "cancel"))
            self._check_slots(set(back.event_slot_id.ids))
        if vals.get("state") == "done":
            self._check_hour_begun()
        return super().write(vals)

    def _check_hour_begun(self):
        if not self.env.su:
            self.event_slot_id._check_begun()

    def _check_slots(self, ids):
        """Refuse hours that can't be booked; a booking itself has looked already, and changes them as superuser."""
        if not self.env.su:
            self.env["event.slot"].browse(ids - {None, False})._check_bookable()

    def _get_words_of_hour(self):
        who = self.attendee_company_id.name or self.name or ""
        return f"{who} ({self.subject})" if self.subject else who

    def _prepare_conversations(self, attended):
        values = super()._prepare_conversations(attended)
        for row, vals in zip(attended.values(), values, strict=True):
            slot = row.event_slot_id
            if slot.has_hours:
                vals["channel"] = slot.channel
                vals["user_id"] = slot.user_id.id or vals["user_id"]
                vals["note"] = row.subject or vals["note"]
        return values
