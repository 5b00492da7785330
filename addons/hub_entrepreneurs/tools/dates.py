"""The agency's calendar day: the same for every user, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def zone(env) -> ZoneInfo:
    """Return the time zone named by the parameter ``hub.timezone``.

    :raises zoneinfo.ZoneInfoNotFoundError: if the parameter names no known zone
    """
    return ZoneInfo(env["ir.config_parameter"]._get_agency_timezone())


def today(env) -> date:
    """Return today's date in the agency's time zone."""
    return _date_in(zone(env))


def day_of(moment: datetime, timezone: ZoneInfo) -> date:
    """Return the agency's day of a moment as Odoo stores it: in UTC, without a zone."""
    try:
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(timezone).date()
    except OverflowError:
        return moment.date()


def start_of(day: date, timezone: ZoneInfo) -> datetime:
    """Return the moment at which an agency's day begins, as Odoo stores it: in UTC, without a zone."""
    try:
        return datetime.combine(day, time.min, timezone).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    except OverflowError:
        return datetime.combine(day, time.min)


def next_working_day(env) -> date:
    """Return the first day after today on which the agency works."""
    tomorrow, timezone = today(env) + timedelta(days=1), zone(env)
    calendar = env.company.resource_calendar_id
    end_of_day = calendar.plan_days(1, start_of(tomorrow, timezone), compute_leaves=True) if calendar else False
    return day_of(end_of_day, timezone) if end_of_day else tomorrow


def _date_in(timezone: ZoneInfo) -> date:
    return datetime.now(timezone).date()
