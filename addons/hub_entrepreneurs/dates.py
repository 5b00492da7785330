"""The agency's calendar day: the same for every user, wherever the server stands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

DEFAULT_TIMEZONE = "Europe/Brussels"


def today(env) -> date:
    """Return today's date in the time zone named by the parameter ``hub.timezone``.

    :raises zoneinfo.ZoneInfoNotFoundError: if the parameter names no known zone
    """
    zone = env["ir.config_parameter"].sudo().get_param("hub.timezone", DEFAULT_TIMEZONE)
    return datetime.now(ZoneInfo(zone)).date()
