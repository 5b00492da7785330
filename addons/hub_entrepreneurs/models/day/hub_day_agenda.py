from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_time

from ...domain.day import DONE, MOVE, OPENS_NOTHING, Button, Card, Line
from ...domain.values import is_day, is_id
from ...tools.compat import columns
from ...tools.dates import next_working_day, start_of, today, zone
from ...tools.groups import READER
from ...tools.labels import with_label

_SHOWN_MEETINGS = 20
_SHOWN_ACTIVITIES = 8


class HubDay(models.AbstractModel):
    """The agenda of the day, and what is due or overdue."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        return [*super()._day_cards(), self._get_agenda(), self._get_due()]

    # The agenda

    @api.model
    def _get_agenda(self):
        """Return the meetings of the agency's day that the user takes part in and did not decline."""
        return Card(
            key="agenda",
            title=self.env._("Agenda"),
            icon="fa-calendar",
            role=READER,
            select=self._select_meetings(),
            tell=self._tell_meeting,
            order=SQL("at NULLS FIRST, id"),
            limit=_SHOWN_MEETINGS,
            empty=self.env._("Meetings of today stand here, with the company and a button that logs the conversation."),
            begin=Button(self.env._("Plan a Meeting"), "calendar.action_calendar_event"),
            opens="calendar.action_calendar_event",
            buttons=(Button(self.env._("Briefing"), "hub_entrepreneurs.res_partner_action_briefing"),),
        )

    @api.model
    def _domain_meetings(self):
        me, day, timezone = self.env.user.partner_id, today(self.env), zone(self.env)
        begin, end = start_of(day, timezone), start_of(day + timedelta(days=1), timezone)
        mine = Domain("partner_ids", "in", me.ids) | Domain("user_id", "=", self.env.uid)
        declined = Domain("partner_id", "=", me.id) & Domain("state", "=", "declined")
        whole_days = Domain("allday", "=", True) & Domain("start_date", "<=", day) & Domain("stop_date", ">=", day)
        timed = Domain("allday", "=", False) & Domain("start", "<", end)
        # A meeting without a duration is at its moment.
        timed &= Domain("stop", ">", begin) | Domain("start", ">=", begin)
        return mine & Domain("attendee_ids", "not any", declined) & (whole_days | timed)

    @api.model
    def _select_meetings(self):
        events = self.env["calendar.event"]
        # What a company is: of who was met, colleagues are none of them; else of the lead, else of the document.
        met = SQL(
            """(SELECT contact.commercial_partner_id
                  FROM calendar_event_res_partner_rel rel JOIN res_partner contact ON contact.id = rel.res_partner_id
                 WHERE rel.calendar_event_id = calendar_event.id
                   AND NOT EXISTS (SELECT FROM res_users u WHERE u.partner_id = contact.id AND NOT u.share)
                 ORDER BY contact.id LIMIT 1)"""
        )
        about = SQL(
            """(SELECT contact.commercial_partner_id
                  FROM crm_lead lead JOIN res_partner contact ON contact.id = lead.partner_id
                 WHERE lead.id = calendar_event.opportunity_id)"""
        )
        document = SQL(
            """(SELECT contact.commercial_partner_id FROM res_partner contact
                 WHERE calendar_event.res_model = 'res.partner' AND contact.id = calendar_event.res_id)"""
        )
        logged = SQL(
            "EXISTS (SELECT FROM hub_interaction said WHERE said.calendar_event_id = calendar_event.id AND said.active)"
        )
        return self._select(
            events,
            self._domain_meetings(),
            partner=SQL("COALESCE(%s, %s, %s)", met, about, document),
            at=SQL("CASE WHEN calendar_event.allday THEN NULL ELSE calendar_event.start END"),
            name="name",
            location="location",
            logged=logged,
        )

    @api.model
    def _tell_meeting(self, row, company):
        timezone = self.env.context.get("tz") or self.env.user.tz or zone(self.env).key
        logged = row.extra["logged"]
        name = row.extra["name"] or ""
        return Line(
            "calendar.event",
            row.id,
            self._name_of(company) or name,
            self._in_words(
                company.id and name,
                row.extra["location"] or company.place,
                logged and self.env._("conversation logged"),
            ),
            badge=format_time(self.env, row.at, tz=timezone, time_format="short") if row.at else self.env._("all day"),
            ticked=True if logged else None,
            log=None if logged or not self._may_log() else ("calendar.event", row.id),
        )

    # Activities

    @api.model
    def _get_due(self):
        """Return the activities of the user that are due or overdue, each named by its company."""
        domain = self._domain_due()
        return Card(
            key="due",
            title=self.env._("Due and Overdue"),
            icon="fa-clock-o",
            role=READER,
            select=self._select_due(domain),
            tell=self._tell_due,
            limit=_SHOWN_ACTIVITIES,
            empty=self.env._("Activities that are due stand here, named by their company. Nothing is due today."),
            # Core's filters of this list leave out what is a colleague's.
            opens=self._get_opened("mail.mail_activity_action_my", domain, force_search_count=1),
        )

    @api.model
    def _domain_due(self):
        return Domain("user_id", "in", self._get_mine()) & Domain("date_deadline", "<=", today(self.env))

    @api.model
    def _get_documents(self):
        """Return the models of documents with a company, each with the name of its field and with a term for its name.

        :rtype: dict[str, tuple[str, str | None]]
        """
        return {
            "res.partner": ("id", None),
            "crm.lead": ("partner_id", "name"),
            "hub.commitment": ("partner_id", "name"),
            "hub.evidence": ("partner_id", None),
        }

    @api.model
    def _get_kinds_of_documents(self):
        """Return the words for documents whose activities are named by their company."""
        return {
            "crm.lead": self.env._("lead"),
            "hub.commitment": self.env._("commitment"),
            "hub.evidence": self.env._("evidence"),
        }

    @api.model
    def _select_due(self, domain):
        # As superuser: whoever has an activity reads it, and asking core for it is one query more.
        activities = self.env["mail.activity"].sudo()
        query = activities._search(domain)
        # A query of their models costs less than to ask the rules of each model that there is.
        kinds = query.select(SQL("DISTINCT %s", *columns(activities, query, "res_model")))
        models = {model for (model,) in self.env.execute_query(kinds)}
        documents = SQL(" UNION ALL ").join(
            [
                SQL("SELECT NULL::integer, NULL::integer, NULL::varchar WHERE FALSE"),
                *(
                    self._select_documents(self.env[name], *names)
                    for name, names in self._get_documents().items()
                    if name in models and self.env[name].has_access("read")
                ),
            ]
        )
        return SQL(
            """SELECT activity.id, contact.commercial_partner_id, activity.date_deadline::timestamp, jsonb_build_object(
                          'model', activity.res_model, 'res_id', activity.res_id, 'event', activity.calendar_event_id,
                          'summary', activity.summary, 'type', %(type)s, 'name', document.name,
                          'seen', document.id IS NOT NULL)
                 FROM (%(rows)s) activity
                 LEFT JOIN mail_activity_type type ON type.id = activity.activity_type_id
                 LEFT JOIN LATERAL (%(documents)s) document (id, partner_id, name) ON TRUE
                 LEFT JOIN res_partner contact ON contact.id = document.partner_id""",
            type=self._column("mail.activity.type", "type", "name"),
            rows=query.select(SQL("mail_activity.*")),
            documents=documents,
        )

    @api.model
    def _select_documents(self, model, partner, name):
        """Return the query of the document of an activity, if it is of a model: id, company or contact, and name.

        :param str partner: the field with the company or contact
        :param name: the field with the name, if it has one of its own
        """
        # The archived as well: what is still to do is to be seen.
        query = model.with_context(active_test=False)._search([])
        query.add_where(SQL("activity.res_model = %s", model._name))
        query.add_where(SQL("activity.res_id = %s", SQL.identifier(query.table, "id")))
        return query.select(
            SQL.identifier(query.table, "id"),
            SQL.identifier(query.table, partner),
            SQL.identifier(query.table, name) if name else SQL("NULL::varchar"),
        )

    @api.model
    def _tell_due(self, row, company):
        extra, day = row.extra, row.at.date()
        said = extra["summary"] or extra["name"] or extra["type"] or self.env._("Activity")
        kind = self._get_kinds_of_documents().get(extra["model"])
        opened = (extra["model"], extra["res_id"]) if extra["model"] in self.env else None
        if company.id:
            title, text = self._name_of(company), with_label(self.env, kind, extra["name"] or said) if kind else said
        else:
            # It has no company, or none that is for this user: the activity itself is all there is to name.
            title, text = said, ""
        if extra["model"] in self._get_documents() and not extra["seen"]:
            text = self.env._("Its document is not there any more, or not for you to see.")
            opened = OPENS_NOTHING
        return Line(
            "mail.activity",
            row.id,
            title,
            text,
            badge=self._days_late(day),
            late=day < today(self.env),
            # A meeting is moved in the calendar, with who else takes part.
            keys=(DONE,) if extra["event"] else (DONE, MOVE),
            opens=opened,
            log=self._log_activity(row, company),
        )

    @api.model
    def _log_activity(self, row, company):
        """Return the record that opens the dialog of a conversation: what an activity knows of it is filled in."""
        of_activity = row.extra["model"] in ("res.partner", "crm.lead")
        return self._log_with(company) and (("mail.activity", row.id) if of_activity else self._log_with(company))

    # What is done with them

    @api.model
    def move_activity(self, activity_id, day=None):
        """Move an activity of the user to another day.

        :param str day: a date; nothing for the next day on which the agency works
        :return: the day, and the day before the change, each as a date and in words
        :rtype: dict
        """
        activity = self.env["mail.activity"].browse(activity_id if is_id(activity_id) else []).exists()
        if not activity:
            raise UserError(self.env._("This activity is done already, or somebody removed it. Reload the page."))
        if day and not (isinstance(day, str) and is_day(day)):
            raise UserError(self.env._("Day: choose one of the calendar."))
        new = fields.Date.to_date(day) if day else next_working_day(self.env)
        old = activity.date_deadline
        activity.date_deadline = new
        return {"day": fields.Date.to_string(new), "words": self._date(new), "before": fields.Date.to_string(old)}
