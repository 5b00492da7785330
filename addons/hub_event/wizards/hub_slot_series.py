from datetime import datetime, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.date_utils import float_to_time

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.once import once

from ..domain.slots import days_of, hours_of
from ..models.consultation.event_slot import CHANNELS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST = 1000


class HubSlotSeries(models.TransientModel):
    """Hours of an adviser in a series: on some days of the week, from an hour to another one.

    Left out is what has begun already, days on which the adviser is away, and times at which there is an hour of this
    adviser already. Hours are those of the clock of the action, in winter and in summer.
    """

    _name = "hub.slot.series"
    _description = "Make Consultation Hours"
    _inherit = ["hub.own.dialog.mixin"]

    event_id = fields.Many2one(
        "event.event", "Action", required=True, domain=[("has_hours", "=", True)], ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        "Adviser",
        required=True,
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="cascade",
    )
    date_from = fields.Date("First Day", required=True, default=lambda self: today(self.env))
    date_to = fields.Date("Last Day", required=True, default=lambda self: today(self.env) + timedelta(days=27))
    monday = fields.Boolean(default=True)
    tuesday = fields.Boolean(default=True)
    wednesday = fields.Boolean(default=True)
    thursday = fields.Boolean(default=True)
    friday = fields.Boolean(default=True)
    saturday = fields.Boolean()
    sunday = fields.Boolean()
    hour_from = fields.Float("From", required=True, default=9)
    hour_to = fields.Float("Ends At", required=True, default=12)
    minutes = fields.Integer("Length (minutes)", required=True, default=30)
    channel = fields.Selection(CHANNELS, required=True, default="office")
    place = fields.Char()
    video_link = fields.Char()
    commune_id = fields.Many2one("hub.commune", ondelete="cascade")
    slot_count = fields.Integer("Hours", compute="_compute_slot_count")

    @api.depends("event_id", "user_id", "date_from", "date_to", *WEEKDAYS, "hour_from", "hour_to", "minutes")
    def _compute_slot_count(self):
        for series in self:
            complete = series.event_id and series.user_id and series.date_from and series.date_to
            series.slot_count = len(series._get_hours()) if complete and not series._get_problem() else 0

    def _get_problem(self):
        """Return the sentence that says why there is no such series; False if there is one."""
        if self.date_to < self.date_from:
            return self.env._("Last Day: enter a day that is not before the first one.")
        if not 0 <= self.hour_from < self.hour_to <= 23.98:
            return self.env._("From, Ends At: enter two hours of a day, the earlier one first.")
        if not 5 <= self.minutes <= 480:
            return self.env._("Length: enter a number of minutes from 5 to 480.")
        if not self.user_id.active:
            return self.env._("Adviser: %s does not work for the agency any more. Choose another one.",
                              self.user_id.name)  # fmt: skip
        timezone = pytz.timezone(self.event_id.date_tz)
        first, last = (
            pytz.utc.localize(moment).astimezone(timezone).date()
            for moment in (self.event_id.date_begin, self.event_id.date_end)
        )
        if self.date_from < first or self.date_to > last:
            return self.env._(
                "First Day, Last Day: “%(action)s” runs from %(first)s to %(last)s. Choose days within these, or "
                "change the days of the action.",
                action=self.event_id.name,
                first=format_date(self.env, first),
                last=format_date(self.env, last),
            )
        return False

    def _get_hours(self):
        """Return the hours of the series: the day, when each begins and ends on the clock of the action.

        :rtype: list[tuple[date, float, float]]
        """
        weekdays = {number for number, name in enumerate(WEEKDAYS) if self[name]}
        days = days_of(self.date_from, min(self.date_to, self.date_from + timedelta(days=MOST)), weekdays)
        # As superuser: hours of other agencies take the adviser's time as well.
        slots, away = self.env["event.slot"].sudo(), self.env["hub.stand.in"].sudo()
        adviser = self.user_id._origin.id
        absences = away.search([("user_id", "=", adviser), ("date_end", ">=", self.date_from)])
        known = [
            (each.start_datetime, each.end_datetime)
            for each in slots.search([("user_id", "=", adviser), ("date", ">=", self.date_from - timedelta(days=1))])
        ]
        now, timezone = fields.Datetime.now(), pytz.timezone(self.event_id.date_tz)

        def moment(day, hour):
            return (
                timezone.localize(datetime.combine(day, float_to_time(hour))).astimezone(pytz.utc).replace(tzinfo=None)
            )

        hours = []
        for day in days:
            if any(each.date_start <= day <= each.date_end for each in absences):
                continue
            for begin, end in hours_of(self.hour_from, self.hour_to, self.minutes):
                first, last = moment(day, begin), moment(day, end)
                if now < first < last and not any(start < last and first < stop for start, stop in known):
                    hours.append((day, begin, end))
        return hours

    @once
    def action_make(self):
        """Make the hours, and show them."""
        if problem := self._get_problem():
            raise UserError(problem)
        self.event_id.check_access("write")
        hours = self._get_hours()
        if not hours:
            raise UserError(
                self.env._(
                    "There is no hour to make: they are over, the adviser is away, or has hours then already. Choose "
                    "other days or hours."
                )
            )
        if len(hours) > MOST:
            raise UserError(self.env._("Hours: %s at most are made at once. Choose fewer days.", MOST))
        about = {name: self[name] for name in ("channel", "place", "video_link")}
        self.env["event.slot"].create(
            [
                {
                    **about,
                    "event_id": self.event_id.id,
                    "user_id": self.user_id.id,
                    "commune_id": self.commune_id.id,
                    "date": day,
                    "start_hour": begin,
                    "end_hour": end,
                }
                for day, begin, end in hours
            ]
        )
        return self.event_id.action_open_hours()
