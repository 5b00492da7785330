from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import html2plaintext

from ...domain.briefing import clip, joined
from ...domain.values import is_day
from ...tools.dates import start_of, zone
from ...tools.labels import with_label

_ENTRIES = 20
_LENGTH = 400
_MAILS = ("email", "email_outgoing")


class ResPartner(models.Model):
    """What happened with a company, in one line of time: conversations, emails, notes and changes."""

    _inherit = "res.partner"

    @api.readonly
    def get_timeline(self, before=False):
        """Return the last entries of a company or person, the last one first.

        :param str before: a moment of UTC; entries up to that one. Those of the moment itself come again. What is no
            moment is none.
        :return: entries with ``key``, ``kind`` (conversation, mail, note or change), ``date``, ``title``, ``who``,
            ``text`` and the ``id`` of the record
        :rtype: list[dict]
        """
        self.ensure_one()
        self.check_access("read")
        self.env["hub.interaction"].check_access("read")
        is_moment = before and isinstance(before, str) and is_day(before)
        moment = fields.Datetime.to_datetime(before) if is_moment else fields.Datetime.now()
        found = [
            *self._get_timeline_conversations(moment),
            *self._get_timeline_messages(moment),
            *self._get_timeline_changes(moment),
        ]
        last = sorted(found, key=lambda entry: entry["date"], reverse=True)[:_ENTRIES]
        return [entry | {"date": fields.Datetime.to_string(entry["date"])} for entry in last]

    @api.model
    def _prepare_entry(self, record, kind, date, title, *, who, text):
        return {
            "key": f"{record._name},{record.id}",
            "id": record.id,
            "kind": kind,
            "date": date,
            "title": title,
            "who": who,
            "text": clip(text, _LENGTH),
        }

    def _get_timeline_conversations(self, moment):
        interactions = self.env["hub.interaction"]
        of_contact = Domain("partner_id", "=", self.id) | Domain("contact_id", "=", self.id)
        channels = dict(interactions._fields["channel"]._description_selection(self.env))
        for each in interactions.search(of_contact & Domain("date", "<=", moment), limit=_ENTRIES):
            yield self._prepare_entry(
                each,
                "conversation",
                each.date,
                joined([channels[each.channel], each.service_id.name]),
                who=joined([each.user_id.name, each.contact_id.name]),
                text=each.note,
            )

    def _get_timeline_messages(self, moment):
        """Return what was written to and about the company, its people and its leads, and what was changed of them."""
        people = self.with_context(active_test=False).search([("id", "child_of", self.ids)]) | self
        leads = self.env["crm.lead"].with_context(active_test=False).search([("partner_id", "in", people.ids)])
        of_documents = Domain("model", "=", "res.partner") & Domain("res_id", "in", people.ids)
        of_documents |= Domain("model", "=", "crm.lead") & Domain("res_id", "in", leads.ids)
        messages = self.env["mail.message"].search(
            of_documents & Domain("date", "<=", moment) & Domain("message_type", "!=", "user_notification"),
            order="date DESC, id DESC",
            limit=_ENTRIES,
        )
        note = self.env.ref("mail.mt_note")
        for each in messages:
            # As superuser, as core does: tracked values of the fields that the user may read.
            changes = each.sudo().tracking_value_ids._filter_has_field_access(self.env)._tracking_value_format()
            text = clip(html2plaintext(each.body or "", include_references=False), _LENGTH)
            told = [self._tell_change(change) for change in changes]
            if not (text or told or each.subject):
                continue
            is_mail = each.message_type in _MAILS or (each.message_type == "comment" and each.subtype_id != note)
            kind = "change" if changes or each.message_type == "notification" else "mail" if is_mail else "note"
            titles = {"change": self.env._("Change"), "mail": self.env._("Email"), "note": self.env._("Note")}
            yield self._prepare_entry(
                each,
                kind,
                each.date,
                joined([titles[kind], each.subject, each.record_name if each.res_id != self.id else ""]),
                who=each.author_id.name or each.email_from or "",
                text=joined([text, *told]),
            )

    @api.model
    def _tell_change(self, change):
        """Return in words what core says of a tracked field."""
        values = f"{change['oldValue'] or '–'} → {change['newValue'] or '–'}"
        return with_label(self.env, change["fieldInfo"]["changedField"], values)

    def _get_timeline_changes(self, moment):
        changes = self.env["hub.transition.change"]
        timezone = zone(self.env)
        statuses = dict(changes._fields["new_status"]._description_selection(self.env))
        causes = dict(changes._fields["cause"]._description_selection(self.env))
        of_company = Domain("partner_id", "=", self.id) & Domain("date", "<=", moment.date())
        for each in changes.search(of_company, limit=_ENTRIES):
            yield self._prepare_entry(
                each,
                "change",
                start_of(each.date, timezone),
                self.env._("Transition Status"),
                who=causes[each.cause],
                text=f"{statuses[each.old_status]} → {statuses[each.new_status]}",
            )
