from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventRegistration(models.Model):
    """An appointment is the registration for an hour: what it is about, and the conversation that it becomes."""

    _inherit = "event.registration"

    subject = fields.Char("About", tracking=True, groups=READER, help="What the company wants to talk about.")

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
