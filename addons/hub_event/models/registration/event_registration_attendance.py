from zoneinfo import ZoneInfo

import pytz

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.quiet import NO_LOG

from ...domain.attendance import hours_of

_CAUSES = {"state", "active", "attendee_company_id", "partner_id", "event_id", "event_slot_id"}


class EventRegistration(models.Model):
    """Who was at an action has spoken with the agency: one conversation of its company, whoever marks it and how.

    1. There is one for each company, action and slot, however many of its people came: the database refuses a second.
       It counts with the hours of the action, for the cluster of it that the company belongs to.
    2. When an attendance is corrected, cancelled, archived or given to another company, its conversation is voided, and
       counts again when the attendance does. One that a person has voided stays so.
    3. Nobody was there before the day on which it begins, by the clock of the place.
    """

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._keep_conversations(set())
        return registrations

    def write(self, vals):
        if _CAUSES.isdisjoint(vals):
            return super().write(vals)
        if vals.get("state") == "done":
            self._check_begun()
        before = self._get_attended()
        result = super().write(vals)
        self._keep_conversations(before)
        return result

    def unlink(self):
        before, registrations = self._get_attended(), self.env["event.registration"]
        result = super().unlink()
        registrations._keep_conversations(before)
        return result

    def _check_begun(self):
        """Refuse to mark who was there before the day on which the action or the hour begins."""
        if self.env.su:
            return
        now = fields.Datetime.now()
        # As superuser: those who may not read what Hub adds mark attendance as well.
        for each in self.sudo().filtered(lambda each: each.is_action and each.state != "done"):
            timezone = ZoneInfo(each.event_id.date_tz or "UTC")
            day = day_of(each.event_begin_date, timezone)
            if day > day_of(now, timezone):
                raise UserError(
                    self.env._(
                        "%(registration)s: “%(action)s” begins on %(day)s. Mark from that day on who was there.",
                        registration=each.display_name,
                        action=each.event_id.name,
                        day=format_date(self.env, day),
                    )
                )

    def _get_attended(self):
        """Return who of these took part, as event, slot and company; a starter stands for itself.

        :rtype: set[tuple]
        """
        # As superuser: those who may not read what Hub adds mark attendance as well.
        present = self.sudo().filtered(lambda each: each.is_action and each.active and each.state == "done")
        return {(each.event_id, each.event_slot_id, each._get_counted()) for each in present if each._get_counted()}

    def _get_counted(self):
        """Return the company of the registration, or the person who has none."""
        person = self.partner_id
        return self.attendee_company_id or (person if person == person.commercial_partner_id else person.browse())

    def _keep_conversations(self, before):
        """Make the conversations of these attendances, and of those before, what they are now.

        :param set before: what :meth:`_get_attended` said
        """
        attended = before | self._get_attended()
        if not attended:
            return
        # As superuser: an attendance counts whoever marks it.
        registrations, talks = self.env["event.registration"].sudo(), self.env["hub.interaction"].sudo()
        ids = {event.id for event, _slot, _company in attended}
        companies = {company.id for _event, _slot, company in attended}
        rows = registrations.search(
            [("event_id", "in", list(ids)), ("state", "=", "done"), "|",
             ("attendee_company_id", "in", list(companies)), ("partner_id", "in", list(companies))]
        )  # fmt: skip
        by_key = {}
        for row in rows:
            by_key.setdefault((row.event_id, row.event_slot_id, row._get_counted()), row)
        known = talks.search(
            [("event_id", "in", list(ids)), ("partner_id", "in", list(companies)), ("active", "in", [True, False])]
        ).grouped(lambda talk: (talk.event_id, talk.event_slot_id, talk.partner_id))
        new = {key: by_key[key] for key in attended if key in by_key and key not in known}
        if new:
            talks.with_context(**NO_LOG).create(registrations._prepare_conversations(new))
        over, again = talks.browse(), talks.browse()
        for key in attended:
            present = known.get(key, talks)
            if key not in by_key:
                over += present.filtered("active")
            elif not any(present.mapped("active")):
                again += present.filtered(lambda talk: talk.voided_by_id.id == SUPERUSER_ID)[:1]
        over.with_user(SUPERUSER_ID)._void(self.env._("The attendance was corrected."))
        again.action_restore()

    def _prepare_conversations(self, attended):
        """Return the values of the conversations of some attendances.

        :param dict attended: by event, slot and company, one of its registrations
        """
        rows = self.union(*attended.values())
        members, now, values = rows._get_members(rows.event_id.cluster_ids), fields.Datetime.now(), []
        for (event, slot, company), row in attended.items():
            begin, end = (slot.start_datetime, slot.end_datetime) if slot else (event.date_begin, event.date_end)
            timezone = pytz.timezone(event.date_tz or "UTC")
            clocks = [pytz.utc.localize(moment).astimezone(timezone).replace(tzinfo=None) for moment in (begin, end)]
            person, programme, moment = row.partner_id, event.programme_id, min(begin, now)
            runs = programme and programme._runs_on(day_of(moment, zone(self.env)))
            own = [cluster for cluster in event.cluster_ids if (company, cluster) in members]
            values.append(
                {
                    "partner_id": company.id,
                    "contact_id": person.id if person != company and not person.is_company else False,
                    "user_id": (event.user_id.filtered("active") or company.user_id.filtered("active")).id
                    or self.env.uid,
                    "date": moment,
                    "duration": hours_of(*clocks),
                    "channel": "event",
                    "programme_id": programme.id if runs else False,
                    "cluster_id": (own[0] if own else event.cluster_ids[:1]).id,
                    "event_id": event.id,
                    "event_slot_id": slot.id,
                    "note": event.name,
                }
            )
        return values

    def _get_days(self):
        """Return the days of the action, or the day of the slot, on the clock of the place."""
        timezone = pytz.timezone(self.event_id.date_tz or "UTC")
        moments = self.event_begin_date, self.event_end_date
        return self.event_id._write_days(*(day_of(moment, timezone) for moment in moments))

    def _get_certificate_name(self):
        """Return the name of the file of the certificate; only who was there gets one."""
        self.ensure_one()
        return self.env._("Certificate of %s", self.display_name)
