from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_date

from odoo.addons.hub_entrepreneurs.tools.dates import start_of, today, zone
from odoo.addons.hub_entrepreneurs.tools.groups import READER

from .crm_lead import OPEN_OPPORTUNITY

DAYS_AHEAD = 90
SHOWN_ROWS = 30


class ResCountry(models.Model):
    """What is coming up in a market: of its leads, its companies, its offices and their mandates."""

    _inherit = "res.country"

    next_event = fields.Char("Coming Up", compute="_compute_next_event", groups=READER)
    upcoming = fields.Json(
        "Coming Up in 90 Days",
        compute="_compute_upcoming",
        groups=READER,
        help="Expected closings, planned activities and meetings, offices and mandates that begin or end.",
    )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_next_event(self):
        events = self._get_events(1)
        for country in self:
            event = next(iter(events.get(country._origin.id, [])), None)
            country.next_event = event and " · ".join(filter(None, [event["day"], event["text"], event["name"]]))

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_upcoming(self):
        events = self._get_events(SHOWN_ROWS)
        for country in self:
            country.upcoming = events.get(country._origin.id, [])

    def _get_events(self, limit):
        """Return what comes up in each market, the soonest first.

        :param int limit: how many for each market
        :rtype: dict[int, list[dict]]
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT country_id, day, kind, id
                     FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY country_id ORDER BY day, kind, id) AS rank
                             FROM (%s) event (country_id, day, kind, id)) ranked
                    WHERE rank <= %s ORDER BY country_id, rank""",
                SQL(" UNION ALL ").join(self._get_event_queries()),
                limit,
            )
        )
        records = self._get_event_records(rows)
        events = {}
        for country_id, day, kind, id_ in rows:
            values = self._prepare_event_values(kind, records[kind, id_])
            events.setdefault(country_id, []).append({"day": format_date(self.env, day), "kind": kind, **values})
        return events

    def _get_event_queries(self):
        """Yield queries of country_id, day, kind of event and id of the record that it is about.

        Each holds what the user may see.
        """
        first = today(self.env)
        last = first + timedelta(days=DAYS_AHEAD)
        query = self._select_seen

        def between(name):
            return [(name, ">=", first), (name, "<=", last)]

        leads = [*OPEN_OPPORTUNITY, ("target_country_id", "in", self.ids)]
        closing = query("crm.lead", leads + between("date_deadline"), "target_country_id", "date_deadline", "id")
        yield SQL("SELECT target_country_id, date_deadline, 'closing', id FROM (%s) lead", closing)
        yield from self._get_activity_queries(
            query("crm.lead", leads, "id", "target_country_id"),
            query("hub.export.target", [("country_id", "in", self.ids)], "id", "country_id"),
            between("date_deadline"),
        )
        yield self._get_meeting_query(query("crm.lead", leads, "id", "target_country_id"), first, last)
        mandates = [("country_id", "in", self.ids)]
        served = query("hub.foreign.office.mandate", mandates, "office_id", "country_id")
        located = query("hub.foreign.office", mandates, "id", "country_id")
        for what in ("start", "end"):
            name = f"date_{what}"
            yield SQL(
                "SELECT country_id, %s, %s, id FROM (%s) mandate",
                SQL.identifier(name),
                f"mandate_{what}",
                query("hub.foreign.office.mandate", mandates + between(name), "country_id", name, "id"),
            )
            yield SQL(
                """SELECT place.country_id, office.day, %s, office.id FROM (%s) office (id, day)
                     JOIN (%s UNION %s) place (office_id, country_id) ON place.office_id = office.id""",
                f"office_{what}",
                query("hub.foreign.office", between(name), "id", name),
                served,
                located,
            )

    def _get_activity_queries(self, leads, targets, period):
        """Yield the queries of the activities that are planned on leads and on markets of companies."""
        for model, documents in (("crm.lead", leads), ("hub.export.target", targets)):
            on_model = [("res_model", "=", model), *period]
            yield SQL(
                """SELECT document.country_id, activity.day, 'activity', activity.id
                     FROM (%s) activity (id, res_id, day)
                     JOIN (%s) document (id, country_id) ON document.id = activity.res_id""",
                # As superuser: who sees a record sees what is planned on it, and these queries hold what the user sees.
                self.sudo()._select_seen("mail.activity", on_model, "id", "res_id", "date_deadline"),
                documents,
            )

    def _get_meeting_query(self, leads, first, last):
        """Return the query of the meetings about leads."""
        timezone = zone(self.env)
        meetings = [
            ("opportunity_id", "!=", False),
            ("start", ">=", start_of(first, timezone)),
            ("start", "<", start_of(last + timedelta(days=1), timezone)),
        ]
        return SQL(
            """SELECT lead.country_id, (meeting.start AT TIME ZONE 'UTC' AT TIME ZONE %s)::date, 'meeting', meeting.id
                 FROM (%s) meeting (id, lead_id, start)
                 JOIN (%s) lead (id, country_id) ON lead.id = meeting.lead_id""",
            timezone.key,
            self._select_seen("calendar.event", meetings, "id", "opportunity_id", "start"),
            leads,
        )

    @api.model
    def _get_event_records(self, rows):
        """Return the records that rows of events are about, by kind and id; each kind is read at once."""
        mandate, office = self.env["hub.foreign.office.mandate"], self.env["hub.foreign.office"]
        models_of = {
            "closing": self.env["crm.lead"],
            # As superuser: see :meth:`_get_activity_queries`.
            "activity": self.env["mail.activity"].sudo(),
            "meeting": self.env["calendar.event"],
            "mandate_start": mandate,
            "mandate_end": mandate,
            "office_start": office,
            "office_end": office,
        }
        return {
            (kind, record.id): record
            for kind, model in models_of.items()
            for record in model.browse([id_ for _country_id, _day, row_kind, id_ in rows if row_kind == kind])
        }

    @api.model
    def _prepare_event_values(self, kind, record):
        """Return the words for an event, and the record to open."""
        opened, name = record, record.display_name
        if kind == "activity":
            opened, name = self.env[record.res_model].browse(record.res_id), record.res_name
        elif kind.startswith("mandate"):
            opened, name = record.office_id, record.office_id.display_name
        words = {
            "closing": self.env._("Expected closing"),
            "activity": record.display_name,
            "meeting": self.env._("Meeting"),
            "mandate_start": self.env._("Mandate begins"),
            "mandate_end": self.env._("Mandate ends"),
            "office_start": self.env._("Office opens"),
            "office_end": self.env._("Office closes"),
        }
        return {"text": words[kind], "name": name, "model": opened._name, "id": opened.id}
