from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Card, Line
from odoo.addons.hub_entrepreneurs.tools.compat import column
from odoo.addons.hub_entrepreneurs.tools.dates import day_of, start_of, today, zone
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER, CLUSTER_MANAGER, DIRECTOR
from odoo.addons.hub_export.models.day.hub_day import EXPORT_ADVISER

from ..plan.hub_action_plan import TAKES_PLACE
from .event_event_places import WAITS_FOR_SELECTION

_ACTIONS, _REGISTRATIONS = "event.event", "event.registration"
_UNMARKED_DAYS = 60
"""How long ago an action ended of which nobody has marked who was there; later on nobody remembers."""
_PLANNED_DAYS = 90
"""How long before it begins an action of a plan is to be approved, and to have somebody who runs it."""
_COMING_DAYS = 14
_TAKES_PART = ("check", "waiting", "offered", "given")
# What makes an action one that its user runs, by the field of an event.
_RUN_BY = ("user_id", "cluster_ids.manager_id", "office_id.user_id", "office_id.user_ids")


class HubDay(models.AbstractModel):
    """What waits for who runs actions, and which companies of an account manager take part in one soon."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        role = next((each for each in (EXPORT_ADVISER, CLUSTER_MANAGER) if self._has_role(each)), None)
        if role:
            cards += [
                self._get_registrations_to_check(role),
                self._get_places_to_fill(role),
                self._get_attendance_to_mark(role),
                self._get_unready_actions(DIRECTOR if self._has_role(DIRECTOR) else role),
            ]
        if self._has_role(ACCOUNT_MANAGER):
            cards.append(self._get_companies_taking_part())
        return cards

    @api.model
    def _domain_run(self, path=""):
        """Return the domain of the actions that the user runs.

        :param str path: to the action, with the dot
        """
        mine = list(self._get_mine())
        return Domain.OR(Domain(f"{path}{field}", "in", mine) for field in _RUN_BY)

    # Who runs actions

    @api.model
    def _get_registrations_to_check(self, role):
        """Return the registrations that wait for a decision: the company lacks something, or is not known."""
        domain = (
            Domain("place_state", "=", "check")
            & Domain("event_id.date_begin", ">", fields.Datetime.now())
            & Domain("event_id.kanban_state", "!=", "cancel")
            & self._domain_run("event_id.")
        )
        return Card(
            key="registrations",
            title=self.env._("Registrations to Decide"),
            icon="fa-search",
            role=role,
            select=self._select_registrations(domain),
            tell=self._tell_registration,
            empty=self.env._("Companies that do not meet the criteria of an action of yours stand here."),
            opens=self._get_opened("hub_event.event_registration_action", domain),
        )

    @api.model
    def _get_places_to_fill(self, role):
        """Return the actions where an offered place waits for an answer, or places wait for being given."""
        domain = [
            *(
                TAKES_PLACE
                & Domain("date_begin", ">", fields.Datetime.now())
                & self._domain_run()
                & (
                    Domain("registration_ids.place_state", "=", "offered")
                    | (Domain("registration_ids.place_state", "=", "waiting") & WAITS_FOR_SELECTION)
                )
            )
        ]
        return Card(
            key="places",
            title=self.env._("Places to Fill"),
            icon="fa-hourglass-half",
            role=role,
            select=self._select_actions(domain, "date_begin"),
            tell=lambda row, _company: Line(
                _ACTIONS,
                row.id,
                row.extra["name"],
                self._in_words(
                    row.extra["offered"] and self.env._("offers without an answer: %s", row.extra["offered"]),
                    row.extra["to_give"] and self.env._("waiting for a place: %s", row.extra["waiting"]),
                ),
                badge=self._days_left(self._day_of(row.at)),
                late=bool(row.extra["to_give"]),
            ),
            empty=self.env._("Actions of yours with places that are offered, or still to be given, stand here."),
            opens=self._get_opened("hub_event.event_event_action_plan", domain),
        )

    @api.model
    def _get_attendance_to_mark(self, role):
        """Return the actions that are over, and of which nobody has marked who was there."""
        now = fields.Datetime.now()
        domain = [
            *(
                TAKES_PLACE
                & Domain("date_end", "<", now)
                & Domain("date_end", ">", now - timedelta(days=_UNMARKED_DAYS))
                & Domain("registration_ids.state", "=", "open")
                & self._domain_run()
            ),
            ("registration_ids", "not any", [("state", "=", "done")]),
        ]
        return Card(
            key="attendance",
            title=self.env._("Attendance to Mark"),
            icon="fa-check-square-o",
            role=role,
            select=self._select_actions(domain, "date_end"),
            tell=lambda row, _company: Line(
                _ACTIONS,
                row.id,
                row.extra["name"],
                self.env._("registered: %s", row.extra["registered"]),
                badge=self._days_late(self._day_of(row.at)),
                late=True,
            ),
            empty=self.env._("Actions of yours that are over stand here, until you mark who was there."),
            opens=self._get_opened("hub_event.event_event_action_plan", domain),
        )

    @api.model
    def _get_unready_actions(self, role):
        """Return the actions of plans that begin soon, and that nobody runs or has approved; a director's are all."""
        now = fields.Datetime.now()
        domain = (
            TAKES_PLACE
            & Domain("action_plan_id", "!=", False)
            & Domain("date_begin", ">", now)
            & Domain("date_begin", "<", now + timedelta(days=_PLANNED_DAYS))
            & (Domain("user_id", "=", False) | Domain("action_state", "=", "proposed"))
        )
        if role != DIRECTOR:
            domain &= self._domain_run()
        return Card(
            key="unready",
            title=self.env._("Actions Not Ready Yet"),
            icon="fa-calendar-times-o",
            role=role,
            select=self._select_actions(domain, "date_begin"),
            tell=lambda row, _company: Line(
                _ACTIONS,
                row.id,
                row.extra["name"],
                self._in_words(
                    not row.extra["user"] and self.env._("nobody runs it"),
                    row.extra["state"] == "proposed" and self.env._("not approved"),
                ),
                badge=self._days_left(self._day_of(row.at)),
                late=True,
            ),
            empty=self.env._(
                "Actions that begin within three months, and that nobody runs or has approved, stand here."
            ),
            opens=self._get_opened("hub_event.event_event_action_plan", domain),
        )

    # An account manager

    @api.model
    def _get_companies_taking_part(self):
        """Return the registrations of the user's companies for actions and hours of the next two weeks."""
        timezone, day = zone(self.env), today(self.env)
        begin, end = start_of(day, timezone), start_of(day + timedelta(days=_COMING_DAYS), timezone)
        # An hour begins with its slot; a search by `event_begin_date` would look at both for each end of the two weeks.
        on_slot = [("start_datetime", ">=", begin), ("start_datetime", "<", end)]
        on_event = [("date_begin", ">=", begin), ("date_begin", "<", end)]
        domain = (
            Domain("attendee_company_id.user_id", "in", list(self._get_mine()))
            & Domain("state", "in", ("draft", "open"))
            & Domain("place_state", "in", _TAKES_PART)
            & (
                Domain("event_slot_id", "any", on_slot)
                | (Domain("event_slot_id", "=", False) & Domain("event_id", "any", on_event))
            )
            & Domain("event_id.kanban_state", "!=", "cancel")
        )
        return Card(
            key="taking_part",
            title=self.env._("My Companies at Actions"),
            icon="fa-ticket",
            role=ACCOUNT_MANAGER,
            select=lambda: self._select_registrations(domain),
            candidates=SQL(
                """SELECT FROM event_registration
                     JOIN res_partner company ON company.id = event_registration.attendee_company_id
                    WHERE company.user_id IN %s AND event_registration.place_state IN %s""",
                self._get_mine(),
                _TAKES_PART,
            ),
            tell=self._tell_registration,
            empty=self.env._("Companies of yours that take part in an action of the next two weeks stand here."),
            opens=self._get_opened("hub_event.event_registration_action", domain),
        )

    # Rows

    @api.model
    def _select_actions(self, domain, at):
        """Return the query of some actions, with how many of their registrations stand how."""
        return self._select(
            self.env[_ACTIONS],
            domain,
            at=at,
            name="name",
            user="user_id",
            state="action_state",
            to_give=SQL("event_event.selection_rule IN ('draw', 'readiness') AND event_event.places_given_on IS NULL"),
            offered=self._count_registrations("place_state", "offered"),
            waiting=self._count_registrations("place_state", "waiting"),
            registered=self._count_registrations("state", "open"),
        )

    @api.model
    def _count_registrations(self, name, value):
        """Return the term that counts the registrations of an action, as far as the user may read them."""
        registrations = self.env[_REGISTRATIONS]
        query = registrations._search([(name, "=", value)])
        query.add_where(SQL("%s = event_event.id", column(registrations, query.table, query, "event_id")))
        return SQL("(%s)", query.select(SQL("COUNT(*)")))

    @api.model
    def _select_registrations(self, domain):
        event, slot = SQL("event_registration.event_id"), SQL("event_registration.event_slot_id")
        return self._select(
            self.env[_REGISTRATIONS],
            domain,
            "attendee_company_id",
            SQL(
                "COALESCE(%s, %s)",
                self._look_up("event.slot", "start_datetime", slot),
                self._look_up(_ACTIONS, "date_begin", event),
            ),
            action=self._look_up(_ACTIONS, "name", event),
            person="name",
            place="place_state",
        )

    @api.model
    def _tell_registration(self, row, company):
        places = dict(self.env[_REGISTRATIONS]._fields["place_state"]._description_selection(self.env))
        return Line(
            _REGISTRATIONS,
            row.id,
            self._name_of(company) or row.extra["person"] or "",
            self._in_words(row.extra["action"], row.extra["place"] != "given" and places.get(row.extra["place"])),
            badge=self._days_left(self._day_of(row.at)),
            late=row.extra["place"] == "check",
        )

    @api.model
    def _day_of(self, moment):
        return day_of(moment, zone(self.env))
